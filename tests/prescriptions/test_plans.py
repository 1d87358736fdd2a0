"""Goals and steps."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Booking, BookingState, CallState, Enrolment
from activities.services import invite_calls
from champions.models import ChampionInvitation, Means
from champions.services.invitations import Asking
from core.actors import SYSTEM, Channel, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent
from matches.models import Kind, MatchRequest, Source
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import CaseState, Doer, Goal, GoalState, Rating, Step, StepKind, StepState, TakingPart
from prescriptions.services import plans, steps
from prescriptions.services.steps import Plan
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, staff_actor
from tests.factories.prescriptions import CaseFactory, GoalFactory, StepFactory
from tests.factories.resources import ResourceFactory

pytestmark = pytest.mark.django_db

PLAN = Plan(words="With a friend.", due_on=date(2027, 1, 15))


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def by(case):
    return staff_actor(Role.LINK_WORKER, centre=case.centre)


@pytest.fixture
def session(case):
    group = ActivityFactory(centre=case.centre)
    return SessionFactory(activity=group, day=group.start_date)


def at(day):
    return datetime.fromisoformat(f"{day}T12:00-05:00")


# --- Goals --------------------------------------------------------------------------------------
def test_a_goal_is_kept_in_their_words_and_weighed_over_time(case, by):
    goal = plans.name(case, words=" Breakfast with somebody ", importance=9, confidence=3, by=by, now=at("2026-12-01"))
    plans.rate(goal, importance=9, confidence=4, by=by, now=at("2026-12-01"))
    plans.rate(goal, importance=None, confidence=6, by=by, now=at("2027-01-08"))
    found = Goal.objects.all().in_order().get()
    assert (found.words, found.state) == ("Breakfast with somebody", GoalState.OPEN)
    assert [(one.importance, one.confidence) for one in found.weighed] == [(9, 4), (None, 6)]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"words": "  "}, "goal_needs_words"),
        ({"words": "Fish again", "importance": 11}, "weighed_to_ten"),
        ({"words": "Fish again", "confidence": -1}, "weighed_to_ten"),
    ],
)
def test_a_goal_that_says_nothing_or_too_much_is_not_kept(case, by, answers, code):
    with pytest.raises(DomainError, match=code):
        plans.name(case, by=by, **answers)
    assert not Goal.objects.exists()


def test_weighing_says_at_least_one_number(case, by):
    with pytest.raises(DomainError, match="weigh_one"):
        plans.rate(GoalFactory(case=case), importance=None, confidence=None, by=by)
    assert not Rating.objects.exists()


def test_goals_move_and_the_trail_never_holds_their_words(case, by):
    goal = plans.name(case, words="Breakfast with somebody", by=by)
    plans.move(goal, "reach_partly", by=by)
    with pytest.raises(Moved):
        plans.move(goal, "let_go", by=by)
    plans.move(goal, "take_up", by=by)
    plans.reword(goal, words="Breakfast, twice a week", by=by)
    assert Goal.objects.get().state == GoalState.OPEN
    events = list(AuditEvent.objects.filter(subject="prescriptions.goal"))
    assert [event.action for event in events] == ["goal.name", "goal.reach_partly", "goal.take_up", "goal.reworded"]
    assert {event.person_id for event in events} == {case.person_id}
    assert not any("reakfast" in str(event.detail) + event.reason for event in events)


def test_the_words_are_unreadable_in_the_database(case, by):
    plans.name(case, words="Breakfast with somebody", by=by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM prescriptions_goal")
        assert "Breakfast" not in cursor.fetchone()[0]


def test_only_those_who_walk_along_plan(case, session):
    goal, step = GoalFactory(case=case), StepFactory(case=case)
    others = [
        staff_actor(Role.COORDINATOR, centre=case.centre),
        staff_actor(Role.PROVIDER, centre=case.centre),
        staff_actor(Role.LINK_WORKER),
        person_actor(case.person_id),
    ]
    for actor in others:
        for deed in (
            lambda actor=actor: plans.name(case, words="Fish", by=actor),
            lambda actor=actor: plans.rate(goal, importance=1, confidence=1, by=actor),
            lambda actor=actor: plans.move(goal, "reach", by=actor),
            lambda actor=actor: steps.join_date(case, session=session, plan=PLAN, by=actor),
            lambda actor=actor: steps.write(case, plan=PLAN, doer=Doer.CLIENT, by=actor),
            lambda actor=actor: steps.move(step, "finish", by=actor),
        ):
            with pytest.raises(Forbidden):
                deed()
    assert (Goal.objects.count(), Step.objects.count(), Booking.objects.count()) == (1, 1, 0)


def test_who_sees_a_plan(case):
    goal, step = GoalFactory(case=case), StepFactory(case=case)
    for actor in (staff_actor(Role.LINK_WORKER, centre=case.centre), person_actor(case.person_id), SYSTEM):
        assert list(Goal.visible_to(actor)) == [goal]
        assert list(Step.visible_to(actor)) == [step]
    for actor in (
        staff_actor(Role.COORDINATOR, centre=case.centre),
        staff_actor(Role.PROVIDER, centre=case.centre),
        staff_actor(Role.LINK_WORKER),
        person_actor(ChampionFactory(centre=case.centre).person_id),
    ):
        assert not Goal.visible_to(actor).exists()
        assert not Step.visible_to(actor).exists()


def test_work_that_has_ended_is_not_planned_on(case, by):
    type(case).objects.update(state=CaseState.CLOSED, closed_at=at("2026-12-01"), closed_reason="completed")
    case.refresh_from_db()
    with pytest.raises(DomainError, match="plan_of_closed"):
        plans.name(case, words="Fish", by=by)


# --- Steps do the thing -------------------------------------------------------------------------
def test_a_date_is_a_place_that_belongs_to_the_prescription(case, by, session):
    goal = GoalFactory(case=case)
    step = steps.join_date(case, session=session, plan=Plan(goal=goal, words="With a friend."), by=by)
    place = Booking.objects.get()
    assert (place.person, place.channel, place.state) == (case.person, Channel.PRESCRIPTION, BookingState.CONFIRMED)
    assert (step.kind, step.state, step.goal, step.booking, step.doer) == (
        StepKind.DATE,
        StepState.UNDER_WAY,
        goal,
        place,
        Doer.CLIENT,
    )
    assert list(step.taking_part.places()) == [place]


def test_a_full_date_is_its_waiting_list(case, by):
    session = SessionFactory(activity=ActivityFactory(centre=case.centre, capacity=0), capacity=0)
    step = steps.join_date(case, session=session, plan=PLAN, by=by)
    assert step.booking.state == BookingState.WAITLISTED


def test_a_group_is_a_standing_place(case, by):
    group = ActivityFactory(centre=case.centre, join_mode=JoinMode.STANDING)
    dates = [SessionFactory(activity=group) for _number in range(2)]
    step = steps.join_group(case, activity=group, plan=PLAN, by=by)
    assert Enrolment.objects.get().channel == Channel.PRESCRIPTION
    assert {place.session for place in step.taking_part.places()} == set(dates)


def test_a_thing_that_is_refused_leaves_no_step(case, by, session):
    group = ActivityFactory(centre=case.centre)
    with pytest.raises(DomainError, match="no_standing_places"):
        steps.join_group(case, activity=group, plan=PLAN, by=by)
    with pytest.raises(DomainError, match="goal_of_another"):
        steps.join_date(case, session=session, plan=Plan(goal=GoalFactory()), by=by)
    assert not Step.objects.exists()
    assert not Booking.objects.exists()
    assert not TakingPart.objects.exists()


def test_something_outside_is_only_planned(case, by):
    resource = ResourceFactory(centre=case.centre)
    step = steps.name_resource(case, resource=resource, plan=PLAN, by=by)
    assert (step.resource, step.state, step.due_on) == (resource, StepState.PLANNED, date(2027, 1, 15))
    with pytest.raises(DomainError, match="resource_not_there"):
        steps.name_resource(case, resource=ResourceFactory(listed=False), plan=PLAN, by=by)


def test_company_is_a_wish_by_prescription(case, by):
    step = steps.ask_for_company(case, kind=Kind.BUDDY, town="Tweed", languages=["en"], plan=PLAN, by=by)
    wish = MatchRequest.objects.get()
    assert (step.match_request, wish.source, wish.person) == (wish, Source.PRESCRIPTION, case.person)
    assert wish.agreed_at is not None


def test_asking_them_to_be_a_champion_is_an_invitation(case, by):
    asking = Asking(words="You listen so well.", means=Means.LETTER)
    step = steps.ask_to_be_champion(case, asking=asking, plan=PLAN, by=by)
    assert step.invitation == ChampionInvitation.objects.get()
    assert step.invitation.champion.person == case.person


def test_a_champions_call_needs_a_yes_and_its_place_belongs_to_the_prescription(case, by, session):
    point = ContactPointFactory(person=case.person)
    order = {"champion": ChampionFactory(centre=case.centre), "point": point, "script": "Hello.", "session": session}
    order |= {"activity": session.activity, "until": session.day, "plan": PLAN, "by": by, "now": timezone.now()}
    with pytest.raises(DomainError, match="no_consent_to_calls"):
        steps.ask_to_call(case, **order)
    consents.give(person=case.person, purpose=Purpose.CHAMPION_CALLS, by=by)
    step = steps.ask_to_call(case, **order)
    assert (step.call.state, step.doer) == (CallState.OPEN, Doer.CHAMPION)
    place = invite_calls.say_yes(step.call, by=person_actor(step.call.champion.person_id))
    assert list(step.taking_part.places()) == [place]


def test_somebody_at_the_door(case, by, session):
    consents.give(person=case.person, purpose=Purpose.CHAMPION_CALLS, by=by)
    place = BookingFactory(person=case.person, session=session)
    champion = ChampionFactory(centre=case.centre)
    step = steps.ask_to_meet(
        case, booking=place, champion=champion, where="At the front door", sign="A red scarf", plan=PLAN, by=by
    )
    assert (step.kind, step.booking, step.call.champion) == (StepKind.DOOR, place, champion)


def test_something_else_needs_words(case, by):
    step = steps.write(case, plan=PLAN, doer=Doer.LINK_WORKER, by=by)
    assert (step.words, step.state) == ("With a friend.", StepState.PLANNED)
    with pytest.raises(DomainError, match="step_needs_words"):
        steps.write(case, plan=Plan(), doer=Doer.CLIENT, by=by)


def test_a_step_moves_and_leaves_the_place_alone(case, by, session):
    step = steps.join_date(case, session=session, plan=PLAN, by=by)
    steps.move(step, "drop", by=by)
    assert Booking.objects.get().state == BookingState.CONFIRMED
    steps.move(step, "take_up", by=by)
    steps.move(step, "finish", by=by)
    assert Step.objects.get().state == StepState.DONE
