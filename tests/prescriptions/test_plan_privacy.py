"""What is forgotten of a plan, what its person gets of it, and what becomes of it when two records are one."""

import pytest

from activities.models import Attendance
from core.actors import SYSTEM
from people import copies
from people.services import erasure, merging
from prescriptions.models import Goal, Happening, Rating, Step, StepState
from prescriptions.services import comeback, plans, steps
from prescriptions.services.steps import Plan
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.people import PersonFactory
from tests.factories.prescriptions import CaseFactory, HappeningFactory, StepFactory, TakingPartFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """With a goal, a date, and news that somebody has settled."""
    case = CaseFactory()
    goal = plans.name(case, words="Breakfast with somebody", importance=9, confidence=3, by=SYSTEM)
    session = SessionFactory(activity=ActivityFactory(centre=case.centre, title_en="Breakfast club"))
    step = steps.join_date(case, session=session, plan=Plan(goal=goal, words="By the side door."), by=SYSTEM)
    comeback.settle(HappeningFactory(taking_part=step.taking_part), note="Glad he went.", by=SYSTEM)
    return case


def test_erasing_leaves_numbers_and_no_word(case):
    erasure.erase(case.person, by=SYSTEM)
    goal, step, happening = Goal.objects.get(), Step.objects.get(), Happening.objects.get()
    assert (goal.words, step.words, happening.note) == ("", "", "")
    assert (step.booking, step.taking_part, step.state) == (None, None, StepState.UNDER_WAY)
    assert (Rating.objects.get().importance, happening.number) == (9, 1)


def test_their_copy_has_all_of_it(case):
    held = str([half.parts for half in copies.of(case.person)])
    for words in ("Breakfast with somebody", "importance 9, confidence 3", "By the side door.", "Glad he went."):
        assert words in held


def test_the_plan_goes_with_the_record_that_is_kept_and_news_goes_on():
    link = TakingPartFactory()
    case = link.prescription.case
    StepFactory(case=case)
    kept = PersonFactory(centres=[case.centre])
    place = BookingFactory(session=SessionFactory(activity=link.activity), person=kept, attendance=Attendance.CAME)
    merging.merge(kept, case.person, by=SYSTEM)
    comeback.register_kept(place.session_id)
    case.refresh_from_db()
    assert case.person == kept
    assert Happening.objects.get().session == place.session
