"""What was added to the numbers, by hand on small worlds: results, waiting lists, cancellations, and what it takes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from activities.models import Attendance, BookingState, OffBecause, SessionState
from champions.models import Hours, Layer, Note, Standing
from core.actors import Role
from evaluation.indicators import Quarter
from prescriptions.models import CaseState, ClosedReason, HappeningKind, Outcome
from tests.evaluation.by_chance import NOW, history
from tests.evaluation.test_indicators import LAST, counted, scope
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import UserFactory
from tests.factories.prescriptions import (
    CaseFactory,
    ContactAttemptFactory,
    HappeningFactory,
    PrescriptionFactory,
    TakingPartFactory,
)

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 6, 15, tzinfo=UTC)


def place(session, steps, *, at=OCTOBER, **by):
    """One whose history it is: `by` did the last step."""
    until = NOW if steps[-1] == "offered" else None
    made = BookingFactory(session=session, state=steps[-1], created_at=at, offer_until=until)
    history(made, steps, at=at, **by)
    return made


def test_a_waiting_list_says_what_became_of_each_name_on_it():
    centre = CentreFactory()
    group = ActivityFactory(centre=centre)
    over, ahead = (SessionFactory(activity=group, day=day) for day in (date(2026, 10, 30), date(2026, 12, 30)))
    off = SessionFactory(activity=group, day=date(2026, 12, 31), state=SessionState.CANCELLED)
    place(over, ["confirmed"])  # never waited
    place(over, ["waitlisted", "offered", "confirmed"])  # three days
    place(over, ["waitlisted", "confirmed", "cancelled"])  # a day and a half, and given back later
    place(over, ["waitlisted", "offered", "cancelled"])
    place(over, ["waitlisted", "cancelled"])
    for session in (over, ahead, off):
        place(session, ["waitlisted"])
    place(ahead, ["waitlisted", "offered"])
    where = scope(centre)
    assert counted("waiting", where, centre) == {"taken": 2, "not_taken": 1, "left": 1, "never": 2, "waits": 2}
    assert counted("waited", where, centre) == {"week": 2}


def test_a_place_is_given_back_by_somebody():
    centre = CentreFactory()
    session = SessionFactory(activity=ActivityFactory(centre=centre), day=date(2026, 10, 30))
    theirs = place(session, ["confirmed"])
    theirs.__class__.objects.filter(pk=theirs.pk).update(state=BookingState.CANCELLED)
    history(theirs, ["confirmed", "cancelled"], at=OCTOBER + timedelta(days=9), actor_person_id=theirs.person_id)
    place(session, ["confirmed", "cancelled"], role=Role.COORDINATOR)
    place(session, ["confirmed", "cancelled"], role=Role.SYSTEM)
    place(session, ["confirmed", "cancelled"], role=Role.PERSON, actor_person_id=theirs.person_id)
    place(session, ["waitlisted", "cancelled"], role=Role.COORDINATOR)  # had no place
    assert counted("given_back", scope(centre), centre) == {"self": 1, "staff": 1, "system": 1, "others": 1}


def test_a_session_is_called_off_for_a_reason():
    centre = CentreFactory()
    group = ActivityFactory(centre=centre)
    off = (
        ({"off_because": OffBecause.LEADER}, "The flu"),
        ({"off_because": OffBecause.PLACE}, "A burst pipe"),
        ({}, "The street is closed"),
        ({}, ""),
        ({"dropped": True}, ""),
    )
    for nth, (fields, note) in enumerate(off):
        day = date(2026, 10, 7 + nth)
        session = SessionFactory(activity=group, day=day, state=SessionState.CANCELLED, **fields)
        history(session, ["cancelled"], at=OCTOBER, name="cancel", note=note)
    expected = {"leader": 1, "place": 1, "not_said": 1, "ended": 1, "schedule": 1}
    assert counted("called_off", scope(centre), centre) == expected
    assert counted("sessions", scope(centre), centre) == {"cancelled": 5}


def test_who_came_may_have_stopped():
    centre = CentreFactory()
    group = ActivityFactory(centre=centre)
    days = [date(2026, 10, 9), date(2026, 10, 16)]
    sessions = [SessionFactory(activity=group, day=day) for day in days]
    for came, stopped in ((1, True), (2, True), (1, False), (0, True)):
        one = PrescriptionFactory(centre=centre, written_at=OCTOBER)
        CaseFactory(prescription=one)
        part = TakingPartFactory(prescription=one, activity=group, since=OCTOBER)
        for session in sessions[:came]:
            BookingFactory(session=session, person=one.person, attendance=Attendance.CAME)
        if stopped:  # between the two dates: whoever was at the second is back
            at = datetime(2026, 10, 15, tzinfo=UTC)
            HappeningFactory(taking_part=part, kind=HappeningKind.STOPPED, number=1, at=at)
    assert counted("stopped", scope(centre), centre) == {"stopped": 1, "comes": 2}


def test_the_end_is_told_as_the_client_saw_it():
    centre = CentreFactory()
    for outcome in (Outcome.ALL, Outcome.ALL, Outcome.NONE, ""):
        CaseFactory(
            prescription=PrescriptionFactory(centre=centre, written_at=OCTOBER),
            state=CaseState.CLOSED,
            closed_at=NOW,
            closed_reason=ClosedReason.COMPLETED,
            outcome=outcome,
        )
    CaseFactory(prescription=PrescriptionFactory(centre=centre, written_at=OCTOBER))
    assert counted("outcome", scope(centre), centre) == {"all": 2, "none": 1, "not_said": 1}


def test_champions_stay_rest_or_go():
    centre = CentreFactory()
    summer, autumn = date(2026, 8, 3), date(2026, 10, 5)
    for standing, days in (
        (Standing.ACTIVE, [summer, autumn, autumn]),
        (Standing.PAUSED, [summer, summer]),
        (Standing.PAUSED, [summer, autumn]),
        (Standing.ALUMNI, [summer]),
        (Standing.ACTIVE, [summer]),
        (Standing.ACTIVE, [autumn]),
    ):
        champion = ChampionFactory(centre=centre, standing=standing)
        for nth, day in enumerate(days):
            Hours.objects.create(champion=champion, source=f"hand:{nth}", day=day, minutes=60)
    where = scope(centre)
    assert counted("retention", where, centre) == {"again": 2, "quiet": 1, "paused": 1, "ended": 1}
    assert counted("retention", where, centre, Quarter(2026, 3)) == {}
    assert counted("champions", where, centre) == {"active": 3}


def test_what_it_takes_of_staff_is_counted_where_it_was_noted():
    centre, other = CentreFactory(), CentreFactory()
    case = CaseFactory(prescription=PrescriptionFactory(centre=centre, written_at=OCTOBER))
    for minutes in (40, 45, None):
        ContactAttemptFactory(case=case, at=OCTOBER, minutes=minutes)
    ContactAttemptFactory(case=case, at=OCTOBER - timedelta(days=9), minutes=50)  # of the centre they come from
    coordinator, colleague = UserFactory(), UserFactory()
    note = {"layer": Layer.STAFF, "text": "We talked.", "at": OCTOBER}
    for nth in range(6):
        champion = ChampionFactory(centre=centre, check_in_on=date(2026, 11, 27 + nth % 2 * 3))
        for minutes in (15, None):
            Note.objects.create(champion=champion, written_by=coordinator, checks_in=True, minutes=minutes, **note)
    Note.objects.create(champion=champion, written_by=colleague, minutes=40, **note)
    where = scope(centre, other)
    assert counted("staff_time", where, centre) == {"clients": 1, "champions": 2}  # 85 and 130 minutes
    assert counted("contacts", where, centre) == {"timed": 2, "without": 1}
    assert counted("check_ins", where, centre) == {"done": 12, "due": 3}
    assert counted("carried", where, centre) == {"some": 1, "few": 1}
    assert all(counted(slug, where, other, LAST) == {} for slug in ("staff_time", "contacts", "check_ins", "carried"))
