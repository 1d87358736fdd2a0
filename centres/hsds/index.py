"""Finding rows of a file by their id, and by what they point at."""

from collections import defaultdict

from centres.hsds import terms
from centres.hsds.layout import Row, Tables


class Index:
    """The rows of a file, looked up by any of their columns."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._by: dict[tuple[str, str], dict[str, list[Row]]] = {}

    def rows(self, table: str, column: str, value: str) -> list[Row]:
        key = (table, column)
        if key not in self._by:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in self.tables.get(table, []):
                if text := row.get(column):
                    found[text].append(row)
            self._by[key] = found
        return self._by[key].get(value, []) if value else []

    def one(self, table: str, row_id: str) -> Row:
        """Empty where there is none."""
        return next(iter(self.rows(table, "id", row_id)), {})

    @property
    def is_ours(self) -> bool:
        """Whether the file was written by Porchlight, and so says all facts in both languages."""
        return bool(self.rows("taxonomy", "id", terms.FACTS))
