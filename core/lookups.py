"""`__begins`: what starts with these letters, looked up in an index on both databases."""

from typing import Any

from django.db.models import CharField
from django.db.models.lookups import StartsWith

LAST_LETTER = chr(0x10FFFF)


class Begins(StartsWith):
    """PostgreSQL's LIKE uses an index with `varchar_pattern_ops`. SQLite's ignores case, and with it the index: there
    it is asked for what lies between the letters and the last text that begins with them."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, values = self.process_lhs(compiler, connection)
        return f"{column} >= %s AND {column} < %s", [*values, self.rhs, *values, f"{self.rhs}{LAST_LETTER}"]


CharField.register_lookup(Begins, "begins")
