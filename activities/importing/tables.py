"""The cells of a spreadsheet: of an .xlsx file, or of a text with commas, semicolons or tabs."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl

from activities.importing.found import NotRead

MOST_ROWS = 2_000
MOST_COLUMNS = 40
MOST_CELL = 5_000
MOST_UNPACKED = 20_000_000  # a small file can unpack to a very large one
MOST_PARTS = 300
Row = tuple[int, Sequence[Any]]  # with its number, as the program shows it


def of_text(text: str) -> list[Row]:
    """Rows that have something in them. Raises `NotRead`."""
    delimiter = max(";,\t", key=_first_line(text).count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return _limited((rows.line_num, row) for row in rows)
    except csv.Error as error:
        raise NotRead("not_a_table") from error


def _first_line(text: str) -> str:
    """The first that has at least one thing of each in it."""
    return next((line for line in text.splitlines()[:10] if line.strip(";,\t ")), "")


def of_workbook(content: bytes) -> list[Row]:
    """The first sheet of an .xlsx file, formulas as what they came to when it was saved. Raises `NotRead`."""
    try:
        _check(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and the like, which nobody reads here
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS * 2, max_col=MOST_COLUMNS, values_only=True)
            return _limited(enumerate(rows, start=1))
    except NotRead:
        raise
    except Exception as error:  # a damaged file makes anything of the libraries
        raise NotRead("not_a_table") from error


def _check(content: bytes) -> None:
    """Neither locked nor a bomb."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        infos = parts.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise NotRead("locked")
        if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
            raise NotRead("too_large_inside")
        # No spreadsheet program declares entities; who does wants the reader to choke on them.
        if any(b"<!DOCTYPE" in parts.read(info).replace(b"\x00", b"").upper() for info in infos if _is_xml(info)):
            raise NotRead("not_a_table")


def _is_xml(info: zipfile.ZipInfo) -> bool:
    return info.filename.lower().endswith((".xml", ".rels"))


def _limited(rows: Iterator[tuple[int, Sequence[Any]]]) -> list[Row]:
    kept: list[Row] = []
    for number, row in rows:
        cells = [cell[:MOST_CELL] if isinstance(cell, str) else cell for cell in row[:MOST_COLUMNS]]
        if any(str(cell if cell is not None else "").strip() for cell in cells):
            kept.append((number, cells))
        if len(kept) > MOST_ROWS:
            raise NotRead("too_many_entries", most=MOST_ROWS)
    return kept
