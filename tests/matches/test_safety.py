"""A visitor of whom nothing is heard: what happens at which minute, once, and what ends it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from core import jobs
from core.actors import SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from core.models.jobs import JobRun
from matches.models import Alert, AlertState, Cause, Kind, Visit, VisitState
from matches.services import checking, safety, visits
from notifications.models import OutboxMessage, Preferences
from notifications.services import delivery
from tests.factories.matches import MatchFactory, MatchRequestFactory, VisitFactory
from tests.factories.people import StaffRoleFactory

pytestmark = pytest.mark.django_db
START = datetime(2026, 12, 8, 19, tzinfo=UTC)  # 2 pm in Toronto
END = START + timedelta(hours=1)
GRACE = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def visit(time_machine):
    time_machine.move_to(START - timedelta(hours=1))
    match = MatchFactory()
    StaffRoleFactory(centre=match.centre, is_on_call=True, user__name="On Call")
    StaffRoleFactory(centre=match.centre, role=Role.MANAGER)
    return VisitFactory(match=match, starts_at=START)


@pytest.fixture
def arrived(visit, time_machine):
    time_machine.move_to(START)
    return checking.check_in(visit, by=visitor(visit))


def visitor(visit):
    return person_actor(visit.match.champion.person_id)


def owed():
    """What is owed to whom, in the order in which it was."""
    rows = OutboxMessage.objects.filter(type__startswith="visit").order_by("pk").select_related("person")
    return [(row.type, row.person.name) for row in rows]


def at(moment, time_machine):
    time_machine.move_to(moment)
    return safety.watch(now=moment)


LEFT, CALL, ALERT = ("visit-left", "Terry Moss"), ("visit-call", "Terry Moss"), ("visit-alert", "On Call")


@pytest.mark.parametrize(
    ("after_grace", "expected"),
    [
        (-1, []),
        (0, [LEFT]),
        (4, [LEFT]),
        (5, [LEFT, CALL]),
        (9, [LEFT, CALL]),
        (10, [LEFT, CALL, ALERT]),
        (19, [LEFT, CALL, ALERT]),
    ],
)
def test_each_stage_has_its_minute_and_happens_once(arrived, time_machine, after_grace, expected):
    for minute in range(-75, after_grace + 1):
        at(END + GRACE + minute * MINUTE, time_machine)
        safety.watch(now=END + GRACE + minute * MINUTE)
    assert owed() == expected


def test_ten_minutes_later_everybody_is_told_unless_somebody_looks_into_it(arrived, time_machine):
    for minute in range(21):
        at(END + GRACE + minute * MINUTE, time_machine)
    assert len(owed()) == 5  # the one on call once more, and the manager
    assert Alert.objects.get().told_more_at == END + GRACE + 20 * MINUTE
    assert safety.watch(now=END + GRACE + 30 * MINUTE) == 0


def test_alert_that_somebody_took_wakes_nobody_else(arrived, time_machine):
    for minute in range(11):
        at(END + GRACE + minute * MINUTE, time_machine)
    checking.take(Alert.objects.for_rows().get(), by=SYSTEM)
    at(END + GRACE + 30 * MINUTE, time_machine)
    assert owed() == [LEFT, CALL, ALERT]


@pytest.mark.parametrize("minute", [0, 4, 7, 9])
def test_check_out_at_any_moment_ends_it(arrived, time_machine, minute):
    for passed in range(minute + 1):
        at(END + GRACE + passed * MINUTE, time_machine)
    before = owed()
    checking.check_out(arrived, by=visitor(arrived))
    for passed in range(minute, 40):
        at(END + GRACE + passed * MINUTE, time_machine)
    assert (owed(), Alert.objects.count()) == (before, 0)
    assert Visit.objects.get().state == VisitState.HAPPENED


def test_check_out_after_the_alert_tells_staff_that_all_is_well(arrived, time_machine):
    for minute in range(12):
        at(END + GRACE + minute * MINUTE, time_machine)
    checking.check_out(Visit.objects.for_rows().get(), by=visitor(arrived))
    assert owed() == [LEFT, CALL, ALERT, ("visit-safe", "On Call")]
    alert = Alert.objects.get()
    assert (alert.state, alert.safe_at) == (AlertState.NEW, END + GRACE + 11 * MINUTE)
    assert at(END + GRACE + 40 * MINUTE, time_machine) == 0  # nobody else is woken


def test_grace_is_that_of_the_match(visit, time_machine):
    visit.match.grace = 45
    visit.match.save()
    checking.check_in(visit, by=visitor(visit), now=START)
    at(END + 44 * MINUTE, time_machine)
    assert owed() == []
    at(END + 45 * MINUTE, time_machine)
    assert owed() == [LEFT]


def test_worker_that_stood_still_asks_and_tells_staff_at_once(arrived, time_machine):
    """Nobody is called by a machine in the minute in which staff call them."""
    at(END + GRACE + 25 * MINUTE, time_machine)
    assert owed() == [LEFT, ALERT]
    at(END + GRACE + 26 * MINUTE, time_machine)
    assert owed() == [LEFT, ALERT]


def test_worker_that_comes_late_leaves_time_to_answer_before_the_call(arrived, time_machine):
    at(END + GRACE + 6 * MINUTE, time_machine)
    assert owed() == [LEFT]
    at(END + GRACE + 7 * MINUTE, time_machine)
    assert owed() == [LEFT]
    at(END + GRACE + 8 * MINUTE, time_machine)
    assert owed() == [LEFT, CALL]


def test_after_a_day_nobody_is_woken(arrived, time_machine):
    assert at(END + timedelta(days=1), time_machine) == 0


def test_worker_that_died_with_the_jobs_in_hand_keeps_nobody_from_looking(arrived, time_machine):
    """The lease of a job would hold for ten minutes: so this one has none, and each stage is held by itself."""
    time_machine.move_to(END + GRACE)
    jobs.run_due()
    held = END + GRACE + 4 * MINUTE
    JobRun.objects.update(due_at=held, lease_until=held + jobs.LEASE)
    time_machine.move_to(END + GRACE + 5 * MINUTE)
    jobs.run_due()
    assert owed() == [LEFT, CALL]


def test_worker_that_dies_within_a_stage_leaves_it_to_the_next(arrived, time_machine, monkeypatch):
    time_machine.move_to(END + GRACE)

    def die(*_args, **_kwargs):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(safety.visit_notices, "ask_visitor", die)
        assert safety.watch(now=END + GRACE) == 0
    assert Visit.objects.get().asked_out_at is None
    assert safety.watch(now=END + GRACE + MINUTE) == 1
    assert owed() == [LEFT]


def test_what_goes_wrong_with_one_visit_keeps_no_other_from_being_looked_after(arrived, time_machine, monkeypatch):
    other = VisitFactory(match=MatchFactory(), starts_at=START)
    checking.check_in(other, by=visitor(other), now=START)
    ask = safety.visit_notices.ask_visitor

    def die_for_first(slug, visit):
        if visit.pk == arrived.pk:
            raise RuntimeError
        ask(slug, visit)

    monkeypatch.setattr(safety.visit_notices, "ask_visitor", die_for_first)
    assert safety.watch(now=END + GRACE) == 1
    assert OutboxMessage.objects.get(type="visit-left").about_id == other.pk


def test_who_does_not_say_that_they_arrived_is_asked_gently_and_then_the_desk_sees_it(visit, time_machine):
    for minute, expected in ((14, 0), (15, 1), (29, 0), (30, 1), (31, 0)):
        assert at(START + minute * MINUTE, time_machine) == expected
    assert owed() == [("visit-arrived", "Terry Moss")]
    alert = Alert.objects.get()
    assert (alert.cause, alert.is_urgent) == (Cause.LATE, False)
    checking.check_in(visit, by=visitor(visit), now=START + 32 * MINUTE)
    alert.refresh_from_db()
    assert alert.state == AlertState.CLOSED


def test_who_never_checked_in_is_looked_for_all_the_same(visit, time_machine):
    at(END + GRACE + 10 * MINUTE, time_machine)
    assert owed() == [LEFT, ALERT]


def test_help_goes_to_staff_at_once_and_once(arrived):
    one = checking.ask_for_help(arrived, by=visitor(arrived), now=START + 20 * MINUTE)
    again = checking.ask_for_help(arrived, by=visitor(arrived), now=START + 21 * MINUTE)
    assert (owed(), one, one.cause) == ([ALERT], again, Cause.HELP)
    message = OutboxMessage.objects.get()
    assert message.urgent


def test_who_stays_longer_is_asked_after_the_new_end(arrived, time_machine):
    at(END + GRACE, time_machine)
    stayed = checking.stay(arrived, by=visitor(arrived), now=END + GRACE)
    assert stayed.ends_at == END + GRACE + checking.LONGER
    at(END + GRACE + 29 * MINUTE, time_machine)
    assert owed() == [LEFT]
    at(stayed.ends_at + GRACE, time_machine)
    assert owed() == [LEFT, LEFT]


def test_who_stays_longer_after_an_alert_is_looked_for_anew(arrived, time_machine):
    for minute in range(12):
        at(END + GRACE + minute * MINUTE, time_machine)
    stayed = checking.stay(Visit.objects.for_rows().get(), by=visitor(arrived))
    assert owed()[-1] == ("visit-safe", "On Call")
    at(stayed.ends_at + GRACE + 10 * MINUTE, time_machine)
    assert owed()[-1] == ALERT
    assert Alert.objects.get().safe_at is None


def test_going_out_together_is_not_watched(visit, time_machine):
    visit.match.request.kind = Kind.BUDDY
    visit.match.request.save()
    assert at(END + GRACE + 10 * MINUTE, time_machine) == 0


def test_visit_that_is_off_is_not_watched(visit, time_machine):
    visits.cancel(visit, by=SYSTEM)
    assert at(END + GRACE + 10 * MINUTE, time_machine) == 0


def test_where_nobody_is_on_call_those_who_hear_of_worries_are_told(time_machine):
    time_machine.move_to(START)
    visit = VisitFactory(starts_at=START)
    StaffRoleFactory(centre=visit.match.centre, hears_worries=True, user__name="Hears")
    StaffRoleFactory(centre=visit.match.centre, role=Role.MANAGER)
    checking.ask_for_help(visit, by=visitor(visit), now=START)
    assert owed() == [("visit-alert", "Hears")]


def test_idle_look_costs_two_queries(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert safety.watch(now=START) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_looking_takes_as_many_queries_however_many_visits_are_under_way(
    time_machine, django_assert_num_queries, number
):
    for _nth in range(number):
        VisitFactory(starts_at=START, checked_in_at=START)
    with django_assert_num_queries(2):
        safety.watch(now=END)


# --- What a visitor says ----------------------------------------------------------------------------------


def test_said_twice_it_counts_once_and_the_first_moment_stands(arrived):
    checking.check_in(arrived, by=visitor(arrived), now=START + 5 * MINUTE)
    checking.check_out(arrived, by=visitor(arrived), now=END)
    checking.check_out(arrived, by=visitor(arrived), now=END + 5 * MINUTE)
    arrived.refresh_from_db()
    assert (arrived.checked_in_at, arrived.checked_out_at) == (START, END)
    hours = arrived.match.champion.hours.get()
    assert (hours.source, hours.minutes, hours.day.isoformat()) == (f"visit:{arrived.pk}", 60, "2026-12-08")


@pytest.mark.parametrize(
    ("tapped", "kept"),
    [
        (START + 2 * MINUTE, START + 2 * MINUTE),  # the network came back later
        (START + 9 * MINUTE, START + 5 * MINUTE),  # a clock that goes wrong
        (START - timedelta(days=1), START + 5 * MINUTE),
    ],
)
def test_moment_of_the_tap_is_kept_where_it_can_be(visit, tapped, kept):
    checking.check_in(visit, by=visitor(visit), at=tapped, now=START + 5 * MINUTE)
    assert Visit.objects.get().checked_in_at == kept


def test_nobody_else_can_say_it(visit):
    stranger = person_actor(MatchRequestFactory().person_id)
    for deed in (checking.check_in, checking.check_out, checking.ask_for_help, checking.stay):
        with pytest.raises(Forbidden):
            deed(visit, by=stranger, now=START)


def test_closing_an_alert_needs_what_had_happened_and_leaves_a_trace(arrived, time_machine):
    alert = checking.ask_for_help(arrived, by=visitor(arrived), now=START)
    alert = Alert.objects.for_rows().get(pk=alert.pk)
    with pytest.raises(DomainError, match="outcome_needed"):
        checking.close(alert, outcome=" ", by=SYSTEM)
    checking.close(alert, outcome="Her battery was empty.", by=SYSTEM)
    event = AuditEvent.objects.get(action="alert.close")
    assert event.person_id == arrived.match.request.person_id
    assert "battery" not in str(event.detail)


def test_quiet_hours_keep_nothing_from_the_visitor(arrived, time_machine, texts):
    Preferences.objects.create(person=arrived.match.champion.person, quiet_from=time(0), quiet_until=time(23, 59))
    at(END + GRACE, time_machine)
    delivery.deliver_due()
    assert [words.split("?")[0] for _to, words in texts.sent] == ["All well"]
