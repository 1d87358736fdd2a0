"""What a visitor writes of a visit, and what staff do about it."""

from datetime import UTC, datetime, timedelta

import pytest

from core.actors import Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from matches.models import Mood, VisitLog, VisitState
from matches.services import checking, visit_logs, visits
from notifications.models import OutboxMessage
from people.actors import for_user
from tests.factories.matches import VisitFactory
from tests.factories.people import StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db
START = datetime(2026, 12, 8, 19, tzinfo=UTC)
END = START + timedelta(hours=1)


@pytest.fixture
def visit(time_machine):
    time_machine.move_to(START, tick=False)
    return VisitFactory(starts_at=START)


def visitor(visit):
    return person_actor(visit.match.champion.person_id)


def write(visit, by=None, **answers):
    answers = {"happened": True, "minutes": 40, "mood": Mood.GOOD, **answers}
    return visit_logs.write(visit, **answers, by=by or visitor(visit), now=answers.pop("now", END))


def hours(visit):
    return list(visit.match.champion.hours.values_list("source", "minutes"))


def test_log_counts_the_hours_and_says_that_it_took_place(visit):
    write(visit)
    visit.refresh_from_db()
    assert (visit.state, hours(visit)) == (VisitState.HAPPENED, [(f"visit:{visit.pk}", 40)])


def test_log_after_the_check_out_corrects_what_was_counted(visit):
    checking.check_in(visit, by=visitor(visit), now=START)
    checking.check_out(visit, by=visitor(visit), now=END)
    write(visit, minutes=75)
    assert hours(visit) == [(f"visit:{visit.pk}", 75)]


def test_correction_leaves_a_trace_of_numbers_and_none_of_words(visit):
    write(visit, follow_up="The chair is broken.")
    write(visit, minutes=90, follow_up="The chair and the lamp are broken.")
    last = AuditEvent.objects.filter(action="visit.logged").order_by("-pk").first()
    assert last.detail == {"before": 40, "minutes": 90}
    assert hours(visit) == [(f"visit:{visit.pk}", 90)]


def test_what_did_not_take_place_counts_no_hours(visit):
    write(visit)
    write(visit, happened=False)
    visit.refresh_from_db()
    assert (visit.state, hours(visit), visit.log.mood) == (VisitState.MISSED, [(f"visit:{visit.pk}", 0)], "")


def test_nothing_is_written_before_it_begins_or_once_it_is_off(visit):
    with pytest.raises(DomainError, match="visit_not_over"):
        visit_logs.write(visit, happened=True, minutes=5, by=visitor(visit), now=START - timedelta(minutes=1))
    visits.cancel(visit, by=visitor(visit))
    with pytest.raises(DomainError, match="visit_not_planned"):
        write(visit)


def test_after_a_month_staff_alone_write_it(visit):
    late = END + timedelta(days=32)
    with pytest.raises(DomainError, match="log_too_late"):
        visit_logs.write(visit, happened=True, minutes=5, by=visitor(visit), now=late)
    visit_logs.write(visit, happened=True, minutes=5, by=staff_actor(centre=visit.match.centre), now=late)
    assert VisitLog.objects.count() == 1


def test_whom_one_visits_writes_nothing(visit):
    with pytest.raises(Forbidden):
        write(visit, by=person_actor(visit.match.request.person_id))


def test_worry_is_told_to_who_hears_of_worries_and_read_by_nobody_else(visit):
    centre = visit.match.centre
    hears = StaffRoleFactory(centre=centre, role=Role.LINK_WORKER, hears_worries=True, user__name="Hears")
    write(visit, follow_up="She seemed afraid.", is_worry=True)
    [message] = OutboxMessage.objects.filter(type="visit-worry").select_related("person")
    assert (message.person.user, message.urgent) == (hears.user, True)
    seen = {
        "hears": for_user(hears.user),
        "manager": staff_actor(Role.MANAGER, centre=centre),
        "coordinator": staff_actor(centre=centre),
        "elsewhere": staff_actor(Role.MANAGER),
        "visitor": visitor(visit),
        "visited": person_actor(visit.match.request.person_id),
    }
    assert {who for who, actor in seen.items() if VisitLog.visible_to(actor).exists()} == {
        "hears",
        "manager",
        "visitor",
    }


def test_what_is_to_follow_up_stands_on_the_list_until_staff_looked_after_it(visit):
    write(visit, follow_up="The chair is broken.")
    staff = staff_actor(centre=visit.match.centre)
    [log] = VisitLog.visible_to(staff).to_follow_up().for_rows()
    visit_logs.settle(log, by=staff)
    visit_logs.settle(log, by=staff)
    assert not VisitLog.objects.to_follow_up().exists()
    assert AuditEvent.objects.filter(action="visit.followed_up").count() == 1
    write(visit, follow_up="The lamp as well.")
    assert VisitLog.objects.to_follow_up().count() == 1
