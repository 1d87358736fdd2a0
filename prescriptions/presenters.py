"""Prescriptions in words: what can be named, what was written, and what follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.choices import JoinMode
from activities.models import Booking, BookingState, Session
from core import dates
from core.languages import Spoken
from core.text import listed
from prescriptions.models import Level, Prescription, PrescriptionState, Reach, Risks, Source, Told, Urgency
from prescriptions.services.fitting import Thing

Row = dict[str, str]
STATE_COLOURS: dict[str, str] = {
    PrescriptionState.ACTIVE: "green",
    PrescriptionState.COMPLETED: "blue",
    PrescriptionState.REVOKED: "grey",
}


def short_level(level: str) -> str:
    """One word of the spectrum."""
    words = {
        Level.SIGNPOSTING: _("Signposting"),
        Level.LIGHT: _("Light"),
        Level.MEDIUM: _("Medium"),
        Level.HOLISTIC: _("Holistic"),
    }
    return words[Level(level)]


def level_means(level: str) -> str:
    """What follows from it, before it is written."""
    words = {
        Level.SIGNPOSTING: _("They get a slip and go by themselves. Nobody calls."),
        Level.LIGHT: _("They get a slip for one thing, chosen below. Nobody calls, and nobody asks how it went."),
        Level.MEDIUM: _("A link worker calls and finds something with them."),
        Level.HOLISTIC: _("A link worker plans with them, goes along where they like, and stays in touch."),
    }
    return words[Level(level)]


# --- What can be named ----------------------------------------------------------------------------
def title(thing: Thing) -> str:
    if thing.resource:
        return str(thing.resource.name)
    if thing.session:
        return f"{thing.session.activity.title}, {_when(thing.session)}"
    return _("%(group)s, on a date of their choice") % {"group": thing.activity.title if thing.activity else ""}


def hint(thing: Thing, language: str) -> str:
    """Free seats just now, the next date, the language where it is not the client's."""
    if thing.resource:
        organisation = str(thing.resource.organisation)
        own = [organisation] if organisation != str(thing.resource.name) else []
        return " · ".join(
            filter(None, [_("outside the centre"), *own, thing.resource.town, thing.resource.phone_shown])
        )
    session = thing.session or thing.next
    if session is None:
        return ""
    group = session.activity
    parts = [
        seats(session) if thing.session else _("next: %(when)s") % {"when": _when(session)},
        _("a course: all its dates") if group.join_mode == JoinMode.COURSE else "",
        _("by invitation: you may book") if group.join_mode == JoinMode.INVITATION else "",
        "" if not group.languages or language in group.languages else _in_language(group.languages),
        _("private") if group.sensitive else "",
    ]
    return " · ".join(filter(None, parts))


def offer(session: Any, *, is_counted: bool) -> str:
    """What a date offers, beside its button; of a course also that it is one. Of a session with `waiting`.

    `is_counted`: with numbers. Without them, one place more or less tells nobody who has had it all along.
    """
    is_course = session.activity.join_mode == JoinMode.COURSE
    room = seats(session) if is_counted else _roughly(session)
    return " · ".join(filter(None, [_("a course: all its dates") if is_course else "", room]))


def _roughly(session: Any) -> str:
    if session.seats_left is None:
        return seats(session)
    return _("places free") if session.seats_left and not session.waiting else _("full: with a waiting list")


def asked_for(booking: Booking, told: Told) -> str:
    """What became of a place that was asked for, as far as whoever asked may hear it."""
    if told != Told.DETAILS:
        return _("It is asked for. They hear from us whether they have the place, or wait for one.")
    return _("The place is booked.") if booking.state == BookingState.CONFIRMED else _("They are on the waiting list.")


