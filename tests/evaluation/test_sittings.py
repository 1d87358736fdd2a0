"""When people are asked how they are, and what becomes of what they say."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from centres.models import Centre
from core.actors import SYSTEM, Role, person_actor
from core.errors import DomainError, Moved
from core.policies import Forbidden
from evaluation.instruments import DECLINED, newest
from evaluation.models import Measure, Score, Sitting, SittingState, TimePoint, Way
from evaluation.services import answering, plans, sittings
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Case, CaseState, ClosedReason
from prescriptions.services import casework
from tests.factories.evaluation import MeasuringPlanFactory, SittingFactory
from tests.factories.people import staff_actor
from tests.factories.prescriptions import CaseFactory

pytestmark = pytest.mark.django_db
UCLA = newest("ucla3").key
BELONGING = newest("belonging").key
ALL_OFTEN = {"companionship": 3, "left_out": 3, "isolated": 3}


def case_of_somebody_who_agrees(plan, **fields):
    case = CaseFactory(prescription__centre=plan.centre, **fields)
    consents.give(person=case.person, purpose=Purpose.EVALUATION, by=SYSTEM)
    return case


def test_a_case_is_asked_about_when_its_time_has_come():
    plan, now = MeasuringPlanFactory(), timezone.now()
    case = case_of_somebody_who_agrees(plan, opened_at=now)
    assert sittings.plan_all(now=now) == 1
    assert sittings.plan_all(now=now) == 0
    assert sittings.plan_all(now=now + timedelta(days=92)) == 1
    points = list(Sitting.objects.filter(case=case).values_list("time_point", flat=True))
    assert points == [TimePoint.BASELINE, TimePoint.THREE_MONTHS]


def test_nobody_is_asked_who_did_not_agree_or_whose_centre_does_not_ask():
    plan, now = MeasuringPlanFactory(), timezone.now()
    CaseFactory(prescription__centre=plan.centre, opened_at=now)
    case_of_somebody_who_agrees(MeasuringPlanFactory(is_on=False), opened_at=now)
    assert sittings.plan_all(now=now) == 0


@pytest.mark.parametrize(("reason", "asked"), [("completed", 1), ("died", 0), ("unreached", 0)])
def test_the_end_is_asked_about_where_there_is_somebody_to_ask(reason, asked):
    plan, now = MeasuringPlanFactory(time_points=[TimePoint.CLOSING]), timezone.now()
    closed = {"state": CaseState.CLOSED, "closed_reason": reason, "closed_at": now - timedelta(days=1)}
    case_of_somebody_who_agrees(plan, opened_at=now - timedelta(days=200), **closed)
    assert sittings.plan_all(now=now) == asked


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        (ClosedReason.DIED, SittingState.CALLED_OFF),
        (ClosedReason.UNREACHED, SittingState.CALLED_OFF),
        (ClosedReason.DECLINED, SittingState.OPEN),
    ],
)
def test_what_was_asked_ends_with_a_case_that_leaves_nobody_to_ask(reason, state, monkeypatch):
    monkeypatch.setattr(casework, "_require_enough_tries", lambda _case: None)
    sitting, of_another = SittingFactory(), SittingFactory()
    coming = SittingFactory(case=sitting.case, time_point=TimePoint.THREE_MONTHS, state=SittingState.PLANNED)
    done = SittingFactory(case=sitting.case, time_point=TimePoint.SIX_MONTHS, state=SittingState.DONE)
    casework.close(sitting.case, reason=reason, by=SYSTEM)
    for row in (sitting, of_another, coming, done):
        row.refresh_from_db()
    assert (sitting.state, done.state, of_another.state) == (state, SittingState.DONE, SittingState.OPEN)
    assert coming.state == (SittingState.PLANNED if state == SittingState.OPEN else state)


def test_nothing_is_planned_for_a_case_that_was_closed_meanwhile():
    plan, now = MeasuringPlanFactory(), timezone.now()
    case = case_of_somebody_who_agrees(plan, opened_at=now)
    casework.close(Case.objects.get(pk=case.pk), reason=ClosedReason.DIED, by=SYSTEM)
    assert sittings.plan_one(case, TimePoint.BASELINE, plan=plan, now=now) is None


def test_those_who_refused_block_nobody_behind_them(monkeypatch):
    monkeypatch.setattr(sittings, "AT_ONCE", 1)
    plan, now = MeasuringPlanFactory(), timezone.now()
    for _nth in range(2):
        CaseFactory(prescription__centre=plan.centre, opened_at=now)
    refused = case_of_somebody_who_agrees(plan, opened_at=now)
    consents.withdraw(person=refused.person, purpose=Purpose.EVALUATION, by=SYSTEM)
    asked = case_of_somebody_who_agrees(plan, opened_at=now)
    assert sittings.plan_all(now=now) == 1
    assert Sitting.objects.get().case == asked


def test_many_refusals_take_no_more_queries(django_assert_num_queries):
    plan, now = MeasuringPlanFactory(time_points=[TimePoint.BASELINE]), timezone.now()
    CaseFactory.create_batch(3, prescription__centre=plan.centre, opened_at=now)
    with django_assert_num_queries(2):
        assert sittings.plan_all(now=now) == 0


@pytest.mark.parametrize("hour", [0, 2, 23])
def test_the_day_that_is_told_is_the_last_whole_day(hour):
    """Twenty-eight days from the planning, to the end of that day by the centre's clock, also where it changes."""
    toronto = ZoneInfo("America/Toronto")
    now = datetime(2026, 10, 10, hour, 30, tzinfo=toronto)
    plan = MeasuringPlanFactory(centre__timezone="America/Toronto")
    case = case_of_somebody_who_agrees(plan, opened_at=now)
    sitting = sittings.plan_one(case, TimePoint.BASELINE, plan=plan, now=now)
    assert sitting.last_day == date(2026, 11, 7)
    assert sitting.closes_at == datetime(2026, 11, 8, tzinfo=toronto)


