"""Who people say they are: kept apart, read by nobody else, gone when it is taken back."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.actors import Role, person_actor
from core.errors import DomainError
from core.policies import Forbidden
from evaluation import equity_copies, merging
from evaluation.instruments.equity import BY_SLUG, QUESTIONS, RATHER_NOT, SEVERAL, SILENT, UNKNOWN
from evaluation.models import EquityAnswers
from evaluation.services import equity
from people import wordings
from people.models.consent import Purpose
from people.services import consents, erasure
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db
SAID = {"language": ["fr"], "race": ["black", "white"], "income": [RATHER_NOT]}


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def person(centre):
    return PersonFactory(with_account=True, centres=[centre], name="Odette Lavoie")


@pytest.fixture
def answered(person):
    equity.answer(person, answers=SAID, agrees=True, by=person_actor(person.pk))
    return person


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def staff(centre, role):
    return client_of(StaffRoleFactory(centre=centre, role=role).user)


def test_every_question_can_be_refused_says_why_and_is_in_both_languages():
    assert len(QUESTIONS) == 9
    for question in QUESTIONS:
        assert {RATHER_NOT, UNKNOWN} <= {choice.slug for choice in question.all_choices}
        texts = [question.title, question.words, question.why, *(choice.words for choice in question.all_choices)]
        assert all(text.en and text.fr for text in texts)
        slugs = [group.slug for group in question.groups]
        assert len(slugs) == len(set(slugs))


def test_everybody_stands_in_one_group_of_each_question():
    race = BY_SLUG["race"]
    assert race.group_of({}) == SILENT
    assert race.group_of({"race": ["black"]}) == "black"
    assert race.group_of({"race": ["black", "white"]}) == SEVERAL
    assert SEVERAL not in {group.slug for group in BY_SLUG["language"].groups}


@pytest.mark.parametrize(
    ("slug", "given", "legal"),
    [
        ("race", ["black", "white"], True),
        ("race", ["black", RATHER_NOT], False),
        ("race", ["black", "black"], False),
        ("language", ["en", "fr"], False),
        ("language", ["klingon"], False),
        ("language", [], True),
    ],
)
def test_what_is_an_answer(slug, given, legal):
    assert BY_SLUG[slug].is_legal(given) is legal


def test_answers_need_a_consent_of_their_own(person):
    me = person_actor(person.pk)
    with pytest.raises(DomainError, match="equity_not_agreed"):
        equity.answer(person, answers=SAID, by=me)
    equity.answer(person, answers=SAID, agrees=True, by=me)
    consent = person.consents.get(purpose=Purpose.EQUITY)
    assert (consent.given, consent.wording) == (True, wordings.EQUITY)
    equity.answer(person, answers={"gender": ["woman"]}, by=me)
    assert EquityAnswers.objects.get().given == {**SAID, "gender": ["woman"]}
    assert person.consents.count() == 1


@pytest.mark.parametrize(
    ("answers", "code"),
    [({}, "nothing_answered"), ({"race": ["x"]}, "answer_unknown"), ({"x": ["y"]}, "answer_unknown")],
)
def test_what_is_no_answer_is_refused(person, answers, code):
    with pytest.raises(DomainError, match=code):
        equity.answer(person, answers=answers, agrees=True, by=person_actor(person.pk))
    assert not consents.stands(person, Purpose.EQUITY)


def test_a_copy_of_the_database_shows_no_answer(answered):
    with connection.cursor() as cursor:
        cursor.execute("SELECT written FROM evaluation_equityanswers")
        assert "black" not in str(cursor.fetchall())


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.MANAGER, Role.COORDINATOR, Role.EVALUATOR, Role.PROVIDER])
def test_nobody_on_staff_finds_the_answers(answered, centre, role):
    assert not EquityAnswers.visible_to(staff_actor(role, centre=centre)).exists()
    assert EquityAnswers.visible_to(person_actor(answered.pk)).count() == 1
    assert not EquityAnswers.visible_to(person_actor(PersonFactory().pk)).exists()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EVALUATOR, Role.PROVIDER])
def test_only_who_walks_with_them_may_write(person, centre, role):
    with pytest.raises(Forbidden):
        equity.answer(person, answers=SAID, agrees=True, by=staff_actor(role, centre=centre))
    with pytest.raises(Forbidden):
        equity.answer(person, answers=SAID, agrees=True, by=staff_actor(Role.MANAGER))
    with pytest.raises(Forbidden):
        equity.answered_at(person, by=staff_actor(role, centre=centre))


def test_staff_write_and_never_read(answered, centre):
    client = staff(centre, Role.LINK_WORKER)
    address = reverse("desk_equity:ask", args=[answered.public_id])
    page = client.get(address).content.decode()
    assert "Answered on" in page
    assert "checked" not in page
    assert "selected" not in page.split('name="language"')[1].split("</select>")[0].replace('value="" selected', "")
    assert client.post(address, {"gender": "woman"}).status_code == 302
    assert EquityAnswers.objects.get().given == {**SAID, "gender": ["woman"]}
    record = client.get(reverse("desk:person", args=[answered.public_id])).content.decode()
    assert address in record


def test_what_was_typed_stays_where_something_is_wrong(person, centre):
    page = staff(centre, Role.MANAGER).post(
        reverse("desk_equity:ask", args=[person.public_id]), {"gender": "woman", "race": ["black", RATHER_NOT]}
    )
    text = page.content.decode()
    assert "by itself" in text
    assert "Please tick this box" in text
    assert text.count("checked") == 3


def test_stranger_at_another_centre_finds_no_such_person(person):
    page = staff(CentreFactory(), Role.MANAGER).get(reverse("desk_equity:ask", args=[person.public_id]))
    assert page.status_code == 404


def test_the_person_answers_changes_and_takes_it_back(person):
    client = client_of(person.user)
    address = reverse("about_me:questions")
    assert client.post(address, {"language": "fr", "agrees": "on"}).status_code == 302
    page = client.get(address).content.decode()
    assert 'value="fr" selected' in page
    assert 'name="agrees"' not in page
    client.post(reverse("about_me:take_back"))
    assert not EquityAnswers.objects.exists()
    assert not consents.stands(person, Purpose.EQUITY)


@pytest.mark.django_db(transaction=True)
def test_taken_back_in_any_way_it_is_gone_at_once(answered):
    consents.agree_to(person=answered, purposes=[], by=person_actor(answered.pk))
    assert not EquityAnswers.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_another_consent_leaves_it_alone(answered):
    consents.withdraw(person=answered, purpose=Purpose.EVALUATION, by=person_actor(answered.pk))
    assert EquityAnswers.objects.count() == 1


def test_erased_with_the_person(answered, centre):
    erasure.erase(answered, by=staff_actor(Role.MANAGER, centre=centre))
    assert not EquityAnswers.objects.exists()


def test_the_copy_for_the_person_has_it(answered):
    assert equity_copies.who_they_are(answered)[0] == "Language: French"
    assert equity_copies.rows(answered)[0]["answers"] == SAID
    assert equity_copies.rows(PersonFactory()) == []


def test_of_two_records_the_kept_ones_answers_stay(answered):
    other = PersonFactory()
    assert not merging.answered_already(other.pk, answered.pk).exists()
    equity.answer(other, answers={"language": ["en"]}, agrees=True, by=person_actor(other.pk))
    assert merging.answered_already(answered.pk, other.pk).get().person == other
