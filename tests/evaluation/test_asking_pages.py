"""A client is asked on the web: on their own page, or by the link in a message."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.actors import SYSTEM, Role
from evaluation.asking import token_of
from evaluation.instruments import DECLINED, newest
from evaluation.models import Measure, SittingState, Way
from people.models.consent import Purpose
from people.services import consents
from tests.factories.champions import ChampionFactory
from tests.factories.evaluation import SittingFactory
from tests.factories.people import UserFactory
from tests.factories.prescriptions import CaseFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
UCLA, MATTERS, SWEMWBS = (newest(slug).key for slug in ("ucla3", "matters", "swemwbs"))
OFTEN = {"companionship": "3", "left_out": "2", "isolated": "1"}


def sitting_of_an_account(**fields):
    case = CaseFactory(prescription__person__user=UserFactory())
    return SittingFactory(case=case, **fields)


@pytest.fixture(name="sitting")
def _sitting():
    return sitting_of_an_account(instruments=[UCLA, MATTERS])


def at(name, sitting, **more):
    return reverse(f"my_questions:{name}", kwargs={"public_id": sitting.public_id, **more})


def by_link(name, sitting, **more):
    return reverse(f"questions:{name}", kwargs={"token": token_of(sitting), **more})


def mine(sitting):
    return signed_in(sitting.person.user)


def state_of(sitting):
    sitting.refresh_from_db()
    return sitting.state


def test_client_answers_in_two_goes(sitting):
    client = mine(sitting)
    client.post(at("start", sitting))
    assert client.post(at("page", sitting, number=1), OFTEN).url == at("page", sitting, number=2)
    again = mine(sitting)
    assert b"Go on" in again.get(at("start", sitting)).content
    assert again.post(at("start", sitting)).url == at("page", sitting, number=2)
    said = {"own_words": "To fish again", "matters": "4"}
    assert again.post(at("page", sitting, number=2), said).url == at("end", sitting)
    assert again.post(at("end", sitting)).url == reverse("my:home")
    assert state_of(sitting) == SittingState.DONE
    measure = Measure.objects.get(instrument=MATTERS)
    assert (measure.own_words, measure.answers, measure.way) == ("To fish again", {"matters": 4}, Way.WEB)


def test_skipping_is_not_declining(sitting):
    mine(sitting).post(at("page", sitting, number=1), {"companionship": DECLINED, "left_out": "2"})
    assert Measure.objects.get().answers == {"companionship": DECLINED, "left_out": 2}
    mine(sitting).post(at("page", sitting, number=2), {})
    assert not Measure.objects.filter(instrument=MATTERS).exists()


def test_what_is_no_answer_is_refused_at_its_question_and_nothing_is_lost(sitting):
    shown = mine(sitting).post(at("page", sitting, number=1), {**OFTEN, "isolated": "7"})
    assert list(shown.context["form"].errors) == ["isolated"]
    assert shown.context["form"]["companionship"].value() == "3"
    assert not Measure.objects.exists()


def test_own_words_of_the_last_time_are_rated_again(sitting):
    earlier = SittingFactory(case=sitting.case, time_point="months3", instruments=[MATTERS])
    mine(sitting).post(at("page", earlier, number=1), {"own_words": "To fish again", "matters": "1"})
    page = mine(sitting).get(at("page", sitting, number=2))
    assert page.context["form"]["own_words"].value() == "To fish again"
    through = Client().get(by_link("page", sitting, number=2))
    assert b"To fish again" not in through.content
    Client().post(by_link("page", sitting, number=2), {"own_words": "", "matters": "5"})
    assert Measure.objects.get(sitting=sitting).own_words == "To fish again"


def words_of(sitting):
    return Measure.objects.get(sitting=sitting, instrument=MATTERS).own_words


def test_words_that_they_take_out_are_gone_by_every_door(sitting):
    earlier = SittingFactory(case=sitting.case, time_point="months3", instruments=[MATTERS])
    mine(sitting).post(at("page", earlier, number=1), {"own_words": "To fish again", "matters": "1"})
    mine(sitting).post(at("page", sitting, number=2), {"own_words": "To sleep", "matters": "4"})
    mine(sitting).post(at("page", sitting, number=2), {"own_words": " ", "matters": "4"})
    assert words_of(sitting) == ""
    assert mine(sitting).get(at("page", sitting, number=2)).context["form"]["own_words"].value() == ""
    Client().post(by_link("page", sitting, number=2), {"own_words": "", "matters": "5"})
    assert words_of(sitting) == ""
    assert words_of(earlier) == "To fish again"
    later = SittingFactory(case=sitting.case, time_point="months6", instruments=[MATTERS])
    assert mine(sitting).get(at("page", later, number=1)).context["form"]["own_words"].value() == ""


def test_words_taken_out_without_an_answer_are_gone_too(sitting):
    mine(sitting).post(at("page", sitting, number=2), {"own_words": "To fish again"})
    mine(sitting).post(at("page", sitting, number=2), {"own_words": ""})
    assert words_of(sitting) == ""


def test_link_shows_nothing_that_was_said_and_opens_nothing_else(sitting):
    mine(sitting).post(at("page", sitting, number=1), OFTEN)
    page = Client().get(by_link("page", sitting, number=1))
    assert b"checked" not in page.content
    assert Client().post(by_link("end", sitting)).url == reverse("questions:thanks")
    assert state_of(sitting) == SittingState.DONE
    assert Client().get(reverse("questions:start", args=["made-up"])).status_code == 404
    assert Client().get(at("start", sitting)).status_code == 302


def test_not_this_time_ends_it_and_says_that_nothing_changes(sitting):
    client = mine(sitting)
    assert b"changes nothing about your care" in client.get(at("page", sitting, number=1)).content
    client.post(at("decline", sitting))
    assert state_of(sitting) == SittingState.DECLINED
    assert b"Nothing is asked any more" in client.get(at("page", sitting, number=1)).content


def test_after_withdrawal_nothing_shows_any_more(sitting, django_capture_on_commit_callbacks):
    client = mine(sitting)
    assert at("start", sitting) in client.get(reverse("my:home")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        consents.withdraw(person=sitting.person, purpose=Purpose.EVALUATION, by=SYSTEM)
    assert state_of(sitting) == SittingState.CALLED_OFF
    assert at("start", sitting) not in client.get(reverse("my:home")).content.decode()
    assert b"called off" in Client().get(by_link("start", sitting)).content


def test_other_agreements_that_end_call_nothing_off(sitting, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        consents.withdraw(person=sitting.person, purpose=Purpose.NEWS, by=SYSTEM)
    assert state_of(sitting) == SittingState.OPEN


def test_what_is_over_or_not_yet_asked_is_not_answered(sitting):
    later = sitting_of_an_account(state=SittingState.PLANNED)
    assert mine(later).get(at("start", later)).status_code == 404
    sitting.closes_at = timezone.now() - timedelta(minutes=1)
    sitting.save()
    mine(sitting).post(at("page", sitting, number=1), OFTEN)
    assert not Measure.objects.exists()


def test_nobody_else_gets_in_nor_a_champion(sitting):
    champion = ChampionFactory(centre=sitting.centre, person__with_account=True)
    for client in (signed_in(champion.person.user), staff_client(Role.LINK_WORKER, centre=sitting.centre)):
        assert client.get(at("start", sitting)).status_code == 404


def test_licensed_instruments_show_no_page_to_clients():
    sitting = sitting_of_an_account(instruments=[SWEMWBS])
    client = mine(sitting)
    assert at("start", sitting) not in client.get(reverse("my:home")).content.decode()
    assert b"Nothing is asked" in client.get(at("start", sitting)).content
    assert client.get(at("page", sitting, number=1)).status_code == 404
