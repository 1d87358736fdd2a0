"""A file of prescriptions as the page shows it before anything is kept."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from prescriptions.services.exchange_in import DryRun, Fate, Line

WHY = {
    "chart_number": _("There is no chart number."),
    "written_on": _("written_on is no day of the last 180: write it as 2026-11-29."),
    "level": _("level is signposting, medium or holistic. (A light one names a group: write it here.)"),
    "needs": _("needs has no need, or one that is not known here."),
    "urgency": _("urgency is routine, soon or urgent."),
    "risks": _("risks is none_known, or some with words in risk_words."),
    "contact_by": _("contact_by is not known here."),
    "consent_to_refer": _("consent_to_refer is not “yes”: without it nothing is written down."),
    "may_hear": _("may_hear is nothing, progress or details."),
    "twice": _("The same stands in the file twice."),
    "client_name": _("The chart number is that of somebody with another name."),
    "stopped": _("The client has said since then that they do not want to be connected."),
}


@dataclass(frozen=True)
class Row:
    """A line of the file in words."""

    number: int
    title: str
    words: str


def rows(dry: DryRun, fate: Fate) -> list[Row]:
    return [Row(line.number, _title(line), _words(line)) for line in dry.of(fate)]


def _title(line: Line) -> str:
    named = line.person.name if line.person else line.cells.get("client_name", "")
    return ", ".join(filter(None, (named, line.cells.get("chart_number", ""))))


def _words(line: Line) -> str:
    if line.why:
        return str(WHY[line.why])
    return ", ".join(filter(None, (line.cells.get("written_on", ""), line.cells.get("prescriber", ""))))
