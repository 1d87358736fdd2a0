"""The demo's year, at one centre and in short."""

import random
from datetime import UTC, date, datetime

import pytest

import activities.demo
import activities.demo_asking
import activities.demo_leading
import centres.demo
import champions.demo
import people.demo
from activities.demo_data import GROUPS, WISHES, WRITTEN
from activities.models import (
    Activity,
    Attendance,
    Booking,
    BookingState,
    ChangeRequest,
    GroupMessage,
    Idea,
    IdeaState,
    Invitation,
    InviteCall,
    Proposal,
    ProposalState,
    Register,
    Session,
    SubstituteAsk,
)
from champions.models import Hours
from core.demo import DemoWorld

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> DemoWorld:
    monkeypatch.setattr(activities.demo, "GROUPS", {"guelph": GROUPS["guelph"][:3]})
    monkeypatch.setattr(activities.demo, "WISHES", [wish for wish in WISHES if wish[0] == "guelph"])
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    monkeypatch.setattr(activities.demo_leading, "WRITTEN", {"guelph": WRITTEN["guelph"]})
    for room in (
        centres.demo,
        people.demo,
        champions.demo,
        activities.demo,
        activities.demo_asking,
        activities.demo_leading,
    ):
        room.build(made)
    return made


def test_demo_has_a_year_of_sessions_and_a_register_for_each_that_is_over(world: DemoWorld) -> None:
    today = date(2026, 11, 22)
    over = Session.objects.filter(day__lt=today)

    assert Activity.objects.count() == 3
    assert (Session.objects.earliest("day").day.year, Session.objects.latest("day").day.year) == (2026, 2027)
    assert Register.objects.filter(closed_at__isnull=False).count() == over.count() > 60
    assert not Booking.objects.filter(session__in=over, attendance=Attendance.UNKNOWN).exists()
    assert Hours.objects.filter(source__startswith="session:").count() == over.count()


def test_demo_leaves_todays_register_open(world: DemoWorld) -> None:
    session = Session.objects.get(day=date(2026, 11, 22))

    assert not Register.objects.filter(session=session).exists()
    assert session.bookings.exists()


def test_demo_has_a_proposal_in_every_state(world: DemoWorld) -> None:
    assert set(Proposal.objects.values_list("state", flat=True)) == set(ProposalState.values)


def test_demo_tells_its_story_in_the_past(world: DemoWorld) -> None:
    assert all(activity.published_at < NOW for activity in Activity.objects.all())
    assert all(booking.created_at <= NOW for booking in Booking.objects.all())


def test_demo_has_a_leader_who_asks_for_another_room(world: DemoWorld) -> None:
    asked = ChangeRequest.objects.select_related("session").get()
    assert (asked.is_open, asked.answers == {"venue": asked.session.venue_id}) == (True, False)


def test_demo_has_standing_places_one_of_which_skips_a_date(world: DemoWorld) -> None:
    rows = Booking.objects.filter(enrolment__activity__title_en="Card Night")
    assert rows.values("enrolment").distinct().count() == 2
    assert rows.filter(state=BookingState.CANCELLED).count() == 1


def test_demo_has_a_course_to_join_with_a_waiting_list_and_a_group_by_invitation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = [group for group in GROUPS["guelph"] if group.join_mode in {"course", "invitation"}]
    monkeypatch.setattr(activities.demo, "GROUPS", {"guelph": wanted})
    monkeypatch.setattr(activities.demo, "WISHES", [])
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    monkeypatch.setattr(activities.demo_leading, "WRITTEN", {"guelph": WRITTEN["guelph"]})
    for room in (
        centres.demo,
        people.demo,
        champions.demo,
        activities.demo,
        activities.demo_asking,
        activities.demo_leading,
    ):
        room.build(made)
    course = Activity.objects.get(join_mode="course")
    first = course.sessions.earliest("starts_at")
    assert (course.sessions.count(), first.starts_at > NOW) == (5, True)  # not on the Monday when the centre is closed
    assert (first.seats_taken, first.bookings.waiting().count()) == (8, 2)
    assert Invitation.objects.standing().count() == 4
    invited = Invitation.objects.values("person")
    assert not Booking.objects.filter(session__activity__join_mode="invitation").exclude(person__in=invited).exists()


def test_the_champion_who_can_sign_in_wrote_to_a_group_and_is_asked_to_stand_in(world):
    first = world.made["champions"]["guelph"][0]
    assert [row.sender for row in GroupMessage.objects.all()] == [first.person]
    assert [ask.champion for ask in SubstituteAsk.objects.all()] == [first]


def test_demo_has_calls_to_make_and_an_idea_box(world: DemoWorld) -> None:
    champion = world.made["champions"]["guelph"][0]

    assert InviteCall.objects.all().asked_of(champion.person_id, now=NOW).exists()
    here = Idea.objects.filter(centre__slug="guelph").order_by("pk")
    assert list(here.values_list("state", flat=True)) == [IdeaState.OPEN, IdeaState.OPEN, IdeaState.NEW]
