"""A reading in words: the same lines for the page, for the sheet in the chart and for the text that is copied."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import clock, dates
from core.text import labelled
from prescriptions.models import Level, Prescription, Word
from prescriptions.services.word_overview import Overview
from prescriptions.services.word_reading import Ending, Group, Reading


@dataclass(frozen=True)
class Fact:
    """One answer beside its question."""

    key: str
    value: str


def day(moment: datetime, zone: ZoneInfo) -> str:
    return str(dates.day(moment.astimezone(zone).date(), year=True))


def written(prescription: Prescription, chart_number: str) -> list[Fact]:
    """What whoever wrote it knows anyway."""
    rows = [
        (_("Client"), prescription.person.name),
        (_("Chart number"), chart_number),
        (_("Prescribed on"), day(prescription.written_at, prescription.centre.zone)),
        (_("Prescribed by"), ", ".join(filter(None, (prescription.writer_name, prescription.writer_role)))),
        (_("What for"), ", ".join(prescription.needs_in_words)),
        (_("Level of support"), Level(prescription.level).label),
    ]
    return [Fact(str(key), capfirst(str(value))) for key, value in rows if value]


def heard(reading: Reading) -> list[Fact]:
    """What may be heard of it just now; one line where that is nothing."""
    if not reading.is_shared:
        return [Fact(_("For now"), _("The client chose not to share this."))]
    zone = reading.prescription.centre.zone
    facts = [Fact(capfirst(day(word.at, zone)), capfirst(word.get_kind_display())) for word in reading.words]
    facts += [Fact(str(group.activity.title), capfirst(_times(group, zone))) for group in reading.groups]
    facts += [Fact(_("What they hoped for"), f"{hope.words} ({hope.state.label})") for hope in reading.hopes]
    if reading.ending:
        facts += _ending(reading.ending)
    return facts or [Fact(_("For now"), _nothing_yet(reading.prescription))]


def _nothing_yet(prescription: Prescription) -> str:
    if Level(prescription.level).is_walked:
        return _("A link worker will call the client. There is nothing to tell yet.")
    return _("At this level nobody follows up: the client goes by themselves.")


def _times(group: Group, zone: ZoneInfo) -> str:
    first, last = (day(moment, zone) if moment else "" for moment in (group.first_at, group.last_at))
    if group.times == 1:
        return _("there once, on %(day)s") % {"day": first}
    words = _("there %(times)d times, from %(first)s to %(last)s")
    return words % {"times": group.times, "first": first, "last": last}


def _ending(ending: Ending) -> list[Fact]:
    facts = [Fact(_("How it ended"), capfirst(str(ending.reason.label)))]
    if ending.outcome:
        facts.append(Fact(_("What the client reached"), capfirst(str(ending.outcome.label))))
    if ending.words:
        facts.append(Fact(_("In their words"), ending.words))
    return facts


def sheet(reading: Reading, chart_number: str) -> dict[str, Any]:
    """What the sheet for the chart shows."""
    centre = reading.prescription.centre
    return {
        "name": _("Social prescription: word back"),
        "centre": centre,
        "written": written(reading.prescription, chart_number),
        "heard": heard(reading),
        "reading": reading,
        "today": clock.now().astimezone(centre.zone).date(),
    }


def as_text(reading: Reading, chart_number: str) -> str:
    """To be copied into a chart."""
    title = _("Social prescription: word back")
    lines = [
        labelled(fact.key, fact.value) for fact in (*written(reading.prescription, chart_number), *heard(reading))
    ]
    return "\n".join([title, *lines])


@dataclass(frozen=True)
class Row:
    """A line of *What became of mine*."""

    prescription: Prescription
    day: str
    stands: str
    unread: int


def row(reading: Reading) -> Row:
    one = reading.prescription
    return Row(one, day(one.written_at, one.centre.zone), _stands(reading), reading.unread)


@dataclass(frozen=True)
class Line:
    """A word with when it was ready to be heard, when it was read and by whom."""

    what: str
    day: str
    read_on: str
    reader: str


def line(word: Word, names: Mapping[int, str], zone: ZoneInfo) -> Line:
    read_on = day(word.read_at, zone) if word.read_at else ""
    return Line(str(word.get_kind_display()), day(word.at, zone), read_on, names.get(word.read_by_user_id or 0, ""))


def _stands(reading: Reading) -> str:
    if not reading.is_shared:
        return _("The client chose not to share this.")
    if reading.newest:
        return str(reading.newest.get_kind_display())
    return _nothing_yet(reading.prescription)


def by_level(overview: Overview) -> list[Fact]:
    return [Fact(str(level.label), str(overview.levels[level])) for level in Level if overview.levels.get(level)]
