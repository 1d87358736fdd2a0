"""Which counts of people may be shown. Pure; no database. Why it is so: docs/adr/0031.

Everything shown of a table is a sum of *blocks*: sets of cells with nobody in them, or with at least as many people as
hide each other. Nothing inside a block is shown by itself, in any total, so that no sum and no difference gives it.
"""

from evaluation.safe.joining import several
from evaluation.safe.tables import LIMIT, Cell, Kin, Safe, Table, protect
from evaluation.safe.words import HIDDEN, in_words

__all__ = ["HIDDEN", "LIMIT", "Cell", "Kin", "Safe", "Table", "in_words", "protect", "several"]
