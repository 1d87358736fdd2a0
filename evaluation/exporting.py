"""The tables as a file: one long table, and a dictionary of its columns. The same numbers as the pages, no others."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import openpyxl
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl.styles import Font

from activities.models import Attendance
from core.actors import Channel
from evaluation.change.shown import BETTER, SAME, WORSE
from evaluation.instruments import Scale, scale_of
from evaluation.instruments.equity import QUESTIONS
from evaluation.safe import HIDDEN

COLUMNS = ("year", "centres", "about", "question", "group", "measure", "value")
KEPT_DECIMALS = 2
Row = tuple[Any, ...]


def dictionary() -> list[tuple[str, str, str]]:
    """Each column, and each value that stands in it: what it means."""
    columns = [
        ("year", "", _("April to March, by the year in which it begins. Only years that have settled.")),
        ("centres", "", _("The centre’s short name, or “all”: the centres of whoever took the file, together.")),
        ("about", "", _("“reach”: people who were prescribed something. Otherwise instrument/scale/second time.")),
        ("question", "", _("By which question about who people are. Empty: not broken down.")),
        ("group", "", _("The answer to that question, or how somebody changed. Empty: everybody.")),
        ("measure", "n", _("Number of people, or of those with both scores.")),
        ("measure", "mean_before", _("Mean score at the beginning, of those with both.")),
        ("measure", "mean_after", _("Mean score at the second time, of those with both.")),
        ("measure", "mean_change", _("The second less the first. No comparison group.")),
        ("measure", "median_change", _("The median of the same.")),
        ("measure", "interval_low", _("Lower end of the 95 % interval of the mean change (Student’s t).")),
        ("measure", "interval_high", _("Its upper end.")),
        ("group", BETTER, _("Those who changed in the direction that is good.")),
        ("group", SAME, _("Those with the same score.")),
        ("group", WORSE, _("Those who changed in the other direction.")),
        ("value", "", _("Empty: %(hidden)s.") % {"hidden": HIDDEN}),
    ]
    groups = [
        ("group", f"{question.slug}: {group.slug}", f"{group.words.en} / {group.words.fr}")
        for question in QUESTIONS
        for group in question.groups
    ]
    return [*columns, *groups]


def as_csv(rows: Iterable[Row], headings: Iterable[str] = COLUMNS) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def streamed(rows: Iterable[Row], headings: Iterable[str], *, at_once: int = 2_000) -> Iterator[bytes]:
    """The same in pieces, for what is too long to be held."""
    rest, piece = iter(rows), as_csv([], headings)
    while piece:
        yield piece
        out = io.StringIO()
        csv.writer(out).writerows(islice(rest, at_once))
        piece = out.getvalue().encode()


def attendance_dictionary() -> list[tuple[str, str, str]]:
    """Of the file of attendance."""
    return [
        ("centre", "", _("The centre’s short name.")),
        (
            "activity",
            "",
            _(
                "The group’s short name, as in its address. Empty: of a private group, or of a date with fewer than "
                "6 rows."
            ),
        ),
        ("day", "", _("The day of the session; where the group is not named, the month alone.")),
        ("start", "", _("When it began, by the centre’s clock; empty where the group is not named.")),
        *(("channel", slug, capfirst(str(words))) for slug, words in Channel.choices),
        *(("attendance", slug, capfirst(str(words))) for slug, words in Attendance.choices),
        ("prescribed", "yes", _("The group is one that they joined because of a prescription of this centre.")),
        ("prescribed", "no", _("It is not, or they joined later.")),
        ("prescribed", "", _("Of a record that is locked from you: only the month, the way and the mark stand here.")),
    ]


def as_workbook(rows: Iterable[Row]) -> bytes:
    """Two sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = _("Tables")
    _fill(sheet, [COLUMNS, *rows])
    _fill(book.create_sheet(_("Dictionary")), [(_("Column"), _("Value"), _("What it means")), *dictionary()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, rows: list[Row]) -> None:
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"


def rounded(values: dict[str, float | None], scale: Scale) -> Iterator[tuple[str, float | None]]:
    """As the pages round."""
    for name, value in values.items():
        yield name, None if value is None else round(value, scale.decimals)


def group_decimals(about: str) -> int:
    """With which the mean change of a group is told: with no more than are kept of it (`services.counting`)."""
    return min(KEPT_DECIMALS, scale_of(about).decimals)
