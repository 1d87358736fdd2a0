"""Very many rows: one is made as the site makes it, and the database copies it with other values."""

from django.db import connection, models


def copies(one: models.Model, source: str, /, **other: str) -> None:
    """As many copies of a stored row as `source` has rows. `other`: the SQL of the columns that differ.

    In `source` and `other`, no name is a visitor's.
    """
    table = one._meta.db_table
    columns = [field.column for field in one._meta.concrete_fields if not field.primary_key]
    values = ", ".join(other.get(column, f"one.{column}") for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
            f"FROM (SELECT * FROM {table} WHERE id = {one.pk}) one CROSS JOIN {source}"
        )
