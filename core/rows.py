"""Writing rows where many people wait: the text of each INSERT is made once, not anew for each row.

Django puts every INSERT together from its model and sends each table's by itself; where a sign-up writes a dozen rows
that is most of its work. Here a row is its columns, filled as Django fills them. No signals are sent: what somebody
must hear of goes through a room's own signals.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection, models

_gathered: ContextVar["list[_New] | None"] = ContextVar("gathered rows", default=None)


class _New(NamedTuple):
    row: models.Model
    once: bool


# psycopg keeps its own reading of a statement only while it has no more values than this (psycopg._queries).
MOST_VALUES = 50
MOST_ROWS = 500  # of a table in one statement, so that no database runs out of places for values


class _Batch(NamedTuple):
    """So many rows of one table in one INSERT."""

    model: type[models.Model]
    once: bool
    rows: int


_Part = tuple[_Batch, list[Any]]  # with all its values


def insert(row: models.Model) -> None:
    """Insert a new row at once; afterwards it has its key. Raises `IntegrityError` as `save` does."""
    returning = connection.features.can_return_columns_from_insert
    with connection.cursor() as cursor:
        cursor.execute(_text(connection.vendor, _Batch(type(row), False, 1), returning), _values([row]))
        options = type(row)._meta
        row.pk = cursor.fetchone()[0] if returning else connection.ops.last_insert_id(cursor, options.db_table, "id")
    row._state.adding, row._state.db = False, connection.alias


def write(*rows: models.Model, once: bool = False) -> None:
    """Insert new rows whose keys nobody needs; inside `gathered`, together with all the others at its end.

    `once`: a row that is there already, by any of its table's unique constraints, stays as it is.
    """
    new = [_New(row, once) for row in rows]
    waiting = _gathered.get()
    if waiting is None:
        _send(new)
    else:
        waiting += new


@contextmanager
def gathered() -> Iterator[None]:
    """Insert what is written inside in one go at the end: on PostgreSQL with a single statement.

    Belongs into a transaction. Where the block raises, nothing is written. One inside another is part of the outer.
    """
    if _gathered.get() is not None:
        yield
        return
    waiting: list[_New] = []
    token = _gathered.set(waiting)
    try:
        yield
    finally:
        _gathered.reset(token)
    _send(waiting)


def flush() -> None:
    """Insert what is gathered so far: before a lock that others wait for."""
    waiting = _gathered.get()
    if waiting:
        _send(waiting)
        waiting.clear()


def _send(new: Sequence[_New]) -> None:
    tables: dict[tuple[type[models.Model], bool, int], list[models.Model]] = {}
    for number, (row, once) in enumerate(new):
        tables.setdefault((type(row), once, number // MOST_ROWS), []).append(row)
    parts = [(_Batch(model, once, len(rows)), _values(rows)) for (model, once, _nth), rows in tables.items()]
    for statement in _statements(parts):
        with connection.cursor() as cursor:
            text = _together(connection.vendor, tuple(batch for batch, _values in statement))
            cursor.execute(text, [value for _batch, values in statement for value in values])


def _statements(parts: list[_Part]) -> Iterator[list[_Part]]:
    """PostgreSQL takes several INSERTs in one statement, SQLite one after another."""
    most = MOST_VALUES if connection.vendor == "postgresql" else 0
    together: list[_Part] = []
    for part in parts:
        if together and sum(len(values) for _batch, values in [*together, part]) > most:
            yield together
            together = []
        together.append(part)
    if together:
        yield together


def change(changed: Sequence[models.Model], *names: str) -> None:
    """Write these columns of rows that are there: one short statement, sent once for each of them together."""
    if not changed:
        return
    fields = [field for field in _columns(type(changed[0])) if field.name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    text = f"UPDATE {quote(changed[0]._meta.db_table)} SET {columns} WHERE id = %s"  # noqa: S608 - our own tables
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk]
        for row in changed
    ]
    with connection.cursor() as cursor:
        cursor.executemany(text, values)


@lru_cache(maxsize=500)
def _together(vendor: str, batches: tuple[_Batch, ...]) -> str:
    """Several INSERTs as one statement. References are checked at the commit, so their order does not matter."""
    *others, last = (_text(vendor, batch) for batch in batches)
    if not others:
        return last
    return f"WITH {', '.join(f'part_{number} AS ({text})' for number, text in enumerate(others))} {last}"


@lru_cache(maxsize=500)
def _text(_vendor: str, batch: _Batch, returning: bool = False) -> str:
    quote = connection.ops.quote_name
    columns = _columns(batch.model)
    names = ", ".join(quote(field.column) for field in columns)
    rows = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * batch.rows)
    text = f"INSERT INTO {quote(batch.model._meta.db_table)} ({names}) VALUES {rows}"  # noqa: S608 - our own tables
    if batch.once:
        text += " ON CONFLICT DO NOTHING"
    return text + (" RETURNING id" if returning else "")


@lru_cache(maxsize=100)
def _columns(model: type[models.Model]) -> list[Any]:
    if model._meta.parents or model._meta.pk.column != "id":
        raise TypeError(f"{model.__name__} is not one table with an automatic key")
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _values(rows: Sequence[models.Model]) -> list[Any]:
    columns = _columns(type(rows[0]))
    return [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in columns]
