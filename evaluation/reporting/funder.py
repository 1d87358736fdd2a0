"""What Ontario's funders ask about social prescribing and volunteers, as far as it is truly counted here."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models.booking import WAS_THERE
from core.reports import Block, Table
from evaluation import exporting, figures, safe
from evaluation.indicators import WHOLE, registry
from evaluation.services.quarter_counts import Ahead
from people.models.person import Language

COLUMNS = ("indicator", "definition", "period", "value")


@dataclass(frozen=True)
class Asked:
    """Lines of one of our own indicators, under the name by which funders ask for them."""

    words: str | Promise
    how: str | Promise
    indicator: str
    lines: tuple[str, ...] = (WHOLE,)

    def cells(self, ahead: Ahead) -> list[safe.Cell]:
        """By quarter, as the page of the numbers shows them; hidden where one of the lines is."""
        columns = zip(*(figures.line(registry[self.indicator], ahead, line) for line in self.lines), strict=True)
        return [_together(cells) for cells in columns]


def _together(cells: tuple[safe.Cell, ...]) -> safe.Cell:
    shown = [cell for cell in cells if cell is not None]
    return sum(shown) if len(shown) == len(cells) else None


ASKED = (
    Asked(
        gettext_lazy("Individuals served by social prescribing"),
        gettext_lazy("People with a prescription written in the quarter; each counts once a quarter."),
        "clients",
    ),
    Asked(
        gettext_lazy("New individuals served"),
        gettext_lazy("Of these, those for whom the centre had never prescribed before."),
        "clients",
        ("first",),
    ),
    Asked(
        gettext_lazy("Social prescriptions"),
        gettext_lazy("Prescriptions written in the quarter, by whomever: several may be for one person."),
        "source",
    ),
    Asked(
        gettext_lazy("Prescriptions for people who want to be served in French"),
        gettext_lazy("By the language in which the client wants to be written to and called, as it stands today."),
        "language",
        (Language.FR,),
    ),
    Asked(
        gettext_lazy("Prescriptions followed by sustained participation"),
        gettext_lazy("The client was at four or more sessions, until today, of groups they joined because of it."),
        "uptake",
        ("sustained",),
    ),
    Asked(
        gettext_lazy("Group sessions held"),
        gettext_lazy("Dates of groups in the quarter that took place."),
        "sessions",
        ("scheduled",),
    ),
    Asked(
        gettext_lazy("Group visits"),
        gettext_lazy("Places at these sessions whose holder came, also late, by the register: not people."),
        "attendance",
        tuple(sorted(WAS_THERE)),
    ),
    Asked(
        gettext_lazy("One-to-one matches begun"),
        gettext_lazy("Matches of a client with a champion that were begun in the quarter."),
        "matches",
    ),
    Asked(
        gettext_lazy("Active volunteers"),
        gettext_lazy("Champions with hours in the quarter that were counted."),
        "champions",
        ("active",),
    ),
    Asked(
        gettext_lazy("Volunteer hours"),
        gettext_lazy("Whole hours, as registers and visits counted them and staff accepted them."),
        "hours",
        ("hours",),
    ),
)


def blocks(ahead: Ahead) -> list[Block]:
    """The numbers, the newest first as everywhere, and how each is counted."""
    quarters = [figures.words(quarter) for quarter in reversed(ahead.scope.quarters)]
    values = [(str(asked.words), asked.cells(ahead)) for asked in ASKED]
    numbers = [[words, *(_in_words(cell) for cell in reversed(cells))] for words, cells in values]
    how = [[str(asked.words), str(asked.how)] for asked in ASKED]
    hides = any(cell is None for _words, cells in values for cell in cells)
    return [
        Block(
            _("The numbers that funders ask for"),
            tables=[Table(_("The numbers that funders ask for"), [_("Indicator"), *quarters], numbers)],
            notes=[_("hidden: fewer than 6, or hidden to protect people")] if hides else [],
        ),
        Block(
            _("How they are counted"),
            tables=[Table(_("How they are counted"), [_("Indicator"), _("Definition")], how, is_prose=True)],
        ),
    ]


def _in_words(cell: safe.Cell) -> str:
    return _("hidden") if cell is None else str(cell)


def as_csv(ahead: Ahead) -> bytes:
    """A line for each indicator and quarter. What is hidden is empty. The demo's says at its end that it is one."""
    return exporting.as_csv(_rows(ahead), COLUMNS)


def _rows(ahead: Ahead) -> Iterator[tuple[str, str, str, safe.Cell]]:
    for asked in ASKED:
        for quarter, cell in zip(ahead.scope.quarters, asked.cells(ahead), strict=True):
            yield str(asked.words), str(asked.how), figures.words(quarter), cell
    if settings.DEMO_ALLOWED:
        yield _("A trial: the people, words and numbers here are invented."), "", "", None
