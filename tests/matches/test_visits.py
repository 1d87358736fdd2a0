"""Planning visits, changing them, calling them off; and the address."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.actors import SYSTEM, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent
from matches.models import Match, MatchState, Visit, VisitState
from matches.services import checking, visit_reminders, visits
from notifications.models import OutboxMessage
from notifications.services import outbox
from tests.factories.champions import ChampionFactory
from tests.factories.matches import MatchFactory, VisitFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
MONDAY = datetime(2026, 10, 5, 14, tzinfo=UTC)
TUESDAY = date(2026, 10, 20)


@pytest.fixture(autouse=True)
def _on_a_monday(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def match():
    return MatchFactory()


def visitor(match):
    return person_actor(match.champion.person_id)


def visited(match):
    return person_actor(match.request.person_id)


def planned(match, days=(TUESDAY,), by=None):
    return visits.plan(match, days=days, start_time=time(14), minutes=60, by=by or visitor(match))


def told(slug):
    return sorted(OutboxMessage.objects.filter(type=slug).values_list("person__name", flat=True))


def test_every_second_tuesday_at_two_stays_at_two_when_the_clocks_change(match):
    made = planned(match, visits.series(TUESDAY, weeks=2, count=3))
    assert [visit.starts_at.astimezone(TORONTO).isoformat() for visit in made] == [
        "2026-10-20T14:00:00-04:00",
        "2026-11-03T14:00:00-05:00",
        "2026-11-17T14:00:00-05:00",
    ]
    assert {visit.minutes for visit in made} == {60}


def test_the_other_is_told_of_all_dates_at_once(match):
    planned(match, visits.series(TUESDAY, weeks=2, count=5))
    assert told("visit-planned") == ["Rosa Diaz"]
    message = OutboxMessage.objects.select_related("person").get()
    [words] = outbox.render([message])
    assert words.text.startswith("A visit for you: Tuesday, October 20, 2\u00a0pm; Tuesday, November 3, 2\u00a0pm; ")
    assert ", and 2 more." in words.text
    assert "Terry" not in words.text


def test_what_staff_plan_both_are_told(match):
    planned(match, by=staff_actor(centre=match.centre))
    assert told("visit-planned") == ["Rosa Diaz", "Terry Moss"]


def test_planned_twice_a_visit_is_there_once(match):
    assert planned(match) == planned(match)
    assert (Visit.objects.count(), OutboxMessage.objects.count()) == (1, 1)


def test_date_that_was_cancelled_can_be_planned_again(match):
    [first] = planned(match)
    visits.cancel(first, by=visited(match))
    [again] = planned(match)
    assert (again.pk != first.pk, again.state) == (True, VisitState.PLANNED)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"days": [date(2026, 10, 5)], "start_time": time(9)}, "visit_past"),
        ({"days": [date(2027, 12, 1)]}, "visit_too_far"),
    ],
)
def test_time_that_cannot_be_is_refused_and_nothing_is_planned(match, change, code):
    wanted = {"days": [TUESDAY], "start_time": time(14), "minutes": 60, **change}
    with pytest.raises(DomainError, match=code):
        visits.plan(match, **wanted, by=visitor(match))
    assert Visit.objects.count() == 0


@pytest.mark.parametrize("state", [MatchState.PROPOSED, MatchState.ENDED, MatchState.DECLINED])
def test_who_does_not_meet_has_no_visits(state):
    with pytest.raises(DomainError, match="match_over"):
        planned(MatchFactory(state=state), by=SYSTEM)


def test_visited_person_stranger_and_staff_elsewhere_plan_nothing(match):
    for actor in (visited(match), person_actor(ChampionFactory(centre=match.centre).person_id), staff_actor()):
        with pytest.raises(Forbidden):
            planned(match, by=actor)


def test_moved_visit_tells_the_other_and_begins_anew_with_what_was_asked(match):
    [visit] = planned(match)
    Visit.objects.update(asked_in_at=MONDAY)
    moved = visits.move(visit, day=TUESDAY, start_time=time(16), minutes=90, seen=0, by=visitor(match))
    assert (moved.local_start.hour, moved.minutes, moved.revision, moved.asked_in_at) == (16, 90, 1, None)
    assert told("visit-moved") == ["Rosa Diaz"]


def test_visited_person_moves_it_as_well_and_no_stranger_or_staff_elsewhere(match):
    [visit] = planned(match)
    change = {"day": TUESDAY, "start_time": time(16), "minutes": 60, "seen": 0}
    for actor in (person_actor(ChampionFactory(centre=match.centre).person_id), staff_actor()):
        with pytest.raises(Forbidden):
            visits.move(visit, **change, by=actor)
    assert visits.move(visit, **change, by=visited(match)).local_start.hour == 16
    assert told("visit-moved") == ["Terry Moss"]


def test_of_two_who_move_it_at_once_the_second_is_told(match):
    [visit] = planned(match)
    change = {"day": TUESDAY, "minutes": 60, "seen": 0}
    visits.move(visit, start_time=time(15), **change, by=visitor(match))
    with pytest.raises(DomainError, match="visit_changed"):
        visits.move(visit, start_time=time(16), **change, by=staff_actor(centre=match.centre))
    assert Visit.objects.for_rows().get().local_start.hour == 15


def test_move_onto_another_visit_is_refused(match):
    _first, second = planned(match, visits.series(TUESDAY, weeks=1, count=2))
    with pytest.raises(DomainError, match="visit_taken"):
        visits.move(second, day=TUESDAY, start_time=time(14), minutes=60, seen=0, by=visitor(match))


def test_either_of_the_two_can_call_it_off_and_the_other_is_told(match):
    first, second = planned(match, visits.series(TUESDAY, weeks=1, count=2))
    visits.cancel(first, by=visited(match))
    assert told("visit-cancelled") == ["Terry Moss"]
    visits.cancel(second, by=visitor(match))
    assert told("visit-cancelled") == ["Rosa Diaz", "Terry Moss"]


def test_what_is_off_cannot_be_moved_or_called_off_again(match):
    [visit] = planned(match)
    visits.cancel(visit, by=visitor(match))
    with pytest.raises(Moved):
        visits.cancel(visit, by=visited(match))
    with pytest.raises(Moved):
        visits.move(visit, day=TUESDAY, start_time=time(16), minutes=60, seen=1, by=visitor(match))


def test_visit_that_has_begun_cannot_be_called_off(match):
    visit = VisitFactory(match=match, starts_at=MONDAY)
    checking.check_in(visit, by=visitor(match), now=MONDAY)
    for deed in (
        lambda: visits.cancel(visit, by=visitor(match)),
        lambda: visits.move(visit, day=TUESDAY, start_time=time(16), minutes=60, seen=0, by=visitor(match)),
    ):
        with pytest.raises(DomainError, match="visit_begun"):
            deed()


def test_as_the_two_part_what_is_ahead_is_called_off(match):
    planned(match, visits.series(TUESDAY, weeks=1, count=2))
    assert visits.cancel_ahead(match, by=SYSTEM) == 2
    assert not Visit.objects.planned().exists()


# --- Reminders ----------------------------------------------------------------------------------------------


def test_both_are_reminded_a_day_before_once_also_over_a_clock_change(match, time_machine):
    planned(match, [date(2026, 11, 1)])  # on which an hour comes twice
    day_before = datetime(2026, 10, 31, 14, tzinfo=TORONTO)
    assert visit_reminders.remind(now=day_before - timedelta(minutes=1)) == 0
    assert visit_reminders.remind(now=day_before) == 2
    assert visit_reminders.remind(now=day_before) == 0
    assert told("visit-reminder") == ["Rosa Diaz", "Terry Moss"]


def test_reminder_of_another_time_is_another_reminder_and_the_old_one_is_no_longer_true(match, time_machine):
    [visit] = planned(match)
    day_before = datetime(2026, 10, 19, 14, tzinfo=TORONTO)
    time_machine.move_to(day_before)
    visit_reminders.remind(now=day_before)
    visits.move(visit, day=date(2026, 10, 22), start_time=time(14), minutes=60, seen=0, by=visitor(match))
    old = OutboxMessage.objects.filter(type="visit-reminder").select_related("person")
    assert outbox.render(old) == []
    time_machine.move_to(day_before + timedelta(days=2))
    assert visit_reminders.remind(now=day_before + timedelta(days=2)) == 2


def test_who_learned_of_it_since_then_has_just_heard(match):
    planned(match, [date(2026, 10, 6)])  # tomorrow at two; now it is ten in the morning
    Visit.objects.update(modified_at=datetime(2026, 10, 5, 15, tzinfo=TORONTO))
    assert visit_reminders.remind(now=datetime(2026, 10, 5, 16, tzinfo=TORONTO)) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_reminders_ask_in_two_queries_where_all_are_told(match, django_assert_num_queries, count):
    days = [TUESDAY + timedelta(days=nth) for nth in range(count)]
    planned(match, days)
    now = datetime(2026, 10, 19, 14, tzinfo=TORONTO)
    visit_reminders.remind(now=now)
    with django_assert_num_queries(2):
        visit_reminders.remind(now=now)


# --- The address ------------------------------------------------------------------------------------------

DAY_BEFORE = datetime(2026, 10, 19, 0, 0, tzinfo=TORONTO)


@pytest.fixture
def visit(match):
    planned(match)
    return Visit.objects.for_rows().get()


@pytest.mark.parametrize(
    ("now", "seen"),
    [
        (DAY_BEFORE - timedelta(seconds=1), False),
        (DAY_BEFORE, True),
        (datetime(2026, 10, 20, 14, tzinfo=TORONTO), True),
        (datetime(2026, 10, 21, 2, 59, tzinfo=TORONTO), True),
        (datetime(2026, 10, 21, 3, 0, tzinfo=TORONTO), False),  # half a day after the end
    ],
)
def test_address_is_there_from_the_day_before(visit, now, seen):
    found = visits.address(visit, by=visitor(visit.match), now=now)
    assert (found and found.street) == ("12 Mill Street" if seen else None)


def test_address_is_gone_with_the_check_out(visit):
    noon = datetime(2026, 10, 20, 14, tzinfo=TORONTO)
    stale = Visit.objects.for_rows().get()
    checking.check_in(visit, by=visitor(visit.match), now=noon)
    assert visits.address(visit, by=visitor(visit.match), now=noon) is not None
    checking.check_out(visit, by=visitor(visit.match), now=noon + timedelta(minutes=50))
    for one in (visit, stale):  # also where a page was loaded before
        assert visits.address(one, by=visitor(visit.match), now=noon + timedelta(minutes=50)) is None


def test_address_of_a_visit_that_is_off_or_of_a_match_that_ended_is_not_there(visit):
    by, now = visitor(visit.match), datetime(2026, 10, 20, 10, tzinfo=TORONTO)
    Match.objects.filter(pk=visit.match_id).update(**{"state": MatchState.ENDED})
    assert visits.address(visit, by=by, now=now) is None


def test_address_is_nobody_elses_to_see(visit):
    now = datetime(2026, 10, 20, 10, tzinfo=TORONTO)
    others = [ChampionFactory(centre=visit.match.centre).person_id, visit.match.request.person_id]
    for actor in [person_actor(pk) for pk in others] + [staff_actor(centre=visit.match.centre)]:
        assert visits.address(visit, by=actor, now=now) is None
    assert not AuditEvent.objects.filter(action="visit.address_seen").exists()


def test_look_at_the_address_is_in_the_access_log_of_whose_it_is(visit):
    visits.address(visit, by=visitor(visit.match), now=datetime(2026, 10, 20, 10, tzinfo=TORONTO))
    event = AuditEvent.objects.get(action="visit.address_seen")
    assert (event.person_id, event.actor_person_id) == (visit.match.request.person_id, visit.match.champion.person_id)


def test_rows_for_screens_do_not_carry_the_address(visit, django_assert_num_queries):
    loaded = Visit.objects.for_rows().get().match.request
    assert {"street", "town", "postal_code", "way_in"} <= loaded.get_deferred_fields()
