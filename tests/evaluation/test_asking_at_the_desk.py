"""Staff ask whether they may, ask, print, copy papers, and decide what is asked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from core.actors import SYSTEM, Role
from core.models import AuditEvent
from evaluation.asking import code_of
from evaluation.instruments import DECLINED, newest
from evaluation.models import Measure, MeasuringPlan, Score, Sitting, SittingState, Way
from evaluation.sections import HowItIs
from evaluation.services import answering, sittings
from people import wordings
from people.actors import for_user
from people.models import Consent
from people.models.consent import Purpose
from people.services import consents
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.evaluation import MeasuringPlanFactory, SittingFactory
from tests.factories.people import PersonFactory, StaffRoleFactory
from tests.factories.prescriptions import CaseFactory
from tests.pdf import needs_press, words
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
UCLA, BELONGING, SWEMWBS, EQ5D = (newest(slug).key for slug in ("ucla3", "belonging", "swemwbs", "eq5d5l"))
OFTEN = {"companionship": "3", "left_out": "2", "isolated": DECLINED}


@pytest.fixture
def sitting():
    return SittingFactory(instruments=[UCLA, SWEMWBS])


def worker_of(thing, role=Role.LINK_WORKER):
    return staff_client(role, centre=thing.centre)


def at(name, sitting, way=Way.STAFF, **more):
    return reverse(f"desk_measures:{name}", kwargs={"public_id": sitting.public_id, "way": way, **more})


def case_page(case):
    return reverse("desk_cases:case", args=[case.prescription.public_id])


def test_link_worker_asks_and_answers_are_theirs_with_who_wrote_them_down(sitting):
    user = StaffRoleFactory(centre=sitting.centre, role=Role.LINK_WORKER).user
    client = signed_in(user)
    assert client.post(at("start", sitting)).url == at("page", sitting, number=1)
    client.post(at("page", sitting, number=1), OFTEN)
    measure = Measure.objects.get()
    assert (measure.way, measure.by_user_id) == (Way.STAFF, user.pk)
    client.post(at("end", sitting))
    sitting.refresh_from_db()
    assert sitting.state == SittingState.DONE
    assert AuditEvent.objects.filter(action="sitting.viewed", person_id=sitting.person_id).exists()


def test_asking_now_opens_what_is_planned():
    planned = SittingFactory(state=SittingState.PLANNED)
    worker_of(planned).post(at("start", planned))
    planned.refresh_from_db()
    assert planned.state == SittingState.OPEN


def test_begin_pressed_while_it_is_called_off_says_that_nothing_is_asked(monkeypatch):
    planned = SittingFactory(state=SittingState.PLANNED)
    real = sittings.begin_now

    def overtaken(sitting, **how):
        sittings.call_off_for([planned.person_id], by=SYSTEM)
        return real(sitting, **how)

    monkeypatch.setattr(sittings, "begin_now", overtaken)
    answer = worker_of(planned).post(at("start", planned), follow=True)
    assert b"Nothing is asked any more" in answer.content


def test_scores_of_a_licensed_instrument_are_brought_along_without_its_words(sitting):
    client = worker_of(sitting)
    page = client.post(at("page", sitting, number=2), {"well_being": "40"})
    assert list(page.context["form"].errors) == ["well_being"]
    client.post(at("page", sitting, number=2), {"well_being": "21.5"})
    assert Score.objects.get(scale="well_being").value == 21.5
    client.post(at("page", sitting, number=2), {"well_being": "22"})
    assert Score.objects.get(scale="well_being").value == 22


def test_scores_can_still_be_brought_once_the_questions_are_answered(sitting):
    answering.finish(sitting, by=SYSTEM)
    client = worker_of(sitting)
    assert at("start", sitting) in client.get(case_page(sitting.case)).content.decode()
    assert client.get(at("start", sitting)).url == at("page", sitting, number=2)
    page = client.get(at("page", sitting, number=2))
    assert list(page.context["form"].fields) == ["well_being"]
    assert b"They do not want to, this time" not in page.content
    assert b"Nothing is asked any more" in client.post(at("page", sitting, number=1), OFTEN).content
    assert client.post(at("page", sitting, number=2), {"well_being": "21.5"}).url == at("end", sitting)
    assert Score.objects.get().value == 21.5
    assert at("page", sitting, number=2) in client.get(at("end", sitting)).content.decode()
    assert client.post(at("end", sitting)).url == case_page(sitting.case)


def test_what_was_answered_takes_no_scores_where_it_asks_for_none_or_has_closed(sitting):
    no_scores = SittingFactory(case=sitting.case, time_point="months3")
    client = worker_of(sitting)
    for row in (sitting, no_scores):
        answering.finish(row, by=SYSTEM)
    Sitting.objects.filter(pk=sitting.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    for row in (sitting, no_scores):
        assert at("start", row) not in client.get(case_page(row.case)).content.decode()
        assert b"Nothing is asked any more" in client.get(at("start", row)).content
        assert b"Nothing is asked any more" in client.get(at("page", row, number=1)).content


def test_one_of_two_scores_may_be_lacking():
    sitting = SittingFactory(instruments=[EQ5D])
    worker_of(sitting).post(at("page", sitting, number=1), {"vas": "80", "index": ""})
    kept = {score.scale: (score.value, score.lack) for score in Score.objects.all()}
    assert kept == {"vas": (80, ""), "index": (None, "missing")}


def test_scores_are_told_and_taken_as_french_writes_numbers():
    sitting = SittingFactory(instruments=[EQ5D])
    with translation.override("fr"):
        client, address = worker_of(sitting), at("page", sitting, number=1)
        said = client.get(address).content.decode()
        assert "-0,148" in said
        assert "0,949" in said
        refused = client.post(address, {"index": "1,5"}).context["form"].errors["index"]
        assert "0,949" in str(refused)
        client.post(address, {"index": "0,87"})
        assert Score.objects.get(scale="index").value == 0.87
        assert "0,87 (-0,148–0,949)" in client.get(case_page(sitting.case)).content.decode()


@needs_press
@pytest.mark.parametrize(("language", "title"), [("en", "A few questions for you"), ("fr", "Code")])
def test_paper_has_a_code_and_no_name(sitting, language, title):
    sitting.person.name = "Zinnia Moss"
    sitting.person.save()
    answer = worker_of(sitting).get(
        reverse("desk_measures:print", args=[sitting.public_id]), {"language": language, "size": "large"}
    )
    said = words(answer)
    assert title in said
    assert code_of(sitting).split("-")[1] in said
    assert "Zinnia" not in said


def test_code_leads_to_the_paper_that_is_copied(sitting):
    client, address = worker_of(sitting), reverse("desk_measures:by_code")
    assert client.post(address, {"code": code_of(sitting).lower()}).url == at("start", sitting, Way.PAPER)
    client.post(at("page", sitting, Way.PAPER, number=1), OFTEN)
    assert Measure.objects.get().way == Way.PAPER
    wrong = client.post(address, {"code": "41-AAAA-AAAA-AAAA"})
    assert list(wrong.context["form"].errors) == ["code"]
    assert wrong.context["form"]["code"].value() == "41-AAAA-AAAA-AAAA"
    elsewhere = staff_client(Role.LINK_WORKER).post(address, {"code": code_of(sitting)})
    assert list(elsewhere.context["form"].errors) == ["code"]


def test_no_other_way_and_no_other_centre(sitting):
    assert worker_of(sitting).get(at("start", sitting, "web")).status_code == 404
    assert staff_client(Role.LINK_WORKER).get(at("start", sitting)).status_code == 404
    assert worker_of(sitting, Role.COORDINATOR).get(at("start", sitting)).status_code == 403
    assert worker_of(sitting, Role.EVALUATOR).get(at("start", sitting)).status_code == 403


def test_champion_who_leads_the_group_never_asks_even_as_a_link_worker(sitting):
    role = StaffRoleFactory(centre=sitting.centre, role=Role.LINK_WORKER)
    champion = ChampionFactory(centre=sitting.centre, person=PersonFactory(user=role.user))
    client = signed_in(role.user)
    assert client.get(at("start", sitting)).status_code == 200
    group = ActivityFactory(centre=sitting.centre, leaders=[champion])
    BookingFactory(session=SessionFactory(activity=group), person=sitting.person)
    for address in (at("start", sitting), at("page", sitting, number=1)):
        assert client.get(address).status_code == 403
    assert client.post(at("page", sitting, number=1), OFTEN).status_code == 403
    assert not Measure.objects.exists()
    assert b"You lead a group of theirs" in client.get(case_page(sitting.case)).content


def test_consent_is_asked_in_its_own_words_and_what_is_due_comes_at_once():
    case = CaseFactory(opened_at=timezone.now() - timedelta(days=1))
    MeasuringPlanFactory(centre=case.centre)
    client, address = worker_of(case), reverse("desk_measures:agree", args=[case.prescription.public_id])
    assert wordings.said(wordings.ASKED_HOW, Purpose.EVALUATION, "en") in client.get(case_page(case)).content.decode()
    client.post(address, {"yes": "yes"})
    given = Consent.objects.get(person=case.person, purpose=Purpose.EVALUATION)
    assert (given.given, given.wording) == (True, wordings.ASKED_HOW)
    sitting = Sitting.objects.get(case=case)
    assert at("start", sitting) in client.get(case_page(case)).content.decode()


def test_taking_it_back_calls_off_what_is_open(sitting, django_capture_on_commit_callbacks):
    client = worker_of(sitting)
    MeasuringPlanFactory(centre=sitting.centre)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("desk_measures:agree", args=[sitting.case.prescription.public_id]), {"no": "no"})
    sitting.refresh_from_db()
    assert sitting.state == SittingState.CALLED_OFF
    assert at("start", sitting) not in client.get(case_page(sitting.case)).content.decode()


def test_after_a_no_staff_read_no_answers_any_more(sitting):
    client = worker_of(sitting)
    client.post(at("page", sitting, number=1), OFTEN)
    client.post(at("page", sitting, number=2), {"well_being": "21.5"})
    assert "21.5" in client.get(case_page(sitting.case)).content.decode()
    consents.withdraw(person=sitting.person, purpose=Purpose.EVALUATION, by=SYSTEM)
    assert "21.5" not in client.get(case_page(sitting.case)).content.decode()
    for name, more in (("start", {}), ("page", {"number": 1}), ("page", {"number": 2}), ("end", {})):
        page = client.get(at(name, sitting, **more))
        assert b"Nothing is asked any more" in page.content
        assert b"21.5" not in page.content
    consents.give(person=sitting.person, purpose=Purpose.EVALUATION, by=SYSTEM)
    assert "21.5" in client.get(case_page(sitting.case)).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_case_page_asks_the_same_number_of_queries_for_any_number_of_sittings(rows, django_assert_num_queries):
    case = CaseFactory()
    for point in ("baseline", "months3", "months6")[:rows]:
        SittingFactory(case=case, time_point=point)
    actor = for_user(StaffRoleFactory(centre=case.centre, role=Role.LINK_WORKER).user)
    request = type("R", (), {"actor": actor})()
    with django_assert_num_queries(5):
        assert len(HowItIs().get_context_data({"request": request, "case": case})["lines"]) == rows


def test_manager_decides_with_sources_and_licences_in_sight():
    client = staff_client(Role.MANAGER)
    address = reverse("desk_measures:plan")
    page = client.get(address).content.decode()
    assert "Open Government Licence" in page
    assert "The centre needs a licence of its own" in page
    said = {"is_on": "yes", "instruments": ["ucla3", "swemwbs"], "open_for_days": "21", "reminders": "2"}
    refused = client.post(address, said)
    assert list(refused.context["form"].errors) == ["instruments"]
    assert refused.context["form"]["open_for_days"].value() == "21"
    client.post(address, {**said, "time_points": ["baseline", "closing"]})
    plan = MeasuringPlan.objects.get()
    assert (plan.is_on, plan.instruments, plan.time_points) == (True, ["ucla3", "swemwbs"], ["baseline", "closing"])
    assert (plan.open_for_days, plan.reminders) == (21, 2)
    assert staff_client(Role.LINK_WORKER).get(address).status_code == 403


def test_too_many_questions_and_odd_numbers_are_refused_at_their_field():
    client, address = staff_client(Role.MANAGER), reverse("desk_measures:plan")
    said = {"is_on": "yes", "time_points": ["baseline"], "open_for_days": "90", "reminders": "1"}
    refused = client.post(address, {**said, "instruments": ["ucla3"]})
    assert list(refused.context["form"].errors) == ["open_for_days"]
    every = ["ucla3", "ons4", "health", "belonging", "lonely1", "matters"]
    refused = client.post(address, {**said, "open_for_days": "28", "instruments": every})
    assert list(refused.context["form"].errors) == ["instruments"]
