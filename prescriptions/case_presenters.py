"""Cases as link workers read them: a line of the caseload, and the parts of a case's page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from centres.models import Centre
from core import dates
from core.models import Transition
from core.text import labelled, listed
from people.models import Consent
from people.models.consent import Purpose
from people.names import Names
from people.presenters import Row, agreements
from prescriptions import ageing, case_words
from prescriptions.models import Case, ContactAttempt, Prescription, Risks, Urgency
from prescriptions.services import agreement

COLOURS = {Urgency.URGENT: "red", Urgency.SOON: "yellow"}
ABOUT_IT = (Purpose.REFERRAL, Purpose.WORD_BACK, Purpose.WORD_BACK_DETAIL, Purpose.CHAMPION_CALLS)


@dataclass(frozen=True)
class Line:
    """One row of the caseload."""

    case: Case
    today: date
    call_by: date | None
    is_taken_back: bool

    @property
    def needs(self) -> str:
        return capfirst(listed(self.case.prescription.needs_in_words))

    @property
    def level(self) -> str:
        return str(case_words.LEVELS[self.case.prescription.level])

    @property
    def urgency(self) -> str:
        """ "urgent", "soon"; empty for what comes in its turn."""
        words = {Urgency.URGENT: _("urgent"), Urgency.SOON: _("soon")}
        return words.get(Urgency(self.case.prescription.urgency), "")

    @property
    def colour(self) -> str:
        return COLOURS.get(Urgency(self.case.prescription.urgency), "")

    @property
    def is_revoked(self) -> bool:
        return self.case.prescription.is_revoked

    @property
    def step(self) -> str:
        """What is next; where everything has to stop, that."""
        if self.is_taken_back or self.is_revoked:
            return _("Stop, and close")
        return self.case.next_step or str(case_words.USUAL_STEPS.get(self.case.state, _("No next step")))

    @property
    def on(self) -> str:
        return case_words.due(self.case.next_step_on, self.today)

    @property
    def is_late(self) -> bool:
        return self.case.next_step_on is None or self.case.next_step_on < self.today

    @property
    def stood(self) -> str:
        since = self.case.state_since.astimezone(self.case.centre.zone).date()
        return case_words.stood(since, self.today)

    @property
    def is_long(self) -> bool:
        return self.case.is_open and ageing.is_long(self.case, self.today, self.call_by)

    @property
    def to_call(self) -> str:
        """Until when somebody new is to be called, where it is urgent."""
        if self.call_by is None:
            return ""
        words = _("call by %(day)s") if self.today <= self.call_by else _("was to be called by %(day)s")
        return words % {"day": dates.day(self.call_by)}

    @property
    def owner(self) -> str:
        return self.case.owner.name if self.case.owner else _("nobody’s yet")


def lines(cases: Sequence[Case], centre: Centre, today: date) -> list[Line]:
    """The rows of one centre's cases. Two queries, however many."""
    for case in cases:
        case.centre = centre
    back = agreement.taken_back([case.person_id for case in cases])
    closed = ageing.closed_around(centre, today)
    return [Line(case, today, ageing.call_by(case, closed), case.person_id in back) for case in cases]


def facts(case: Case) -> list[dict[str, str]]:
    """The prescription as it was written; risks stand above all, on their own."""
    prescription = case.prescription
    written = dates.day(prescription.written_at.astimezone(case.centre.zone).date())
    rows = [
        (_("What for"), capfirst(listed(prescription.needs_in_words))),
        (_("What matters to them"), prescription.matters),
        (_("Strengths"), prescription.strengths),
        (_("Level of support"), capfirst(str(prescription.get_level_display()))),
        (_("Urgency"), capfirst(str(prescription.get_urgency_display()))),
        (_("Thought of"), _thought_of(prescription)),
        (_("Written by"), _writer(prescription)),
        (_("Written on"), written),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def risks(prescription: Prescription) -> str:
    return prescription.risk_words if prescription.risks == Risks.SOME else ""


def _writer(prescription: Prescription) -> str:
    said = (prescription.writer_name, prescription.writer_role, prescription.organization)
    return ", ".join(filter(None, said)) or capfirst(str(prescription.get_source_display()))


def _thought_of(prescription: Prescription) -> str:
    """The group, the date or the resource that it names."""
    if prescription.activity:
        session = prescription.session
        day = dates.day(session.local_start.date()) if session else ""
        return ", ".join(filter(None, (str(prescription.activity.title), day)))
    return str(prescription.resource.name) if prescription.resource else ""


def reached(case: Case) -> list[dict[str, str]]:
    """In which way and in which language they want to be talked with."""
    person = case.person
    rows = [
        (_("They would like"), capfirst(str(case.prescription.get_reach_display()))),
        (_("Language for calls and messages"), person.get_language_display()),
        (_("Other languages spoken or signed"), person.other_languages),
        (_("Interpreter"), person.interpreter),
        (_("What makes it easier to take part"), person.access_needs),
    ]
    return [{"key": str(key), "value": str(value)} for key, value in rows if value]


def agreed(standing: Iterable[tuple[Purpose, Consent | None]]) -> list[Row]:
    """What they agree to just now, as far as it is about prescriptions."""
    said = dict(standing)
    return agreements([(purpose, said[purpose]) for purpose in ABOUT_IT])


def ended(case: Case) -> list[dict[str, str]]:
    """How it ended."""
    rows = [
        (_("Why"), capfirst(str(case.get_closed_reason_display())) if case.closed_reason else ""),
        (_("How far they came"), capfirst(str(case.get_outcome_display())) if case.outcome else ""),
        (_("In their words"), case.outcome_words),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


@dataclass(frozen=True)
class Event:
    """One line of the history."""

    at: datetime
    title: str
    when: str
    by: str
    text: str = ""


def history(
    case: Case, steps: Iterable[Transition], tries: Iterable[ContactAttempt], workers: dict[int, str]
) -> list[Event]:
    """Moves and tries together, newest first. Two queries at the most."""
    steps = list(steps)
    names = Names(steps)
    events = [_moved(step, names, case) for step in steps]
    events += [_tried(one, workers, case) for one in tries]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _moved(step: Transition, names: Names, case: Case) -> Event:
    thing = step.subject.split(".")[-1]
    return Event(
        at=step.at,
        title=str(case_words.STEPS.get((thing, step.name), step.name)),
        when=_moment(step.at, case),
        by=names.of(step),
        text=step.note,
    )


def _tried(one: ContactAttempt, workers: dict[int, str], case: Case) -> Event:
    title = capfirst(labelled(one.get_means_display(), one.get_result_display()))
    return Event(
        at=one.at,
        title=f"{title} ({dates.how_long(one.minutes)})" if one.minutes else title,
        when=_moment(one.at, case),
        by=workers.get(one.by_user_id or 0, ""),
        text=one.note,
    )


def _moment(at: datetime, case: Case) -> str:
    local = at.astimezone(case.centre.zone)
    return f"{dates.day(local.date())}, {dates.clock(local)}"
