"""The caseload at the desk, the page of a case, and its forms."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.actors import SYSTEM, Role
from core.models import AuditEvent
from people.models import Person
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Case, CaseState, ClosedReason, ContactAttempt, Level, Need, Reach, Urgency
from prescriptions.services import intake
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, StaffRoleFactory
from tests.factories.prescriptions import CaseFactory, ContactAttemptFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
LIST = "desk_cases:caseload"


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def worker(centre):
    return StaffRoleFactory(role=Role.LINK_WORKER, centre=centre, user__name="Priya Raman").user


@pytest.fixture
def desk(worker):
    return signed_in(worker)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def taken(centre, worker, today):
    return CaseFactory(
        prescription__centre=centre, state=CaseState.CALLING, owner=worker, next_step_on=today, next_step="After five"
    )


def address(name, case):
    return reverse(f"desk_cases:{name}", args=[case.prescription.public_id])


def listed(desk, **query):
    return [line.case for line in desk.get(reverse(LIST), query).context["lines"]]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("stepless", [False, True])
def test_caseload_takes_the_same_queries_however_many(
    number, stepless, centre, worker, desk, today, django_assert_num_queries
):
    more = {} if stepless else {"next_step_on": today}
    CaseFactory.create_batch(number, prescription__centre=centre, state=CaseState.ACTIVE, owner=worker, **more)
    with django_assert_num_queries(14):
        response = desk.get(reverse(LIST))
    assert len(response.context["lines"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_search_takes_the_same_queries_however_many(number, centre, desk, django_assert_num_queries):
    for count in range(number):
        CaseFactory(prescription__centre=centre, prescription__person__name=f"Zoltan Hall {'abc'[count]}")
    desk.post(reverse("desk_cases:search"), {"q": "zoltan"})
    with django_assert_num_queries(15):
        response = desk.get(reverse("desk_cases:search"))
    assert len(response.context["lines"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_however_long_its_history(number, taken, desk, django_assert_num_queries):
    ContactAttemptFactory.create_batch(number, case=taken)
    with django_assert_num_queries(24):
        response = desk.get(address("case", taken))
    assert len(response.context["history"]) == number


def test_what_has_no_next_step_stands_first_then_what_is_due_first(centre, worker, desk, today):
    later, sooner, none = (
        CaseFactory(prescription__centre=centre, state=CaseState.ACTIVE, owner=worker, next_step_on=day)
        for day in (today, today - timedelta(days=2), None)
    )
    assert listed(desk) == [none, sooner, later]


def test_pages_go_on_from_those_without_a_step(centre, worker, desk, today, monkeypatch):
    monkeypatch.setattr("prescriptions.views.caseload.PER_PAGE", 2)
    dated = [
        CaseFactory(prescription__centre=centre, state=CaseState.ACTIVE, owner=worker, next_step_on=today)
        for _one in range(2)
    ]
    none = CaseFactory.create_batch(3, prescription__centre=centre, state=CaseState.ACTIVE, owner=worker)
    assert [listed(desk, page=page) for page in (1, 2, 3)] == [none[:2], [none[2], dated[0]], [dated[1]]]


def test_places_are_counted(centre, worker, desk, today):
    for state in (CaseState.CALLING, CaseState.WAITING, CaseState.WAITING):
        later = today + timedelta(days=3)
        CaseFactory(prescription__centre=centre, state=state, owner=worker, next_step_on=later)
    CaseFactory(prescription__centre=centre)  # new and nobody's
    places = desk.get(reverse(LIST)).context["places"]
    assert [place.number for place in places] == [0, 0, 1, 2, 0, 0, 0]
    assert len(listed(desk, stands="waiting")) == 2


def test_mine_everybodys_and_nobodys(centre, worker, desk, taken):
    other = StaffRoleFactory(role=Role.LINK_WORKER, centre=centre).user
    theirs = CaseFactory(prescription__centre=centre, state=CaseState.ACTIVE, owner=other)
    new = CaseFactory(prescription__centre=centre)
    CaseFactory()  # at another centre
    assert listed(desk) == [taken]
    assert listed(desk, whose="all", owner=other.pk) == [theirs]
    assert set(listed(desk, whose="all")) == {taken, theirs, new}
    assert listed(desk, whose="nobody") == [new]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({}, 3),
        ({"need": "food"}, 1),
        ({"level": "medium"}, 1),
        ({"language": "fr"}, 1),
        ({"language": "interpreter"}, 1),
        ({"need": "food", "level": "medium"}, 0),
        ({"need": "x", "owner": "x", "page": "x", "stands": "x"}, 3),
    ],
)
def test_list_is_narrowed_down(query, number, centre, desk):
    CaseFactory(prescription__centre=centre, prescription__needs=[Need.FOOD])
    CaseFactory(prescription__centre=centre, prescription__level=Level.MEDIUM, prescription__person__language="fr")
    CaseFactory(prescription__centre=centre, prescription__person__interpreter="Arabic")
    assert len(listed(desk, whose="all", **query)) == number


def test_line_says_what_for_how_urgent_and_whose(centre, desk, taken):
    page = desk.get(reverse(LIST)).text
    for words in ("Brian Hall", "Grief and company and belonging", "holistic", "After five", "Priya Raman", "Today"):
        assert words in page


def test_list_is_a_look_at_everybody_on_it(desk, taken):
    desk.get(reverse(LIST))
    assert list(AuditEvent.objects.values_list("action", "person_id")) == [("person.listed", taken.person_id)]


def test_urgent_is_called_within_two_working_days(centre, worker, time_machine):
    opened = timezone.make_aware(timezone.datetime(2026, 12, 24, 10))
    CaseFactory(prescription__centre=centre, prescription__urgency=Urgency.URGENT, prescription__written_at=opened)
    found = []
    for day in (29, 30, 31):
        time_machine.move_to(opened + timedelta(days=day - 24), tick=False)
        [line] = signed_in(worker).get(reverse(LIST), {"whose": "nobody"}).context["lines"]
        found.append((line.call_by, line.is_long))
    last = date(2026, 12, 30)  # not counting Christmas, the weekend, and Boxing Day’s day off
    assert found == [(last, False), (last, False), (last, True)]


@pytest.mark.parametrize(
    ("state", "weeks", "is_long"),
    [
        (CaseState.WAITING, 2, False),
        (CaseState.WAITING, 4, True),
        (CaseState.CALLING, 4, True),
        (CaseState.ACTIVE, 4, False),
        (CaseState.FOLLOWING, 4, False),
    ],
)
def test_what_stands_too_long_is_marked(centre, worker, desk, today, state, weeks, is_long):
    since = timezone.now() - timedelta(weeks=weeks)
    CaseFactory(prescription__centre=centre, state=state, owner=worker, state_since=since, next_step_on=today)
    [line] = desk.get(reverse(LIST)).context["lines"]
    assert (line.is_long, line.stood) == (is_long, f"here for {weeks} weeks" if weeks > 2 else "here for 2 weeks")


def test_centre_that_marks_nothing_marks_nothing(centre, worker, desk, today):
    type(centre).objects.update(case_stands_weeks=0)
    since = timezone.now() - timedelta(weeks=40)
    CaseFactory(
        prescription__centre=centre, state=CaseState.WAITING, owner=worker, state_since=since, next_step_on=today
    )
    [line] = desk.get(reverse(LIST)).context["lines"]
    assert not line.is_long


# --- finding somebody -------------------------------------------------------------------------------


def test_search_keeps_names_out_of_the_address(desk, taken):
    answer = desk.post(reverse("desk_cases:search"), {"q": "brian"}, follow=True)
    assert answer.redirect_chain == [(reverse("desk_cases:search"), 302)]
    assert [line.case for line in answer.context["lines"]] == [taken]


def test_search_finds_what_is_closed_and_nothing_of_another_centre(centre, desk, today):
    closed = CaseFactory(
        prescription__centre=centre,
        state=CaseState.CLOSED,
        closed_at=timezone.now(),
        closed_reason=ClosedReason.DECLINED,
    )
    CaseFactory()
    found = desk.post(reverse("desk_cases:search"), {"q": "brian"}, follow=True)
    assert [line.case for line in found.context["lines"]] == [closed]
    nobody = desk.post(reverse("desk_cases:search"), {"q": "walter"}, follow=True)
    assert "Nobody with a prescription has this name" in nobody.text


# --- the page ---------------------------------------------------------------------------------------


def test_page_tells_what_the_next_call_needs(taken, desk):
    ContactPointFactory(person=taken.person, value="+14165550123")
    consents.give(person=taken.person, purpose=Purpose.WORD_BACK, by=SYSTEM)
    page = desk.get(address("case", taken)).text
    said = ("Brian Hall", "He misses somebody to have breakfast with.", "none known", "After five", "416-555-0123")
    assert [words for words in (*said, "nurse practitioner", "A phone call") if words not in page] == []
    assert list(AuditEvent.objects.filter(action="case.viewed").values_list("person_id", flat=True)) == [
        taken.person_id
    ]


def test_risks_stand_above_all_else(centre, desk):
    case = CaseFactory(prescription__centre=centre, prescription__risks="some", prescription__risk_words="A loose dog")
    page = desk.get(address("case", case)).text
    assert page.index("A loose dog") < page.index("Take them on") < page.index("How to reach them")


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.MANAGER])
def test_nobody_at_another_centre_finds_it(role, taken):
    assert staff_client(role).get(address("case", taken)).status_code == 404


def test_who_asked_not_to_be_contacted_has_no_number_here(centre, desk):
    case = CaseFactory(prescription__centre=centre, prescription__reach=Reach.NOBODY)
    ContactPointFactory(person=case.person, value="+14165550123")
    page = desk.get(address("case", case)).text
    assert "They asked not to be contacted: they come to us." in page
    assert "5550123" not in page.replace("-", "")


def test_after_the_agreement_is_taken_back_the_page_says_stop(taken, desk):
    ContactPointFactory(person=taken.person, value="+14165550123")
    consents.withdraw(person=taken.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    page = desk.get(address("case", taken)).text
    assert "They have taken back their agreement: stop, and close" in page
    for gone in ("416-555-0123", "Write down a try", "Go on at another centre"):
        assert gone not in page
    assert "agreement taken back" in desk.get(reverse(LIST)).text


def test_a_revoked_prescription_says_why(taken, desk):
    intake.revoke(taken.prescription, reason="Written for somebody else", by=SYSTEM)
    page = desk.get(address("case", taken)).text
    assert "The prescription was revoked: stop, and close" in page
    assert "Written for somebody else" in page


def test_page_proposes_to_think_about_it_after_enough_tries(taken, desk):
    for days in range(4):
        ContactAttemptFactory(case=taken, at=timezone.now() - timedelta(days=days))
    assert "4 tries in vain. Think about it" in desk.get(address("case", taken)).text


# --- its forms --------------------------------------------------------------------------------------


def fields(day, name="on"):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_a_case_from_the_first_call_to_the_end_and_on(centre, desk, worker, today):
    case = CaseFactory(prescription__centre=centre)
    desk.post(address("take", case))
    desk.post(address("try", case), {"means": "phone", "result": "no_answer"})
    reached = {"means": "phone", "result": "reached", "step": "Go together", "words": "Mornings", **fields(today)}
    desk.post(address("try", case), reached)
    case.refresh_from_db()
    assert (case.state, case.owner, case.next_step) == (CaseState.ACTIVE, worker, "Go together")
    desk.post(address("step", case), {"stands": "following"})
    case.refresh_from_db()
    assert (case.state, case.next_step_on) == (CaseState.FOLLOWING, today + timedelta(weeks=2))
    desk.post(address("close", case), {"reason": "completed", "outcome": "all", "words": "I sing."})
    case.refresh_from_db()
    assert (case.state, case.outcome_words) == (CaseState.CLOSED, "I sing.")
    assert "I sing." in desk.get(address("case", case)).text
    desk.post(address("reopen", case), {"step": "She called", **fields(today)})
    case.refresh_from_db()
    assert case.state == CaseState.ACTIVE


@pytest.mark.parametrize(
    ("name", "answers", "field"),
    [
        ("try", {"means": "phone", "result": "reached"}, "step"),
        ("try", {"means": "phone", "result": "reached", "step": "Go"}, "on"),
        ("try", {"result": "reached", "step": "Go"}, "means"),
        ("try", {"means": "phone", "result": "no_answer", "on_day": "1", "on_month": "1", "on_year": "2020"}, "on"),
        ("try", {"means": "phone", "result": "no_answer", "minutes": "0"}, "minutes"),
        ("step", {"stands": "waiting", "words": ""}, "step"),
        ("step", {"stands": "new"}, "stands"),
        ("close", {"reason": "completed"}, "outcome"),
        ("close", {"reason": "unreached"}, "reason"),
        ("hand_over", {"to": "9999"}, "to"),
        ("transfer", {}, "to"),
    ],
)
def test_bad_answers_are_refused_at_the_field(taken, desk, name, answers, field):
    page = desk.post(address(name, taken), answers)
    assert list(page.context["form"].errors) == [field]
    assert ContactAttempt.objects.count() == 0
    assert answers.get("step", "") in page.text


def test_agreement_is_asked_at_its_field(taken, desk):
    page = desk.post(address("transfer", taken), {"to": CentreFactory().pk})
    assert list(page.context["form"].errors) == ["agrees"]


def test_do_not_contact_is_said_at_the_field(centre, worker, desk):
    case = CaseFactory(
        prescription__centre=centre, prescription__reach=Reach.NOBODY, state=CaseState.CALLING, owner=worker
    )
    page = desk.post(address("try", case), {"means": "phone", "result": "no_answer"})
    assert list(page.context["form"].errors) == ["means"]


def test_it_is_handed_over_and_given_back_on_the_page(taken, centre, desk):
    other = StaffRoleFactory(role=Role.MANAGER, centre=centre).user
    desk.post(address("hand_over", taken), {"to": other.pk})
    taken.refresh_from_db()
    assert taken.owner == other
    desk.post(address("give_back", taken))
    taken.refresh_from_db()
    assert (taken.state, taken.owner) == (CaseState.NEW, None)


def test_it_goes_on_at_another_centre_from_the_page(taken, desk):
    elsewhere = CentreFactory()
    desk.post(address("transfer", taken), {"to": elsewhere.pk, "agrees": "on"})
    assert Case.objects.filter(centre=elsewhere, state=CaseState.NEW, person=taken.person).count() == 1


def test_second_taker_reads_that_somebody_was_faster(centre, desk, taken):
    page = desk.post(address("take", taken), follow=True)
    assert "Somebody else was faster" in page.text


def test_forms_are_looks_as_well(taken, desk):
    for name in ("try", "step", "close", "hand_over", "transfer"):
        desk.get(address(name, taken))
    assert AuditEvent.objects.filter(action="case.viewed", person_id=taken.person_id).count() == 5


# --- the desk's first screen ------------------------------------------------------------------------


def test_first_screen_shows_due_new_and_taken_back(centre, desk, taken):
    CaseFactory(prescription__centre=centre, prescription__person__name="Ana Silva", prescription__urgency=2)
    back = CaseFactory(prescription__centre=centre, state=CaseState.ACTIVE, prescription__person__name="Li Wei")
    consents.withdraw(person=back.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    page = desk.get(reverse("desk:home")).text
    for words in ("1 thing is due today", "1 person is new", "Ana Silva", "Call by", "Li Wei", "agreement taken back"):
        assert words in page
    seen = AuditEvent.objects.filter(action="person.listed", person_id__in=Person.objects.values("pk"))
    assert set(seen.values_list("person_id", flat=True)) >= {taken.person_id, back.person_id}


def test_manager_sees_everybodys_and_a_coordinator_nothing(centre, taken):
    assert "1 thing is due today" in staff_client(Role.MANAGER, centre=centre).get(reverse("desk:home")).text
    page = staff_client(Role.COORDINATOR, centre=centre).get(reverse("desk:home")).text
    assert [words for words in ("Caseload", "Brian Hall") if words in page] == []
