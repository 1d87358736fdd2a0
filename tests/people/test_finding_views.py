"""One's own page by a code: over real requests."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.actors import SYSTEM
from core.models import Attempt, AuditEvent
from people.models import ContactCode, ContactPoint
from people.models.contact import ContactKind
from people.services import codes, erasure
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.people.conftest import signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
TERRY = {"name": "Terry", "contact": "terry@example.org"}


@pytest.fixture
def point():
    person = PersonFactory(name="Terry Fox", centres=[CentreFactory()])
    return ContactPointFactory(by_email=True, value="terry@example.org", person=person)


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """Posts, and lets out what waits for the end of a transaction."""

    def posted(client, address, data=None):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data)

    return posted


@pytest.fixture
def find(post):
    def asked(client=None, **answers):
        return post(client or Client(), reverse("my:find"), {**TERRY, **answers})

    return asked


def code_sent() -> str:
    return re.search(r"\d{6}", mail.outbox[-1].body)[0]


def type_in(client, code):
    return client.post(reverse("my:code"), {"code": code})


def is_open(client) -> bool:
    return client.get(reverse("my:details")).status_code == 200


def test_code_opens_the_page_and_confirms_the_address(point, find):
    client = Client()
    assert find(client)["Location"] == reverse("my:code")
    assert "a code is on its way" in client.get(reverse("my:code")).text
    response = type_in(client, code_sent())
    assert response["Location"] == reverse("my:home")
    assert "Hello, Terry<" in client.get(reverse("my:home")).text
    point.refresh_from_db()
    assert point.verified_at is not None


def test_answer_is_the_same_whether_somebody_is_known(point, find):
    answers, pages = [], []
    for contact in ("terry@example.org", "nobody@example.org"):
        client = Client()
        response = find(client, contact=contact)
        answers.append((response.status_code, response["Location"], response.content, sorted(response.cookies)))
        page = client.get(reverse("my:code")).text
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
    assert answers[0] == answers[1]
    assert pages[0] == pages[1]
    assert [letter.to for letter in mail.outbox] == [["terry@example.org"]]


def test_work_before_the_answer_is_the_same_whether_somebody_is_known(point, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("core.http.RedirectThen.close", lambda _self: None)
    for contact in ("terry@example.org", "nobody@example.org"):
        with django_assert_num_queries(6):
            Client().post(reverse("my:find"), {**TERRY, "contact": contact})
    assert ContactCode.objects.count() == 0


def test_wrong_code_is_answered_the_same_whether_somebody_is_known(point, find):
    pages = []
    for contact in ("terry@example.org", "nobody@example.org"):
        client = Client()
        find(client, contact=contact)
        wrong = f"{(int(code_sent()) + 1) % 10**6:06}"
        page = type_in(client, wrong).text
        assert "This code is not right, or it is too old" in page
        pages.append(re.sub(r'value="\w+"', "", page))
    assert pages[0] == pages[1]


def test_number_alone_opens_nobodys_page(point, find):
    find(name="Paul")
    assert mail.outbox == []


def test_couple_with_one_address_gets_the_page_of_whoever_asks(point, find):
    ContactPointFactory(by_email=True, value=point.value, person__name="Paul Fox")
    client = Client()
    find(client, name="paul")
    type_in(client, code_sent())
    page = client.get(reverse("my:home")).text
    assert "Hello, Paul<" in page
    assert "two records" not in page


def test_double_opens_the_newer_and_says_that_there_may_be_two(point, find):
    newer = ContactPointFactory(by_email=True, value=point.value, person__name="Terry F.")
    client = Client()
    find(client)
    type_in(client, code_sent())
    assert "two records of you" in client.get(reverse("my:home")).text
    newer.refresh_from_db()
    point.refresh_from_db()
    assert (newer.verified_at is None, point.verified_at) == (False, None)


def test_code_cannot_be_guessed(point, find):
    client = Client()
    find(client)
    right = code_sent()
    for more in range(1, 6):
        type_in(client, f"{(int(right) + more) % 10**6:06}")
    type_in(client, right)
    assert is_open(client) is False


def test_code_typed_elsewhere_opens_nothing(point, find):
    find(Client())
    other = Client()
    assert type_in(other, code_sent())["Location"] == reverse("my:find")
    assert is_open(other) is False


def test_cool_down_is_the_same_whether_somebody_is_known(point, find):
    for contact in ("terry@example.org", "nobody@example.org"):
        assert find(contact=contact).status_code == 302
        again = find(contact=contact)
        assert again.status_code == 429
        assert "Give it a minute to arrive" in again.text
    assert len(mail.outbox) == 1


def test_many_wishes_from_one_address_are_too_many(settings, find):
    settings.THROTTLE_PER_ADDRESS = 2
    statuses = [find(contact=f"p{number}@example.org").status_code for number in range(3)]
    assert statuses == [302, 302, 429]


def test_guesses_from_one_address_are_counted(settings, point, find):
    settings.THROTTLE_PER_ADDRESS = 2
    client = Client()
    find(client)
    for _guess in range(2):
        type_in(client, "12")
    assert "too often" in type_in(client, code_sent()).text


def test_program_is_answered_as_if_all_went_well(point, find):
    response = find(homepage="https://spam.example")
    assert (response.status_code, response["Location"]) == (302, reverse("my:code"))
    assert (mail.outbox, Attempt.objects.count()) == ([], 0)


def test_nothing_personal_is_left_in_the_session_or_in_an_address(point, find):
    client = Client()
    response = find(client)
    kept = str(dict(client.session))
    assert ("terry" in kept.lower(), "terry" in response["Location"]) == (False, False)


def test_mistyped_number_is_told(find):
    page = find(contact="12").text
    assert "This is not a telephone number" in page


def test_text_is_sent_where_a_gateway_carries_texts(request, find):
    ContactPointFactory(value="+15195550142", person__name="Terry Fox")
    find(contact="519-555-0142")
    assert mail.outbox == []  # the default carries nothing
    texts = request.getfixturevalue("texts")
    Attempt.objects.all().delete()
    client = Client()
    find(client, contact="(519) 555-0142")
    [(number, words)] = texts.sent
    assert number == "+15195550142"
    type_in(client, re.search(r"\d{6}", words)[0])
    assert is_open(client)


@pytest.mark.parametrize("fate", ["erased", "removed", "moved"])
def test_page_closes_when_the_record_or_the_number_is_gone(point, find, fate):
    client = Client()
    find(client)
    type_in(client, code_sent())
    assert is_open(client)
    if fate == "erased":
        erasure.erase(point.person, by=SYSTEM)
    elif fate == "removed":
        point.delete()
    else:
        ContactPoint.objects.update(person=PersonFactory())
    assert is_open(client) is False


def test_find_and_code_speak_french(point, find):
    with translation.override("fr"):
        addresses = [reverse("my:find"), reverse("my:code")]
    client = Client()
    find(client)
    assert [client.get(address).headers["Content-Language"] for address in addresses] == ["fr", "fr"]


def test_asking_is_on_record(point, find):
    find()
    event = AuditEvent.about(point.person_id)[0]
    assert (event.action, event.role, event.channel) == ("contact_code.sent", "public", "web")


def test_code_too_old_opens_nothing(point, find):
    with time_machine.travel(NOW, tick=False) as clock:
        client = Client()
        find(client)
        clock.move_to(NOW + timedelta(minutes=16))
        type_in(client, code_sent())
        assert is_open(client) is False


# --- From a page about something of one's own -----------------------------------------------------------------------


def test_confirm_masks_sends_and_opens(point, post):
    client = Client()
    address = reverse("my:confirm", args=[codes.confirm_token(point)])
    page = client.get(address)
    assert "t…@example.org" in page.text
    assert "terry@" not in page.text
    assert page["Cache-Control"] == "no-store"
    assert (len(mail.outbox), post(client, address)["Location"]) == (0, reverse("my:code"))
    type_in(client, code_sent())
    assert is_open(client)


def test_confirm_of_a_landline_says_to_call(post):
    point = ContactPointFactory(kind=ContactKind.LANDLINE, person=PersonFactory(centres=[CentreFactory()]))
    address = reverse("my:confirm", args=[codes.confirm_token(point)])
    for response in (Client().get(address), post(Client(), address)):
        assert "cannot send a code there" in response.text
        assert f"ends in {point.value[-2:]}" in response.text


def test_confirm_twice_in_a_minute_waits(point, post):
    address = reverse("my:confirm", args=[codes.confirm_token(point)])
    assert [post(Client(), address).status_code for _again in range(2)] == [302, 429]


@pytest.mark.parametrize("token", ["x", "WzFd:a:b"])
def test_confirm_with_a_wrong_token_is_answered_kindly(token):
    assert Client().get(reverse("my:confirm", args=[token])).status_code == 404


def test_confirm_leaves_an_account_alone(point, as_owner, person):
    page = as_owner.get(reverse("my:confirm", args=[codes.confirm_token(point)]))
    assert "You are signed in with an account" in page.text


# --- From my details ------------------------------------------------------------------------------------------------


def test_account_confirms_its_own_address(post, as_owner, person):
    mine = ContactPointFactory(by_email=True, person=person)
    assert "Confirm with a code" in as_owner.get(reverse("my:details")).text
    assert post(as_owner, reverse("my:contact_confirm", args=[mine.pk]))["Location"] == reverse("my:code")
    assert type_in(as_owner, code_sent())["Location"] == reverse("my:details")
    mine.refresh_from_db()
    assert mine.verified_at is not None
    assert "Confirm with a code" not in as_owner.get(reverse("my:details")).text


def test_address_of_somebody_else_cannot_be_asked_to_confirm(point, as_owner, as_colleague):
    for client in (as_owner, as_colleague):
        assert client.post(reverse("my:contact_confirm", args=[point.pk])).status_code == 404
    assert mail.outbox == []


def test_code_asked_for_before_signing_in_does_not_change_the_account(point, find, person):
    client = Client()
    find(client)
    client.force_login(person.user)
    assert "You are signed in with an account" in type_in(client, code_sent()).text
    assert "Hello, Brian<" in client.get(reverse("my:home")).text


def test_whoever_is_known_here_already_needs_no_code():
    client = signed_in(PersonFactory(with_account=True).user)
    assert client.get(reverse("my:find"))["Location"] == reverse("my:home")
