"""The plan at the desk, on one's own page and on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Booking
from activities.services import bookings
from core.actors import SYSTEM, Channel, Role
from core.models import AuditEvent
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Goal, GoalState, Happening, HappeningKind, Step, StepState
from prescriptions.services import plans, steps
from prescriptions.services.steps import Plan
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory
from tests.factories.prescriptions import (
    CaseFactory,
    GoalFactory,
    HappeningFactory,
    PrescriptionFactory,
    StepFactory,
    TakingPartFactory,
)
from tests.pdf import needs_press, words
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def worker(case):
    return staff_client(Role.LINK_WORKER, centre=case.centre)


def page_of(case):
    return reverse("desk_plans:show", args=[case.prescription.public_id])


def to(case, name, *args):
    return reverse(f"desk_plans:{name}", args=[case.prescription.public_id, *args])


def group_of(case, **how):
    group = ActivityFactory(centre=case.centre, **how)
    return SessionFactory(activity=group, day=group.start_date)


# --- At the desk --------------------------------------------------------------------------------
def test_a_goal_on_a_call(case, worker):
    worker.post(to(case, "goal_new"), {"words": "Breakfast with somebody", "importance": "9", "confidence": ""})
    goal = Goal.objects.all().in_order().get()
    assert [(one.importance, one.confidence) for one in goal.weighed] == [(9, None)]
    page = worker.get(page_of(case)).text
    assert "Breakfast with somebody" in page
    assert "Matters to them: 9 of 10" in page


def test_change_over_time_is_counted(case, worker):
    goal = GoalFactory(case=case)
    now = timezone.now()
    plans.rate(goal, importance=9, confidence=3, by=SYSTEM, now=now - timedelta(weeks=5))
    worker.post(to(case, "goal_weigh", goal.public_id), {"importance": "9", "confidence": "6"})
    page = worker.get(page_of(case)).text
    assert "Sure to get there: 3, then 6 of 10" in page
    assert "Matters to them: 9 of 10" in page


def test_bad_answers_keep_what_was_typed(case, worker):
    goal = GoalFactory(case=case)
    page = worker.post(to(case, "goal_weigh", goal.public_id), {"importance": "", "confidence": ""}).text
    assert "Choose a number for one of the two at least." in page
    page = worker.post(to(case, "goal_new"), {"words": "", "confidence": "7"}).text
    assert 'value="7"' in page
    assert "checked" in page
    assert not Goal.objects.exclude(pk=goal.pk).exists()


def test_a_goal_and_a_step_are_moved_with_a_button(case, worker):
    goal, step = GoalFactory(case=case), StepFactory(case=case)
    worker.post(to(case, "goal_move", goal.public_id), {"move": "reach"})
    worker.post(to(case, "step_move", step.public_id), {"move": "finish"})
    assert (Goal.objects.get().state, Step.objects.get().state) == (GoalState.REACHED, StepState.DONE)
    assert worker.post(to(case, "step_move", step.public_id), {"move": "explode"}).status_code == 404
    assert (
        "Somebody else was faster"
        in worker.post(to(case, "step_move", step.public_id), {"move": "finish"}, follow=True).text
    )


def test_a_date_is_booked_on_a_call(case, worker):
    goal, session = GoalFactory(case=case), group_of(case)
    assert "10 places left" in worker.get(to(case, "step_new", "group")).text
    answer = worker.post(to(case, "step_new", "group"), {"what": f"date:{session.pk}", "goal": goal.pk, "note": ""})
    assert answer["Location"] == page_of(case)
    place = Booking.objects.get()
    assert (place.channel, Step.objects.get().goal) == (Channel.PRESCRIPTION, goal)
    assert "has a place" in worker.get(page_of(case)).text


def test_a_group_elsewhere_cannot_be_chosen(case, worker):
    session = SessionFactory()
    answer = worker.post(to(case, "step_new", "group"), {"what": f"date:{session.pk}", "note": ""})
    assert (answer.status_code, Booking.objects.count()) == (200, 0)


def test_a_no_of_the_other_room_stands_in_the_form(case, worker):
    case.prescription.code_until = timezone.now()
    case.prescription.save()
    session = group_of(case)
    page = worker.post(to(case, "step_new", "group"), {"what": f"date:{session.pk}", "note": "With a friend"}).text
    assert "not in force any more" in page
    assert "With a friend" in page


def test_a_champion_is_asked_once_the_client_has_agreed(case, worker):
    for kind in ("call", "door"):
        assert "Read this aloud" in worker.get(to(case, "step_new", kind)).text
    answer = worker.post(to(case, "agree", "call"))
    assert answer["Location"] == to(case, "step_new", "call")
    assert consents.stands(case.person, Purpose.CHAMPION_CALLS)


def test_something_else_needs_words_at_its_field(case, worker):
    page = worker.post(to(case, "step_new", "other"), {"note": "", "doer": "client"}).text
    assert "Write what is to be done, in a few words." in page
    worker.post(to(case, "step_new", "other"), {"note": "Call his sister", "doer": "client"})
    assert Step.objects.get().words == "Call his sister"


def test_news_is_read_and_settled(case, worker):
    link = TakingPartFactory(prescription=case.prescription)
    HappeningFactory(taking_part=link)
    stopped = HappeningFactory(taking_part=link, kind=HappeningKind.STOPPED, number=2)
    page = worker.get(page_of(case)).text
    assert f"First time at {link.activity.title}" in page
    assert "after 2 times: time for a friendly call" in page
    worker.post(to(case, "settle", stopped.public_id), {"note": "Has the flu."})
    assert "friendly call" not in worker.get(page_of(case)).text
    assert Happening.objects.get(pk=stopped.pk).note == "Has the flu."


def test_what_belongs_to_another_case_is_not_there(case, worker):
    other = CaseFactory(prescription__centre=case.centre)
    goal, step = GoalFactory(case=other), StepFactory(case=other)
    assert worker.post(to(case, "goal_move", goal.public_id), {"move": "reach"}).status_code == 404
    assert worker.post(to(case, "step_move", step.public_id), {"move": "drop"}).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PROVIDER, Role.EVALUATOR])
def test_others_at_the_centre_do_not_see_it(case, role):
    assert staff_client(role, centre=case.centre).get(page_of(case)).status_code == 403


def test_link_workers_elsewhere_find_nothing(case):
    assert staff_client(Role.LINK_WORKER).get(page_of(case)).status_code == 404


def test_each_look_is_logged(case, worker):
    worker.get(page_of(case))
    assert AuditEvent.objects.filter(action="person.viewed", person_id=case.person_id).count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_plan_takes_the_same_queries_however_long(case, worker, number, django_assert_num_queries):
    for _one in range(number):
        goal = GoalFactory(case=case)
        plans.rate(goal, importance=5, confidence=5, by=SYSTEM)
        steps.join_date(case, session=group_of(case), plan=Plan(goal=goal), by=SYSTEM)
        HappeningFactory(taking_part=TakingPartFactory(prescription=case.prescription))
    worker.get(page_of(case))
    with django_assert_num_queries(12):
        worker.get(page_of(case))


# --- The panel ----------------------------------------------------------------------------------
def test_panel_counts_what_is_due_on_ones_own_cases(case):
    home = reverse("desk:home")
    worker = staff_client(Role.LINK_WORKER, centre=case.centre)
    link = TakingPartFactory(prescription=case.prescription)
    HappeningFactory(taking_part=link)
    page = worker.get(home).text
    assert "1 piece of good news" in page
    assert "asks for a call" not in page
    HappeningFactory(taking_part=link, kind=HappeningKind.STOPPED)
    page = worker.get(home).text
    assert "1 thing asks for a call or another plan." in page
    assert case.person.name in page
    type(case).objects.update(owner=StaffRoleFactory(centre=case.centre, role=Role.LINK_WORKER).user)
    assert "From the groups" not in worker.get(home).text


def test_coordinators_have_no_such_panel(case):
    HappeningFactory(taking_part=TakingPartFactory(prescription=case.prescription), kind=HappeningKind.STOPPED)
    assert "From the groups" not in staff_client(Role.COORDINATOR, centre=case.centre).get(reverse("desk:home")).text


# --- The client ---------------------------------------------------------------------------------
def a_client():
    person = PersonFactory(name="Brian Hall", with_account=True)
    return CaseFactory(prescription=PrescriptionFactory(person=person))


def test_my_page_shows_the_plan_in_plain_words():
    case = a_client()
    goal = GoalFactory(case=case, words="Breakfast with somebody")
    session = group_of(case)
    steps.join_date(case, session=session, plan=Plan(goal=goal, words="Take the side door."), by=SYSTEM)
    StepFactory(case=case, words="Never mind this one", state=StepState.DROPPED)
    client = signed_in(case.person.user)
    page = client.get(reverse("my:home")).text
    for expected in (
        "Breakfast with somebody",
        f"You come to: {session.activity.title}",
        "Take the side door.",
        "grief",
    ):
        assert expected in page
    assert "Never mind" not in page
    assert reverse("my_plan:print", args=[case.prescription.public_id]) in page


def test_whoever_has_no_prescription_sees_nothing_of_it():
    page = signed_in(PersonFactory(with_account=True).user).get(reverse("my:home")).text
    assert "My plan" not in page


def test_a_place_that_was_moved_is_followed(worker, case):
    first = group_of(case)
    second = SessionFactory(activity=first.activity, day=first.day + timedelta(weeks=1))
    step = steps.join_date(case, session=first, plan=Plan(), by=SYSTEM)
    bookings.move(step.booking, to=second, by=SYSTEM)
    page = worker.get(page_of(case)).text
    assert "has a place" in page
    assert "cancelled" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_my_page_takes_the_same_queries_however_long_the_plan(number, django_assert_num_queries):
    case = a_client()
    for _one in range(number):
        StepFactory(case=case, goal=GoalFactory(case=case))
        group = TakingPartFactory(prescription=case.prescription)
        StepFactory(case=case, kind="group", taking_part=group)
    client = signed_in(case.person.user)
    client.get(reverse("my:home"))
    with django_assert_num_queries(33):
        client.get(reverse("my:home"))


@needs_press
def test_paper_is_in_their_language_and_names_no_sensitive_group():
    case = a_client()
    type(case.person).objects.filter(pk=case.person_id).update(language="fr")
    session = group_of(case, sensitive=True, title_en="Grief circle", title_fr="Cercle du deuil")
    steps.join_date(case, session=session, plan=Plan(), by=SYSTEM)
    answer = staff_client(Role.LINK_WORKER, centre=case.centre).get(to(case, "print"))
    text = words(answer)
    assert case.centre.name_fr in text
    assert "deuil" not in text
    assert "Grief" not in text
    assert AuditEvent.objects.filter(action="plan.printed", person_id=case.person_id).count() == 1


@needs_press
def test_ones_own_paper_is_nobody_elses():
    case = a_client()
    StepFactory(case=case, words="Call his sister.")
    address = reverse("my_plan:print", args=[case.prescription.public_id])
    answer = signed_in(case.person.user).get(address, {"size": "large"})
    assert "Call his sister." in words(answer)
    assert signed_in(PersonFactory(with_account=True).user).get(address).status_code == 404