def seats(session: Any) -> str:
    """How many places are free at this moment. Of a session with `waiting`."""
    left = session.seats_left
    if left is None:
        return _("as many as like to come")
    if left == 0 or session.waiting:
        waiting = {"waiting": session.waiting}
        return ngettext("full: %(waiting)d person waits", "full: %(waiting)d people wait", session.waiting) % waiting
    return ngettext("%(left)d place free", "%(left)d places free", left) % {"left": left}


def _in_language(codes: list[str]) -> str:
    return _("meets in %(languages)s") % {"languages": listed(str(Spoken(code).label) for code in codes)}


def _when(session: Session) -> str:
    start = session.local_start
    return _("%(day)s, %(clock)s") % {"day": dates.day(start.date()), "clock": dates.clock(start)}


# --- Lists ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Line:
    """One of a list. `over`: how it ended, as far as the reader may hear that it did."""

    prescription: Prescription
    level: str
    needs: str
    day: str
    over: str
    colour: str


def lines(rows: Iterable[Prescription], told: Mapping[int, Told]) -> list[Line]:
    """`told`: how much of each the reader may hear (`services.word_reading.told_to`)."""
    return [
        Line(
            row,
            short_level(row.level),
            capfirst(", ".join(row.needs_in_words)),
            dates.day(timezone.localtime(row.written_at).date()),
            "" if row.is_in_force else state(row, told[row.pk]),
            STATE_COLOURS.get(PrescriptionState(row.state), ""),
        )
        for row in rows
    ]


def state(prescription: Prescription, told: Told) -> str:
    """Empty where the reader may not hear how it goes on. That it is revoked is no word of the client's."""
    if told == Told.NOTHING and not prescription.is_revoked:
        return ""
    return str(PrescriptionState(prescription.state).label)


# --- The page of a prescription -------------------------------------------------------------------
def named(prescription: Prescription) -> str:
    """The group, the date or the resource that it names; empty where it names none."""
    if prescription.session:
        return title(Thing("", activity=prescription.activity, session=prescription.session))
    if prescription.activity:
        return str(prescription.activity.title)
    return str(prescription.resource.name) if prescription.resource else ""


def facts(prescription: Prescription) -> list[Row]:
    """All that was written, question by question; what was left open is left out."""
    person = prescription.person
    risks = prescription.risk_words if prescription.risks == Risks.SOME else _("None known")
    rows = [
        (_("What it is for"), capfirst(", ".join(prescription.needs_in_words))),
        (_("Level of support"), short_level(prescription.level)),
        (_("Named at once"), named(prescription)),
        (_("What matters to them"), prescription.matters),
        (_("Strengths"), prescription.strengths),
        (_("Urgency"), capfirst(str(Urgency(prescription.urgency).label)) if prescription.urgency else ""),
        (_("Risks"), risks if prescription.risks else ""),
        (_("Language"), person.get_language_display()),
        (_("Interpreter"), person.interpreter),
        (_("How to reach them"), capfirst(str(Reach(prescription.reach).label))),
        (_("Prescribed by"), wrote(prescription)),
        (_("Written"), dates.day(timezone.localtime(prescription.written_at).date(), year=True)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def wrote(prescription: Prescription) -> str:
    """Who prescribed, with their profession, and their clinic where that is another one."""
    if prescription.source == Source.SELF:
        return _("the client themselves")
    return ", ".join(filter(None, (prescription.writer_name, prescription.writer_role, prescription.organization)))


def follows(prescription: Prescription) -> str:
    """What happens now, for whoever wrote it."""
    if not Level(prescription.level).is_walked:
        if prescription.level == Level.SIGNPOSTING:
            return _("Give them the slip. They go by themselves; nobody calls.")
        return _("Give them the slip, or book the place with them now. Nobody calls.")
    if prescription.reach == Reach.NOBODY:
        return _("Give them the slip. Nobody contacts them; a link worker is there when they come or call.")
    if prescription.urgency == Urgency.URGENT:
        return _("Give them the slip. A link worker calls within two working days.")
    return _("Give them the slip. A link worker gets in touch, in the way that they chose.")
