"""Calls that people wait for: asked for once, seen at their centre, heard, and settled."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.actors import PUBLIC, SYSTEM, Role
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from notifications.models import Call, CallBack, Reason
from notifications.services import call_backs
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, staff_actor
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
LIST = "desk_calls:list"
NUMBER = "+15195550134"


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def as_colleague(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


def asked(centre, number=NUMBER, reason=Reason.ASKED, **fields):
    return call_backs.ask(centre=centre, number=number, reason=reason, **{"language": "en", "by": SYSTEM, **fields})


def press(client, call_back, then, **more):
    return client.post(reverse("desk_calls:settle", args=[call_back.pk]), {"then": then, **more}, follow=True)


# --- Asking -------------------------------------------------------------------------------------


def test_asked_again_it_is_one_call_with_the_newest_words(centre):
    person, then = PersonFactory(), timezone.now() - timedelta(hours=2)
    first = asked(centre, words="Is the group on?", recording="RE1", now=then)
    again = asked(centre, words="Never mind, I will come", person=person, language="fr")
    assert again.pk == first.pk
    kept = CallBack.objects.get()
    assert (kept.words, kept.recording, kept.language) == ("Never mind, I will come", "RE1", "fr")
    assert (kept.person, kept.at) == (person, then)
    events = AuditEvent.objects.filter(action="call_back.asked", centre_id=centre.pk)
    assert [event.detail for event in events] == [{"why": "asked"}] * 2


def test_another_reason_another_centre_and_another_time_are_other_calls(centre):
    first = asked(centre)
    asked(centre, reason=Reason.NOT_UNDERSTOOD)
    asked(CentreFactory())
    call_backs.settle(first, by=SYSTEM, spoke=False)
    asked(centre)
    assert CallBack.objects.count() == 4


# --- The list -----------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [1, 3])
def test_list_takes_the_same_queries_however_many(centre, as_colleague, people, django_assert_num_queries):
    for number in range(people):
        asked(centre, f"+1519555013{number}", person=PersonFactory(centres=[centre]))
    with django_assert_num_queries(12):
        response = as_colleague.get(reverse(LIST))
    assert len(response.context["waiting"]) == people


def test_list_is_of_the_own_centre_longest_first_and_each_look_is_recorded(centre, as_colleague):
    person, now = PersonFactory(centres=[centre]), timezone.now()
    newer = asked(centre, "+15195550135", now=now, words="Call me")
    older = asked(centre, person=person, now=now - timedelta(hours=1))
    asked(CentreFactory())
    page = as_colleague.get(reverse(LIST))
    assert [line.call_back for line in page.context["waiting"]] == [older, newer]
    assert AuditEvent.about(person.pk).filter(action="person.listed").count() == 1
    assert "They asked us to call" in page.text
    assert "Call me" in page.text


def test_somebody_unknown_leads_to_the_telephone_desk_and_so_does_who_is_known_elsewhere_alone(centre, as_colleague):
    asked(centre, person=PersonFactory(name="Zoé Elsewhere", centres=[CentreFactory()]))
    page = as_colleague.get(reverse(LIST)).text
    assert "Not known to us yet" in page
    assert "Zoé" not in page
    assert f'action="{reverse("desk_phone:start")}"' in page
    found = as_colleague.post(reverse("desk_phone:start"), {"q": "519-555-0134"})
    assert found.context["typed"].is_number


def test_first_screen_counts_those_who_wait(centre, as_colleague):
    assert "Nobody has to be called." in as_colleague.get(reverse("desk:home")).text
    asked(centre)
    asked(centre, "+15195550135")
    page = as_colleague.get(reverse("desk:home")).text
    assert "2 people wait for our call." in page
    assert "have to hear of a change" not in page


# --- Settling -----------------------------------------------------------------------------------


def test_having_spoken_settles_it_and_notes_the_call(centre, as_colleague):
    person = PersonFactory(centres=[centre])
    call_back = asked(centre, person=person)
    assert "Settled. They have left the list." in press(as_colleague, call_back, "spoke").text
    call = Call.objects.get()
    call_back.refresh_from_db()
    assert (call.person, call.result, call_back.settled_at) == (person, "reached", call.at)
    event = AuditEvent.about(person.pk).get(action="call_back.settled")
    assert event.detail == {"spoke": True}
    assert as_colleague.get(reverse(LIST)).context["waiting"] == []


def test_no_answer_is_noted_and_they_go_on_waiting(centre, as_colleague):
    call_back = asked(centre, person=PersonFactory(centres=[centre]))
    page = press(as_colleague, call_back, "no_answer")
    [line] = page.context["waiting"]
    assert (line.call_back, [outcome for _when, outcome in line.tries]) == (call_back, ["no answer"])


def test_unknown_caller_is_settled_without_a_call(centre, as_colleague):
    call_back = asked(centre)
    press(as_colleague, call_back, "done")
    call_back.refresh_from_db()
    assert call_back.settled_at is not None
    assert not Call.objects.exists()


def test_new_callers_name_is_written_down_in_the_same_step(centre, as_colleague):
    person = PersonFactory(name="Caller 0134", centres=[centre])
    call_back = asked(centre, reason=Reason.NEW, person=person, recording="RE1")
    refused = press(as_colleague, call_back, "spoke", name=" ")
    assert "Write down their name: that is what this call is for." in refused.text
    assert not Call.objects.exists()
    press(as_colleague, call_back, "spoke", name="Ana Silva")
    person.refresh_from_db()
    call_back.refresh_from_db()
    assert (person.name, call_back.settled_at is None) == ("Ana Silva", False)
    assert AuditEvent.about(person.pk).filter(action="person.changed", detail={"fields": ["name"]}).exists()


def test_who_comes_second_is_told_so(centre, as_colleague):
    call_back = asked(centre)
    press(as_colleague, call_back, "done")
    assert "Somebody has settled this already." in press(as_colleague, call_back, "done").text
    with pytest.raises(DomainError):
        call_backs.settle(call_back, by=SYSTEM, spoke=False)


def test_button_without_a_meaning_changes_nothing(centre, as_colleague):
    call_back = asked(centre)
    assert "Say what came of the call." in press(as_colleague, call_back, "sang").text
    call_back.refresh_from_db()
    assert call_back.settled_at is None


def test_only_staff_of_the_centre_settle_it(centre):
    call_back = asked(centre)
    for actor in (PUBLIC, staff_actor(), staff_actor(Role.EVALUATOR, centre=centre)):
        with pytest.raises(Forbidden):
            call_backs.settle(call_back, by=actor, spoke=True)
    assert press(staff_client(Role.COORDINATOR), call_back, "done").status_code == 404


# --- The recording ------------------------------------------------------------------------------


def recording_of(call_back, client):
    return client.get(reverse("desk_calls:recording", args=[call_back.pk]))


def test_recording_is_played_kept_nowhere_and_recorded(centre, as_colleague, texts):
    person = PersonFactory(centres=[centre])
    call_back = asked(centre, person=person, recording="RE1")
    assert f'src="{reverse("desk_calls:recording", args=[call_back.pk])}"' in as_colleague.get(reverse(LIST)).text
    answer = recording_of(call_back, as_colleague)
    assert (answer.content, answer["Content-Type"], answer["Cache-Control"]) == (b"RIFF", "audio/wav", "no-store")
    assert AuditEvent.about(person.pk).filter(action="call_back.heard").count() == 1
    assert recording_of(call_back, staff_client(Role.COORDINATOR)).status_code == 404


@pytest.mark.parametrize(
    ("asked_for", "status", "part", "which"),
    [
        ("bytes=0-1", 206, b"RI", "bytes 0-1/4"),
        ("bytes=2-", 206, b"FF", "bytes 2-3/4"),
        ("bytes=1-99", 206, b"IFF", "bytes 1-3/4"),
        ("bytes=4-", 416, b"", "bytes */4"),
        ("bytes=0-1,3-3", 200, b"RIFF", None),
        ("lines=1-2", 200, b"RIFF", None),
    ],
)
def test_players_may_ask_for_a_part(centre, as_colleague, texts, asked_for, status, part, which):
    address = reverse("desk_calls:recording", args=[asked(centre, recording="RE1").pk])
    answer = as_colleague.get(address, headers={"range": asked_for})
    assert (answer.status_code, answer.content, answer.get("Content-Range")) == (status, part, which)


@pytest.mark.parametrize("recording", ["", "RE1"])
def test_what_the_provider_does_not_have_is_said_in_words(centre, as_colleague, recording):
    answer = recording_of(asked(centre, recording=recording), as_colleague)
    assert answer.status_code == 410
    assert "The recording is not there" in answer.text
    assert not AuditEvent.objects.filter(action="call_back.heard").exists()


def test_provider_that_cannot_be_asked_is_no_failure_of_ours(centre, as_colleague, texts, monkeypatch):
    def breaks(*_args):
        raise ConnectionError

    monkeypatch.setattr(texts, "recording", breaks)
    assert recording_of(asked(centre, recording="RE1"), as_colleague).status_code == 410
