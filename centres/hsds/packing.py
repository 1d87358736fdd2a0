"""Tables as files: JSON, one object for each service with all that belongs to it; and a zip of CSV tables."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from centres.hsds import checking
from centres.hsds.index import Index
from centres.hsds.layout import LINKS, MANY, NO_ATTRIBUTES, NUMBERS, ONE, TABLES, Row, Tables, empty
from centres.hsds.remarks import NotRead, Remark

MOST_UNPACKED = 200_000_000  # bytes; a small zip can hold a great deal of nothing
NAME = "human_services_data"


# --- Writing ------------------------------------------------------------------------------------
def as_json(tables: Tables) -> bytes:
    index = Index(tables)
    nested = [_nested(index, "service", row, ()) for row in tables["service"]]
    return json.dumps(nested, ensure_ascii=False, indent=2).encode()


def _nested(index: Index, table: str, row: Row, above: tuple[str, ...]) -> dict[str, Any]:
    """The row with all that hangs below it. Where it stands says what it belongs to: ids of others are left out."""
    pointers = {child.column for children in MANY.values() for child in children if child.table == table}
    pointers |= {child.column for child in ONE.get(table, ())}
    if table in LINKS:
        pointers |= set(LINKS[table][1:])
    found: dict[str, Any] = {
        name: _number(row[name]) if (table, name) in NUMBERS else row[name]
        for name in TABLES[table].columns
        if row.get(name) and name not in pointers
    }
    for child in ONE.get(table, ()):
        if (one := index.one(child.table, row.get(child.column, ""))) and child.table not in above:
            found[child.name] = _nested(index, child.table, one, (*above, table))
    for name, inner, rows in _lists(index, table, row):
        if rows and inner not in above:
            found[name] = [_nested(index, inner, one, (*above, table)) for one in rows]
    return found


def _lists(index: Index, table: str, row: Row) -> Iterator[tuple[str, str, list[Row]]]:
    for child in MANY.get(table, ()):
        yield child.name, child.table, index.rows(child.table, child.column, row["id"])
    if table not in NO_ATTRIBUTES:
        for name, link in LINKS.items():
            yield link.name, name, index.rows(name, link.table, row["id"])


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() else number


def as_zip(tables: Tables) -> bytes:
    """One table a file, with the descriptor of a Tabular Data Package."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        _put(package, "datapackage.json", json.dumps(_descriptor(tables), indent=2))
        for name, rows in tables.items():
            if rows:
                _put(package, TABLES[name].path, _csv(TABLES[name].columns, rows))
    return written.getvalue()


