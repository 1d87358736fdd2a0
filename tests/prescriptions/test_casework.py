"""The link worker's moves: each keeps a next step, and each is a person's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.actors import SYSTEM, Role
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent, Transition
from people.models.consent import Purpose
from people.services import consents
from prescriptions import copied_fields, copies
from prescriptions.models import (
    Case,
    CaseState,
    ClosedReason,
    ContactAttempt,
    Level,
    Means,
    Outcome,
    PrescriptionState,
    Reach,
    Result,
)
from prescriptions.services import attempts, casework, intake
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory, staff_actor
from tests.factories.prescriptions import CaseFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 7, 15, tzinfo=UTC)  # a Monday, 10 am in Toronto
TODAY = date(2026, 12, 7)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def worker(centre):
    return staff_actor(Role.LINK_WORKER, centre=centre)


@pytest.fixture
def case(centre):
    return CaseFactory(prescription__centre=centre, next_step_on=TODAY)


@pytest.fixture
def taken(case, worker):
    return casework.take(case, by=worker)


def refused(code, call, *args, **kwargs):
    with pytest.raises(DomainError) as caught:
        call(*args, **kwargs)
    assert caught.value.code == code


def test_whoever_takes_it_calls_today(taken, worker):
    taken.refresh_from_db()
    assert (taken.state, taken.owner_id, taken.next_step_on) == (CaseState.CALLING, worker.user_id, TODAY)
    assert taken.state_since == NOW


def test_the_second_who_takes_it_learns_that_somebody_was_faster(case, worker):
    same = Case.objects.get(pk=case.pk)
    casework.take(case, by=worker)
    with pytest.raises(Moved):
        casework.take(same, by=worker)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PROVIDER, Role.EVALUATOR])
def test_other_staff_move_nothing(case, centre, role):
    with pytest.raises(Forbidden):
        casework.take(case, by=staff_actor(role, centre=centre))


def test_link_worker_of_another_centre_moves_nothing(case):
    with pytest.raises(Forbidden):
        casework.take(case, by=staff_actor(Role.LINK_WORKER))


def test_given_back_it_is_new_and_nobodys(taken, worker):
    casework.give_back(taken, by=worker)
    taken.refresh_from_db()
    assert (taken.state, taken.owner_id, taken.next_step_on) == (CaseState.NEW, None, TODAY)


def test_handed_over_it_stands_where_it_stood(taken, worker, centre):
    other = StaffRoleFactory(role=Role.LINK_WORKER, centre=centre, user__name="Sam Lee").user
    casework.hand_over(taken, to=other, by=worker)
    taken.refresh_from_db()
    assert (taken.state, taken.owner) == (CaseState.CALLING, other)
    assert Transition.of(taken).last().note == "Sam Lee"


def test_manager_gives_what_is_new_to_a_link_worker(case, centre):
    other = StaffRoleFactory(role=Role.LINK_WORKER, centre=centre).user
    casework.hand_over(case, to=other, by=staff_actor(Role.MANAGER, centre=centre))
    case.refresh_from_db()
    assert (case.state, case.owner) == (CaseState.CALLING, other)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PROVIDER])
def test_it_is_handed_to_nobody_who_may_not_see_it(taken, worker, centre, role):
    other = StaffRoleFactory(role=role, centre=centre).user
    refused("cannot_walk_it", casework.hand_over, taken, to=other, by=worker)


def test_it_is_handed_to_no_link_worker_elsewhere(taken, worker):
    other = StaffRoleFactory(role=Role.LINK_WORKER).user
    refused("cannot_walk_it", casework.hand_over, taken, to=other, by=worker)


@pytest.mark.parametrize(
    ("stands", "step", "on", "code"),
    [
        (CaseState.ACTIVE, "", TODAY, "step_missing"),
        (CaseState.WAITING, " ", TODAY, "step_missing"),
        (CaseState.WAITING, "The club starts", None, "step_day_missing"),
        (CaseState.ACTIVE, "Go together", TODAY - DAY, "step_passed"),
    ],
)
def test_whatever_goes_on_has_a_next_step_to_come(taken, worker, stands, step, on, code):
    refused(code, casework.plan, taken, stands=stands, step=step, on=on, by=worker)
    taken.refresh_from_db()
    assert (taken.state, taken.next_step_on) == (CaseState.CALLING, TODAY)


def test_it_waits_for_something_until_a_day(taken, worker):
    casework.plan(taken, stands=CaseState.WAITING, step="The club starts", on=TODAY + DAY, by=worker)
    taken.refresh_from_db()
    assert (taken.state, taken.next_step, taken.next_step_on) == (CaseState.WAITING, "The club starts", TODAY + DAY)


def test_step_changes_where_it_stands_without_a_move(taken, worker):
    before = Transition.of(taken).count()
    casework.plan(taken, stands=CaseState.CALLING, step="After five", on=TODAY + DAY, by=worker)
    taken.refresh_from_db()
    assert (taken.next_step, Transition.of(taken).count()) == ("After five", before)
    assert AuditEvent.objects.filter(action="case.planned", person_id=taken.person_id).count() == 1


def test_no_word_of_a_step_stands_in_the_history_or_the_trail(taken, worker):
    casework.plan(taken, stands=CaseState.ACTIVE, step="Zinnia", on=TODAY, by=worker)
    casework.close(taken, reason=ClosedReason.COMPLETED, outcome=Outcome.ALL, words="Zinnia", by=worker)
    said = [*Transition.objects.values_list("note", flat=True), *map(str, AuditEvent.objects.values_list("detail"))]
    assert [words for words in said if "Zinnia" in words] == []


def test_new_work_is_taken_before_anything_is_planned(case, worker):
    refused("case_not_taken", casework.plan, case, stands=CaseState.ACTIVE, step="Go", on=TODAY, by=worker)


@pytest.mark.parametrize(("level", "weeks"), [(Level.MEDIUM, [4, 12, 12]), (Level.HOLISTIC, [2, 6, 12, 12])])
def test_follow_ups_come_due_by_level_and_move_nothing(centre, worker, time_machine, level, weeks):
    case = casework.take(CaseFactory(prescription__centre=centre, prescription__level=level), by=worker)
    casework.plan(case, stands=CaseState.FOLLOWING, by=worker)
    begun, found = NOW, [case.next_step_on]
    for number in weeks[:-1]:
        at = begun + timedelta(weeks=number)
        time_machine.move_to(at, tick=False)
        attempts.note(case, means=Means.PHONE, result=Result.REACHED, by=worker)
        case.refresh_from_db()
        found.append(case.next_step_on)
    assert [(day - TODAY).days // 7 for day in found] == weeks
    assert case.state == CaseState.FOLLOWING


def test_closing_says_why_how_far_and_in_whose_words(taken, worker):
    casework.close(taken, reason=ClosedReason.COMPLETED, outcome=Outcome.PART, words="I sing.", by=worker)
    taken.refresh_from_db()
    found = (taken.state, taken.closed_reason, taken.outcome, taken.outcome_words, taken.closed_at, taken.next_step_on)
    assert found == (CaseState.CLOSED, ClosedReason.COMPLETED, Outcome.PART, "I sing.", NOW, None)
    taken.prescription.refresh_from_db()
    assert taken.prescription.state == PrescriptionState.COMPLETED


def test_what_was_agreed_is_done_needs_an_outcome(taken, worker):
    refused("outcome_missing", casework.close, taken, reason=ClosedReason.COMPLETED, by=worker)


def test_work_on_a_revoked_prescription_is_closed(taken, worker):
    intake.revoke(taken.prescription, reason="In error", by=worker)
    casework.close(taken, reason=ClosedReason.DECLINED, by=worker)
    taken.refresh_from_db()
    assert (taken.state, taken.prescription.state) == (CaseState.CLOSED, PrescriptionState.REVOKED)
    refused("prescription_over", casework.reopen, taken, step="Go on", on=TODAY, by=worker)


def test_reopened_it_is_active_with_a_step_and_forgets_how_it_ended(taken, worker, centre):
    casework.close(taken, reason=ClosedReason.DECLINED, by=worker)
    again = staff_actor(Role.LINK_WORKER, centre=centre)
    refused("step_missing", casework.reopen, taken, step="", on=TODAY, by=again)
    casework.reopen(taken, step="She called", on=TODAY, by=again)
    taken.refresh_from_db()
    found = (taken.state, taken.owner_id, taken.next_step, taken.closed_at, taken.closed_reason)
    assert found == (CaseState.ACTIVE, again.user_id, "She called", None, "")
    assert taken.prescription.state == PrescriptionState.ACTIVE


def test_their_own_copy_says_what_is_next_and_how_it_ended(taken, worker, django_assert_num_queries):
    casework.plan(taken, stands=CaseState.WAITING, step="The club starts", on=TODAY, by=worker)
    with django_assert_num_queries(1):
        lines = copies.walked(taken.person)
    assert lines[1:] == ["Next step: The club starts"]
    casework.close(taken, reason=ClosedReason.COMPLETED, outcome=Outcome.ALL, words="I sing.", by=worker)
    assert copies.walked(taken.person)[1:] == ["How far you came: what they hoped for", "In your words: I sing."]


# --- tries ------------------------------------------------------------------------------------------


def try_it(case, worker, result=Result.NO_ANSWER, means=Means.PHONE, **more):
    attempts.note(case, means=means, result=result, by=worker, **more)
    case.refresh_from_db()
    return case


def test_reached_it_is_active_with_a_next_step(taken, worker):
    refused("step_missing", attempts.note, taken, means=Means.PHONE, result=Result.REACHED, by=worker)
    refused("step_day_missing", attempts.note, taken, means=Means.PHONE, result=Result.REACHED, step="Go", by=worker)
    assert ContactAttempt.objects.count() == 0
    try_it(taken, worker, Result.REACHED, step="Go together", on=TODAY + DAY)
    found = (taken.state, taken.next_step, taken.next_step_on, taken.contacted_at)
    assert found == (CaseState.ACTIVE, "Go together", TODAY + DAY, NOW)


def test_minutes_are_noted_by_whoever_likes_to(taken, worker):
    try_it(taken, worker, minutes=25)
    try_it(taken, worker)
    assert list(taken.attempts.order_by("pk").values_list("minutes", flat=True)) == [25, None]
    assert copies.contacts(taken.person)[0].endswith(", 25 minutes")
    assert [row["minutes"] for row in copied_fields.contacts(taken.person)] == [25, None]


def test_first_contact_is_kept(taken, worker, time_machine):
    try_it(taken, worker, Result.LATER)
    time_machine.move_to(NOW + DAY, tick=False)
    try_it(taken, worker, Result.REACHED, step="Go together", on=TODAY + DAY)
    assert taken.contacted_at == NOW


def test_who_does_not_want_it_is_to_be_closed(taken, worker):
    try_it(taken, worker, Result.DECLINED)
    assert (taken.state, taken.next_step_on) == (CaseState.CLOSING, TODAY)


@pytest.mark.parametrize(("on", "next_on"), [(None, date(2026, 12, 8)), (date(2026, 12, 11), date(2026, 12, 11))])
def test_after_no_answer_the_next_try_has_a_day(taken, worker, on, next_on):
    try_it(taken, worker, on=on)
    assert (taken.state, taken.next_step_on) == (CaseState.CALLING, next_on)


def test_next_try_is_on_no_holiday(taken, worker, time_machine):
    time_machine.move_to(datetime(2026, 12, 24, 15, tzinfo=UTC), tick=False)
    try_it(taken, worker)
    assert taken.next_step_on == date(2026, 12, 29)  # after Christmas, a weekend and Boxing Day’s own holiday


def test_new_work_is_taken_before_anybody_calls(case, worker):
    refused("case_not_taken", attempts.note, case, means=Means.PHONE, result=Result.NO_ANSWER, by=worker)


def test_who_asked_not_to_be_contacted_is_only_met(centre, worker):
    case = CaseFactory(prescription__centre=centre, prescription__reach=Reach.NOBODY)
    casework.take(case, by=worker)
    refused("not_to_be_contacted", attempts.note, case, means=Means.PHONE, result=Result.NO_ANSWER, by=worker)
    try_it(case, worker, Result.REACHED, Means.IN_PERSON, step="Comes on Friday", on=TODAY)
    assert case.state == CaseState.ACTIVE


@pytest.mark.parametrize(
    ("tries", "enough"),
    [
        ([(0, Means.PHONE)] * 4, False),  # four calls on one day are one try
        ([(0, Means.PHONE)] * 3 + [(0, Means.LETTER)], True),
        ([(0, Means.PHONE)] * 2 + [(1, Means.PHONE)] * 2, True),
        ([(0, Means.PHONE), (1, Means.LETTER), (2, Means.TEXT)], False),
    ],
)
def test_could_not_be_reached_is_a_considered_answer(taken, worker, time_machine, tries, enough):
    for days, means in tries:
        time_machine.move_to(NOW + days * DAY, tick=False)
        try_it(taken, worker, means=means)
    assert attempts.in_vain(taken).are_enough is enough
    assert taken.state == CaseState.CALLING  # nothing follows from it by itself
    if enough:
        casework.close(taken, reason=ClosedReason.UNREACHED, by=worker)
        assert taken.state == CaseState.CLOSED
    else:
        refused("tries_too_few", casework.close, taken, reason=ClosedReason.UNREACHED, by=worker)


def test_tries_before_we_last_spoke_do_not_count(taken, worker):
    for result in (Result.NO_ANSWER, Result.NO_ANSWER, Result.LATER, Result.MESSAGE):
        try_it(taken, worker, result)
    assert attempts.in_vain(taken).count == 1


def test_a_wrong_number_is_known_and_can_be_an_end(taken, worker):
    try_it(taken, worker, Result.WRONG_NUMBER)
    assert attempts.in_vain(taken).is_number_wrong
    casework.close(taken, reason=ClosedReason.UNREACHED, by=worker)
    assert taken.state == CaseState.CLOSED


def test_centre_decides_after_how_many_tries(taken, worker, centre):
    type(centre).objects.filter(pk=centre.pk).update(tries_before_unreached=2)
    case = Case.objects.select_related("centre").get(pk=taken.pk)
    try_it(case, worker)
    try_it(case, worker, means=Means.TEXT)
    assert attempts.in_vain(Case.objects.get(pk=case.pk)).are_enough


# --- agreements -------------------------------------------------------------------------------------


def test_after_the_agreement_is_taken_back_only_an_end_follows(taken, worker):
    consents.withdraw(person=taken.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    for means in Means:
        refused("agreement_taken_back", attempts.note, taken, means=means, result=Result.REACHED, by=worker)
    for stands in set(casework.MOVES) - {CaseState.CLOSING}:
        refused("agreement_taken_back", casework.plan, taken, stands=stands, step="Go", on=TODAY, by=worker)
    casework.plan(taken, stands=CaseState.CLOSING, by=worker)
    casework.close(taken, reason=ClosedReason.DECLINED, by=worker)
    refused("agreement_taken_back", casework.reopen, taken, step="Go", on=TODAY, by=worker)


def test_an_agreement_given_again_lets_it_go_on(taken, worker):
    consents.withdraw(person=taken.person, purpose=Purpose.REFERRAL, by=SYSTEM, now=NOW)
    consents.give(person=taken.person, purpose=Purpose.REFERRAL, by=SYSTEM, now=NOW + DAY)
    casework.plan(taken, stands=CaseState.ACTIVE, step="Go", on=TODAY, by=worker)
    assert list(Case.visible_to(worker).taken_back()) == []


def test_an_agreement_taken_back_moves_nothing_and_is_found(taken, worker, centre):
    CaseFactory(prescription__centre=centre)
    consents.withdraw(person=taken.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    assert [case.pk for case in Case.visible_to(worker).taken_back()] == [taken.pk]
    taken.refresh_from_db()
    assert taken.state == CaseState.CALLING