def test_of_a_sitting_that_closes_within_a_day_the_day_before_is_told():
    sitting = SittingFactory.build(
        case=None,
        person=None,
        centre=Centre(timezone="America/Toronto"),
        closes_at=datetime(2026, 12, 28, 7, tzinfo=ZoneInfo("UTC")),
    )
    assert sitting.last_day == date(2026, 12, 27)


def test_begun_twice_it_is_open():
    planned = SittingFactory(state=SittingState.PLANNED)
    late = Sitting.objects.get(pk=planned.pk)
    sittings.begin_now(planned, by=SYSTEM)
    assert sittings.begin_now(late, by=SYSTEM).state == SittingState.OPEN


def test_what_was_called_off_meanwhile_is_not_begun():
    planned = SittingFactory(state=SittingState.PLANNED)
    late = Sitting.objects.get(pk=planned.pk)
    sittings.call_off_for([planned.person_id], by=SYSTEM)
    with pytest.raises(Moved):
        sittings.begin_now(late, by=SYSTEM)


def test_who_takes_it_back_before_the_day_is_not_asked():
    now = timezone.now()
    agrees, takes_back = (SittingFactory(state=SittingState.PLANNED) for _ in range(2))
    consents.withdraw(person=takes_back.person, purpose=Purpose.EVALUATION, by=SYSTEM)
    assert sittings.open_due(now=now) == [agrees]
    takes_back.refresh_from_db()
    assert takes_back.state == SittingState.CALLED_OFF


