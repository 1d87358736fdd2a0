"""What the privacy officer's pages show, line by line."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import AuditEvent
from core.text import labelled
from people import history
from people.models import LockOverride, Person
from people.presenters import Row
from privacy import counters
from privacy.models import Incident, RecordRequest, Rule, UnusualLook
from privacy.models.request import SOON
from privacy.services import trail

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class TrailLine:
    """One deed, and whom it was about."""

    entry: history.Entry
    person: Person | None


def trail_lines(events: Sequence[AuditEvent]) -> list[TrailLine]:
    """Two queries, however many events."""
    entries = history.in_words(events, person_ids=None)
    people = trail.names({event.person_id for event in events if event.person_id})
    return [TrailLine(entry, people.get(event.person_id or 0)) for event, entry in zip(events, entries, strict=True)]


def looked_as_csv(events: Iterable[AuditEvent], *, person_ids: Sequence[int], to_self: bool) -> str:
    """Who looked at one person's record, for a spreadsheet. No cell is a formula, whatever somebody is called."""
    events = list(events)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("When"), _("Who"), _("What")])
    entries = history.in_words(events, person_ids=person_ids, to_self=to_self)
    for event, entry in zip(events, entries, strict=True):
        at = timezone.localtime(event.at).isoformat(sep=" ", timespec="seconds")
        writer.writerow([_cell(text) for text in (at, entry.who, entry.what)])
    return "\ufeff" + text.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def look_facts(look: UnusualLook, overrides: Iterable[LockOverride] = ()) -> list[Row]:
    """What a rule saw, and what whoever opened a locked record said. Needs viewer and person loaded."""
    return [
        Row(_("Who looked"), look.viewer.get_full_name() if look.viewer else "—"),
        *([Row(_("At whom"), look.person.name)] if look.person else []),
        Row(_("Why it is asked"), str(look.get_rule_display())),
        Row(_("How often"), how_often(look)),
        *(Row(_("What they wrote"), labelled(capfirst(one.get_reason_display()), one.words)) for one in overrides),
    ]


def how_often(look: UnusualLook) -> str:
    """ "2 looks"; or how many people in the day, and how many it is usually."""
    if look.rule != Rule.MANY:
        return ngettext("%(number)s look", "%(number)s looks", look.number) % {"number": look.number}
    said = ngettext("%(number)s person in the day", "%(number)s people in the day", look.number)
    usually = _("usually about %(number)s") % {"number": look.usual} if look.usual else _("new here")
    return f"{said % {'number': look.number}} ({usually})"


@dataclass(frozen=True)
class Due:
    """A request with how much time is left. `colour` of its tag."""

    request: RecordRequest
    words: str
    colour: str


def due(request: RecordRequest, today: date) -> Due:
    left = request.days_left(today)
    if left < 0:
        late = ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}
        return Due(request, late, "red")
    words = ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return Due(request, words, "yellow" if left <= SOON.days else "green")


def incident_facts(incident: Incident, named: int) -> list[Row]:
    people = ngettext("%(number)s person", "%(number)s people", named + incident.others)
    rows = [
        (_("What it is"), incident.get_what_display()),
        (_("Found on"), _full(incident.found_on)),
        (_("Found by"), incident.found_by),
        (_("What happened"), incident.happened),
        (_("People affected"), people % {"number": named + incident.others}),
        (_("Contained on"), _full(incident.contained_on) if incident.contained_on else _("not yet")),
    ]
    if incident.changed:
        rows.append((_("What was changed"), incident.changed))
    return [Row(key, str(value)) for key, value in rows]


def _full(day: date) -> str:
    from_dates: str = history.dates.full(day)
    return from_dates


def bands() -> list[str]:
    """The heads of the yearly table's columns: of how many people."""
    return [
        _("1 person")
        if (least, most) == (1, 1)
        else _("%(least)s to %(most)s") % {"least": least, "most": most}
        if most
        else _("over %(number)s") % {"number": least - 1}
        for least, most in counters.BANDS
    ]
