"""People to call: the list, the panel, and what came of each call."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.services import bookings, sessions
from core.actors import SYSTEM, Channel, Role
from core.models import AuditEvent
from notifications.models import Call, CallResult, OutboxMessage
from people.services import persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
LIST, NOTE = "desk_calls:list", "desk_calls:note"


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def as_colleague(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


def with_landline(centre, name="Ana Silva"):
    return persons.register(name=name, centre=centre, contact="519-555-0134", by=SYSTEM)


def called_off(centre, people):
    activity = ActivityFactory(centre=centre)
    session = SessionFactory(activity=activity, day=timezone.localdate() + timedelta(days=3))
    for person in people:
        bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)
    sessions.cancel(session, by=SYSTEM)
    return session


def shown(client):
    return [call.person for call, _tries in client.get(reverse(LIST)).context["calls"]]


@pytest.mark.parametrize("people", [1, 3])
def test_list_takes_the_same_queries_however_many(centre, as_colleague, people, django_assert_num_queries):
    called_off(centre, [with_landline(centre) for _number in range(people)])
    with django_assert_num_queries(14):
        response = as_colleague.get(reverse(LIST))
    assert len(response.context["calls"]) == people


def test_list_is_of_the_own_centre_and_each_look_is_recorded(centre, as_colleague):
    person = with_landline(centre)
    called_off(centre, [person])
    assert shown(as_colleague) == [person]
    assert AuditEvent.about(person.pk).filter(action="person.listed").count() == 1
    assert shown(staff_client(Role.COORDINATOR)) == []


def test_whoever_can_be_written_to_is_not_on_the_list(centre, as_colleague):
    person = persons.register(name="Bo", centre=centre, contact="bo@example.org", by=SYSTEM)
    called_off(centre, [person])
    assert shown(as_colleague) == []


@pytest.mark.parametrize("result", [CallResult.LEFT_MESSAGE, CallResult.NO_ANSWER, CallResult.WRONG_NUMBER])
def test_call_that_reached_nobody_leaves_them_on_the_list_with_the_try(centre, as_colleague, result):
    person = with_landline(centre)
    called_off(centre, [person])
    message = OutboxMessage.objects.get(type="session-cancelled")
    sent = {"person": person.public_id, "message": message.pk, "result": result, "note": "try at noon"}
    assert as_colleague.post(reverse(NOTE), sent)["Location"] == reverse(LIST)
    [(call, tries)] = as_colleague.get(reverse(LIST)).context["calls"]
    assert (call.person, len(tries)) == (person, 1)
    assert tries[0][1].endswith(": try at noon")


def test_call_that_reached_them_takes_them_off_the_list(centre, as_colleague):
    person = with_landline(centre)
    called_off(centre, [person])
    message = OutboxMessage.objects.get(type="session-cancelled")
    as_colleague.post(reverse(NOTE), {"person": person.public_id, "message": message.pk, "result": "reached"})
    assert shown(as_colleague) == []


def test_call_of_a_stranger_or_about_somebody_elses_message_is_not_written_down(centre, as_colleague):
    person, other = with_landline(centre), with_landline(centre, "Bo")
    called_off(centre, [other])
    message = OutboxMessage.objects.get(type="session-cancelled")
    sent = {"person": person.public_id, "result": "reached"}
    assert staff_client(Role.COORDINATOR).post(reverse(NOTE), sent).status_code == 404
    assert as_colleague.post(reverse(NOTE), {**sent, "message": message.pk}).status_code == 404
    assert as_colleague.post(reverse(NOTE), {**sent, "message": "9" * 5000}).status_code == 404
    assert Call.objects.count() == 0


def test_call_without_a_result_is_asked_again(centre, as_colleague):
    sent = {"person": with_landline(centre).public_id, "result": "sang"}
    as_colleague.post(reverse(NOTE), sent)
    assert Call.objects.count() == 0


@pytest.mark.parametrize(
    ("back", "then"), [("/en/desk/phone/", "/en/desk/phone/"), ("https://elsewhere.example/", "/en/desk/calls/")]
)
def test_after_a_call_one_is_back_where_the_button_stood(centre, as_colleague, back, then):
    sent = {"person": with_landline(centre).public_id, "result": "no_answer", "back": back}
    assert as_colleague.post(reverse(NOTE), sent)["Location"] == then


def test_record_shows_the_calls_of_this_centre(centre, as_colleague):
    person = with_landline(centre)
    page = reverse("desk:person", args=[person.public_id])
    as_colleague.post(reverse(NOTE), {"person": person.public_id, "result": "left_message", "note": "", "back": page})
    assert "Left a message" in as_colleague.get(page).text


def test_panel_counts_the_calls(centre, as_colleague):
    called_off(centre, [with_landline(centre), with_landline(centre, "Bo")])
    assert "2 people have to hear of a change" in as_colleague.get(reverse("desk:home")).text


def test_words_to_read_are_in_the_language_of_the_person(centre, as_colleague):
    person = persons.register(name="Zoé", centre=centre, contact="519-555-0134", language="fr", by=SYSTEM)
    session = called_off(centre, [person])
    [(call, _tries)] = as_colleague.get(reverse(LIST)).context["calls"]
    assert session.activity.title_fr in call.words