def test_answers_come_in_any_number_of_goes_and_the_newest_counts():
    sitting = SittingFactory()
    by = person_actor(sitting.person_id)
    assert answering.next_item(sitting)[1].slug == "companionship"
    answering.answer(sitting, instrument=UCLA, answers={"companionship": 1}, way=Way.TEXT, by=by)
    assert answering.next_item(sitting)[1].slug == "left_out"
    assert Score.objects.get().lack == "missing"
    answering.answer(sitting, instrument=UCLA, answers=ALL_OFTEN, way=Way.WEB, by=by)
    answering.answer(sitting, instrument=BELONGING, answers={"belonging": DECLINED}, way=Way.WEB, by=by)
    assert answering.next_item(sitting) is None
    assert answering.finish(sitting, by=by).state == SittingState.DONE
    assert answering.finish(sitting, by=by).state == SittingState.DONE
    assert {(score.scale, score.value, score.lack) for score in Score.objects.all()} == {
        ("loneliness", 9.0, ""),
        ("belonging", None, "declined"),
    }
    assert Measure.objects.count() == 2


@pytest.mark.parametrize(
    ("instrument", "answers", "code"),
    [
        (newest("ons4").key, {"happy": 5}, "question_not_asked"),
        (UCLA, {"companionship": 4}, "answer_unknown"),
        (UCLA, {"happy": 1}, "answer_unknown"),
    ],
)
def test_what_was_not_asked_cannot_be_answered(instrument, answers, code):
    sitting = SittingFactory()
    with pytest.raises(DomainError, match=code):
        answering.answer(sitting, instrument=instrument, answers=answers, way=Way.WEB, by=SYSTEM)


def test_nothing_is_taken_down_once_it_is_over_or_taken_back():
    sitting = SittingFactory()
    later = sitting.closes_at + timedelta(minutes=1)
    for moment in (later, None):
        consents.withdraw(person=sitting.person, purpose=Purpose.EVALUATION, by=SYSTEM)
        with pytest.raises(DomainError, match="sitting_over"):
            answering.answer(sitting, instrument=UCLA, answers=ALL_OFTEN, way=Way.WEB, by=SYSTEM, now=moment)
    assert sittings.lapse_overdue(now=later) == 1


def test_what_was_said_before_it_lapsed_is_kept():
    sitting = SittingFactory()
    answering.answer(sitting, instrument=UCLA, answers=ALL_OFTEN, way=Way.WEB, by=SYSTEM)
    sittings.lapse_overdue(now=sitting.closes_at)
    assert Score.objects.get().value == 9


def test_staff_of_the_centre_may_ask_and_nobody_else():
    sitting = SittingFactory()
    given = {"instrument": UCLA, "answers": ALL_OFTEN, "way": Way.STAFF}
    for by in (
        staff_actor(Role.COORDINATOR, centre=sitting.centre),
        staff_actor(Role.EVALUATOR, centre=sitting.centre),
        staff_actor(Role.PROVIDER, centre=sitting.centre),
        staff_actor(Role.LINK_WORKER),
        person_actor(CaseFactory().person_id),
    ):
        with pytest.raises(Forbidden):
            answering.answer(sitting, by=by, **given)
    measure = answering.answer(sitting, by=staff_actor(Role.LINK_WORKER, centre=sitting.centre), **given)
    assert measure.by_user_id


def test_declining_changes_nothing_else():
    sitting = SittingFactory()
    sittings.decline(sitting, by=person_actor(sitting.person_id))
    assert sitting.state == SittingState.DECLINED
    assert consents.stands(sitting.person, Purpose.EVALUATION)


def plan_with(centre, by, **fields):
    asked = {"instruments": ["ucla3"], "time_points": ["baseline"], "open_for_days": 28, "reminders": 1}
    return plans.save(centre, is_on=True, by=by, **{**asked, **fields})


def test_a_manager_decides_what_is_asked():
    manager = staff_actor(Role.MANAGER)
    centre = Centre.objects.get(pk=manager.centre_id)
    assert plan_with(centre, manager).instruments == ["ucla3"]
    assert plans.of(centre).is_on
    with pytest.raises(DomainError, match="measures_not_chosen"):
        plan_with(centre, manager, instruments=["provider", "champion"])
    with pytest.raises(DomainError, match="measures_too_many"):
        plan_with(centre, manager, instruments=list(plans.OFFERED))
    with pytest.raises(Forbidden):
        plan_with(centre, staff_actor(Role.EVALUATOR, centre=centre))
