"""What HSDS takes in a column: for what we keep of other people's files, so that it can be exported again."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from centres.hsds.layout import TABLES, Row, Tables
from centres.hsds.remarks import Remark
from centres.hsds.terms import OURS

# What of these columns of a service made no fact, `reading` has said; it is not kept.
SAID_ELSEWHERE = frozenset({"url", "email", "assurer_email", "minimum_age", "maximum_age", "assured_date", "status"})


def fits(kind: str, text: str) -> bool:
    """Whether the text is such a thing: `kind` as `layout` writes it."""
    try:
        match kind:
            case "uuid":
                return str(UUID(text)) == text
            case "number":
                return math.isfinite(float(text))
            case "date":
                return date.fromisoformat(text).isoformat() == text
            case "datetime":
                return bool(datetime.fromisoformat(text))
            case "email":
                validate_email(text)
            case "uri":
                return re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", text) is not None
            case _:
                return text.replace(" ", "_") in kind.split("|")
    except (ValueError, ValidationError):
        return False
    return True


def sound(table: str, row: Row, remarks: list[Remark], *, kept_already: Mapping[str, str]) -> Row:
    """The row without cells that HSDS does not take; empty where it lacks what none may lack. `kept_already` are its
    cells that we write ourselves: those are ours to answer for."""
    found = {}
    for name, text in row.items():
        kind = TABLES[table].kinds.get(name, "")
        if name not in kept_already and table == "service" and name in SAID_ELSEWHERE:
            continue
        if name in kept_already or not kind or fits(kind, text):
            found[name] = text
        else:
            remarks.append(Remark.of("bad_cell", table=table, name=name, value=text[:80]))
    if lacking := sorted(TABLES[table].required - found.keys() - kept_already.keys()):
        remarks.append(Remark.of("bad_row", table=table, name=lacking[0]))
        return {}
    return {name: text for name, text in found.items() if name in TABLES[table].columns}


def give_ids(tables: Tables) -> None:
    """Ids that are no UUIDs, as many directories have them, become UUIDs that are made of them, wherever they are."""
    for table, rows in tables.items():
        kinds = TABLES[table].kinds
        for row in rows:
            for name in [name for name in row if kinds.get(name) == "uuid" and not fits("uuid", row[name])]:
                if table == "service" and name == "id":
                    row["said_id"] = row[name]
                row[name] = _made_of(row[name])


def _made_of(text: str) -> str:
    try:
        return str(UUID(text))  # one in capitals, or without hyphens
    except ValueError:
        return str(uuid5(OURS, f"id:{text}"))
