import pytest
from django.urls import reverse

from core import audit
from core.actors import SYSTEM, person_actor
from core.models import AuditEvent
from people import history
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db


def log_of(person):
    return reverse("desk:person_access", args=[person.public_id])


def test_log_says_who_looked_in_words(person, as_colleague):
    as_colleague.get(reverse("desk:person", args=[person.public_id]))
    shown = as_colleague.get(log_of(person)).context["entries"]
    assert [(entry.what, entry.who) for entry in shown] == [
        ("Looked at this list", "Marjorie Okafor, volunteer coordinator, desk"),
        ("Looked at the record", "Marjorie Okafor, volunteer coordinator, desk"),
    ]


def test_log_is_for_the_person_and_staff_of_their_centre(person, as_owner, as_colleague, as_stranger):
    assert as_owner.get(log_of(person)).status_code == 403
    assert as_stranger.get(log_of(person)).status_code == 404
    assert as_colleague.get(log_of(person)).status_code == 200
    assert as_owner.get(reverse("my:access")).status_code == 200


def test_log_tells_the_person_you(person, as_owner):
    shown = as_owner.get(reverse("my:access")).context["entries"]
    assert [(entry.what, entry.who) for entry in shown] == [("Looked at this list", "You, web")]
    assert AuditEvent.about(person.pk).get().action == "person.access_viewed"


def test_log_never_shows_a_code_or_an_address(person):
    nameless = staff_actor(user__name="", user__email="secret@example.org")
    audit.record("gadget.turned", by=nameless, person_id=person.pk)
    audit.record("gadget.viewed", by=SYSTEM, person_id=person.pk)
    shown = history.in_words(AuditEvent.about(person.pk), person_ids=[person.pk])
    assert [(entry.what, entry.who) for entry in shown] == [
        ("Looked at something about this person", "Porchlight itself"),
        ("Changed something", "volunteer coordinator, web"),
    ]


@pytest.mark.parametrize("others", [0, 2])
def test_log_takes_one_query_for_all_names(person, others, django_assert_num_queries):
    for _number in range(others):
        audit.record("person.viewed", by=staff_actor(), person_id=person.pk)
    audit.record("person.viewed", by=person_actor(person.pk, user_id=person.user_id), person_id=person.pk)
    events = list(AuditEvent.about(person.pk))
    with django_assert_num_queries(1):
        history.in_words(events, person_ids=[person.pk])


def test_log_is_paged(person, as_colleague):
    for _number in range(45):
        audit.record("person.viewed", by=SYSTEM, person_id=person.pk)
    assert len(as_colleague.get(log_of(person)).context["entries"]) == 40
    assert len(as_colleague.get(log_of(person), {"page": 2}).context["entries"]) == 7


def test_words_for_one_action_are_given_once():
    with pytest.raises(ValueError, match=r"person\.viewed"):
        history.register_words({"person.viewed": "again"})