def _put(package: zipfile.ZipFile, name: str, text: str) -> None:
    """Always with the same moment, so that the same tables are the same file."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, text)


def _csv(columns: tuple[str, ...], rows: list[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _descriptor(tables: Tables) -> dict[str, Any]:
    resources = [
        {
            "name": name,
            "path": TABLES[name].path,
            "profile": "tabular-data-resource",
            "schema": {
                "fields": [
                    {"name": column, "type": "number" if (name, column) in NUMBERS else "string"}
                    for column in TABLES[name].columns
                ],
                "primaryKey": "id",
            },
        }
        for name, rows in tables.items()
        if rows
    ]
    return {"name": NAME, "profile": "tabular-data-package", "version": "3.0", "resources": resources}


# --- Reading ------------------------------------------------------------------------------------
def unpacked(content: bytes) -> tuple[Tables, list[Remark]]:
    """The tables of a file of either sort, and what was left out. Raises `NotRead`."""
    if not content.strip():
        raise NotRead("empty")
    tables, remarks = _from_zip(content) if content.startswith(b"PK\x03\x04") else _from_json(content)
    if not tables["service"]:
        raise NotRead("no_services")
    checking.give_ids(tables)
    return tables, remarks


def _from_zip(content: bytes) -> tuple[Tables, list[Remark]]:
    tables, remarks = empty(), []
    by_name = {table.path: name for name, table in TABLES.items()} | {f"{name}.csv": name for name in TABLES}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
                raise NotRead("too_large")
            for entry in package.infolist():
                file = entry.filename.rsplit("/", 1)[-1].lower()
                if entry.is_dir() or file == "datapackage.json":
                    continue
                if file not in by_name:
                    remarks.append(Remark.of("unknown_file", name=file))
                else:
                    _take_csv(by_name[file], package.read(entry), tables, remarks)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise NotRead("bad_zip") from error
    return tables, remarks


def _take_csv(table: str, content: bytes, tables: Tables, remarks: list[Remark]) -> None:
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error):
        remarks.append(Remark.of("bad_table", name=TABLES[table].path))
        return
    for name in reader.fieldnames or ():
        if name not in TABLES[table].columns:
            remarks.append(Remark.of("unknown_column", table=TABLES[table].path, name=name))
    for row in rows:
        _take(table, {name: _sayable(row[name]) for name in TABLES[table].columns if row.get(name)}, tables)


def _take(table: str, row: Row, tables: Tables) -> None:
    if row.get("id") or table == "service":
        tables[table].append({name: text for name, text in row.items() if text})


def _from_json(content: bytes) -> tuple[Tables, list[Remark]]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise NotRead("bad_json", line=error.lineno, why=error.msg) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise NotRead("not_hsds") from error
    reader = _Flat()
    for service in _services(found):
        reader.take("service", service, {})
    return reader.tables, reader.remarks


def _services(found: Any) -> list[dict[str, Any]]:
    """A list of services, a page of the API with such a list, or one service."""
    if isinstance(found, dict):
        found = next((found[name] for name in ("contents", "services", "service") if name in found), [found])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise NotRead("not_hsds")
    return found


class _Flat:
    """Nested objects taken apart into rows. The same row may stand in several places."""

    def __init__(self) -> None:
        self.tables, self.remarks = empty(), list[Remark]()
        self._known: dict[tuple[str, str], Row] = {}

    def take(self, table: str, thing: dict[str, Any], pointers: Row) -> str:
        """Keep it and all below it as rows; answers with its id."""
        row = {name: _text(thing[name]) for name in TABLES[table].columns if _is_plain(thing.get(name))} | pointers
        row_id = row.get("id", "")
        below = self._below(table, thing)
        for child, inner in below["one"]:
            row[child.column] = self.take(child.table, inner, {})
        if known := self._known.get((table, row_id)) if table != "service" else None:
            known.update(row)
        else:
            self._known[table, row_id] = row
            _take(table, row, self.tables)
        for name, inner_pointers, inner in self._many(table, thing, row_id):
            self.take(name, inner, inner_pointers)
        self._look_for_strangers(table, thing)
        return row_id

    def _below(self, table: str, thing: dict[str, Any]) -> dict[str, Any]:
        one = [(child, thing[child.name]) for child in ONE.get(table, ()) if isinstance(thing.get(child.name), dict)]
        return {"one": one}

    def _many(self, table: str, thing: dict[str, Any], row_id: str) -> Iterator[tuple[str, Row, dict[str, Any]]]:
        for child in MANY.get(table, ()):
            yield from ((child.table, {child.column: row_id}, one) for one in _objects(thing.get(child.name)))
        for name, link in LINKS.items():
            pointers = {link.table: row_id, link.column: table}
            yield from ((name, pointers, one) for one in _objects(thing.get(link.name)) if table not in NO_ATTRIBUTES)

    def _look_for_strangers(self, table: str, thing: dict[str, Any]) -> None:
        known = {*TABLES[table].columns, *(child.name for child in (*MANY.get(table, ()), *ONE.get(table, ())))}
        known |= {link.name for link in LINKS.values()}
        for name in thing.keys() - known:
            remark = Remark.of("unknown_column", table=table, name=name)
            if remark not in self.remarks:
                self.remarks.append(remark)


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_plain(value: Any) -> bool:
    return value not in (None, "") and isinstance(value, str | int | float)


def _text(value: str | int | float) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else _sayable(str(value))


def _sayable(text: str) -> str:
    """Without null characters and halves of characters, which no database takes."""
    return text.replace("\x00", "").encode(errors="ignore").decode()
