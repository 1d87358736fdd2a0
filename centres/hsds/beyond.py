"""What a file says beyond our facts: kept beside the resource, and written again when it is exported.

`ids` are the ids of rows that became facts, `rows` those that did not, `more` the columns of the former for which
there is no fact.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from centres.hsds import checking, columns, terms
from centres.hsds.index import Index
from centres.hsds.layout import MANY, ONE, Row, Tables
from centres.hsds.reading import Entry
from centres.models import Resource

OWN = frozenset({terms.KINDS, terms.FACTS})


def of(entry: Entry) -> dict[str, Any]:
    """Everything that the file says about the service and that the facts do not."""
    resource = Resource(public_id=UUID(entry.id), state=entry.stands, beyond={"ids": entry.ids}, **entry.facts)
    resource.changes = entry.changes
    written = columns.rows_of(resource)
    rows: Tables = {}
    more: dict[str, dict[str, Row]] = {}
    for table, found in _reached(entry):
        ours = next((one for one in written.get(table, []) if one["id"] == found["id"]), None)
        row = checking.sound(table, found, entry.remarks, kept_already=ours or {})
        if ours is None:
            if row and not _is_ours(row, entry):
                rows.setdefault(table, []).append(row)
        elif left := {name: text for name, text in row.items() if text and name not in ours}:
            more.setdefault(table, {})[row["id"]] = left
    kept = {"ids": _unusual(entry), "rows": rows, "more": more}
    return {name: value for name, value in kept.items() if value}


def _is_ours(row: Row, entry: Entry) -> bool:
    """Terms and attributes of our own lists are written anew each time."""
    return row["id"] in OWN or row.get("taxonomy_id") in OWN or row["id"] in entry.ids.values()


def _unusual(entry: Entry) -> dict[str, str]:
    """Without the ids that we would give ourselves."""
    plain = Resource(public_id=UUID(entry.id), **entry.facts)
    usual = {role: terms.row_id(plain, role) for role in entry.ids}
    name = columns.rows_of(plain)["organization"][0]["name"]
    usual["organization"] = terms.organisation_id(plain, name)
    return {role: row_id for role, row_id in entry.ids.items() if row_id != usual.get(role)}


def _reached(entry: Entry) -> Iterator[tuple[str, Row]]:
    """Every row that hangs on the service, each once, and never another service."""
    seen: set[tuple[str, str]] = set()
    waiting = [("service", entry.service)]
    while waiting:
        table, row = waiting.pop()
        if (table, row["id"]) in seen:
            continue
        seen.add((table, row["id"]))
        yield table, row
        waiting += _below(entry.index, table, row, entry.id)


def _below(index: Index, table: str, row: Row, service: str) -> Iterator[tuple[str, Row]]:
    for child in ONE.get(table, ()):
        if found := index.one(child.table, row.get(child.column, "")):
            yield child.table, found
    for child in MANY.get(table, ()):
        for found in index.rows(child.table, child.column, row["id"]):
            if found.get("service_id", service) == service and not _is_elsewhere(index, child.table, found, service):
                yield child.table, found
    if table not in ("attribute", "metadata"):
        for name, column in (("attribute", "link_id"), ("metadata", "resource_id")):
            yield from ((name, found) for found in index.rows(name, column, row["id"]))


def _is_elsewhere(index: Index, table: str, row: Row, service: str) -> bool:
    """Whether it is the place of other services alone: theirs say it."""
    if table != "location":
        return False
    at = index.rows("service_at_location", "location_id", row["id"])
    return bool(at) and all(one.get("service_id") != service for one in at)


def tables_kept(beyond: dict[str, Any]) -> list[str]:
    """Which tables hold something of it."""
    return sorted({*beyond.get("rows", {}), *beyond.get("more", {})})


def add(tables: Tables, resources: list[Resource]) -> None:
    """Write again what was kept. What we say ourselves by now goes before it."""
    known = {table: {row["id"]: row for row in rows} for table, rows in tables.items()}
    for resource in resources:
        for table, by_id in resource.beyond.get("more", {}).items():
            for row_id, left in by_id.items():
                if row := known[table].get(row_id):
                    row.update({name: text for name, text in left.items() if name not in row})
        for table, rows in resource.beyond.get("rows", {}).items():
            for row in rows:
                if row["id"] not in known[table]:
                    known[table][row["id"]] = dict(row)
                    tables[table].append(known[table][row["id"]])
