from datetime import UTC, datetime

import pytest

from core.actors import person_actor
from core.errors import DomainError, Forbidden
from people.models.contact import ContactKind
from people.services import contacts
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor


@pytest.mark.parametrize(
    ("typed", "kind", "read"),
    [
        (" Terry@Example.ORG ", None, ("email", "terry@example.org")),
        ("(519) 555-0142", None, ("landline", "+15195550142")),
        ("519.555.0142", ContactKind.MOBILE, ("mobile", "+15195550142")),
        ("+44 7400 123456", None, ("mobile", "+447400123456")),
    ],
)
def test_read_stores_one_way_of_writing(typed, kind, read):
    assert contacts.read(typed, kind) == read


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("terry at home", None, "not_a_phone"),
        ("5551", None, "not_a_phone"),
        ("terry@home", None, "not_an_email"),
        ("519-555-0142", ContactKind.EMAIL, "not_an_email"),
        ("terry@example.org", ContactKind.MOBILE, "not_a_phone"),
        (f"terry@{'.'.join(['İ' * 30] * 5)}.ca", None, "not_an_email"),  # in lower case longer than the column
    ],
)
def test_read_of_what_is_no_address_says_so(typed, kind, code):
    with pytest.raises(DomainError, match=code):
        contacts.read(typed, kind)


@pytest.mark.django_db
def test_add_puts_the_new_one_last_and_the_same_again_changes_nothing():
    person = PersonFactory()
    me = person_actor(person.pk)
    first = contacts.add(person=person, value="519-555-0142", by=me, voicemail_ok=True)
    second = contacts.add(person=person, value="me@example.org", by=me, voicemail_ok=True)
    assert contacts.add(person=person, value="+1 519 555 0142", by=me) == first
    assert list(person.contact_points.all()) == [first, second]
    assert (first.voicemail_ok, second.voicemail_ok) == (True, False)


@pytest.mark.django_db
def test_verify_and_remove_by_the_person():
    point = ContactPointFactory()
    me = person_actor(point.person_id)
    contacts.verify(point, by=me, now=datetime(2026, 11, 2, 15, tzinfo=UTC))
    point.refresh_from_db()
    assert point.verified_at == datetime(2026, 11, 2, 15, tzinfo=UTC)
    person = contacts.remove(point, by=me)
    assert person.contact_points.count() == 0


@pytest.mark.django_db
def test_changes_by_strangers_are_refused():
    point = ContactPointFactory()
    stranger = staff_actor()
    with pytest.raises(Forbidden):
        contacts.add(person=point.person, value="519-555-0142", by=stranger)
    with pytest.raises(Forbidden):
        contacts.verify(point, by=stranger)
    with pytest.raises(Forbidden):
        contacts.remove(point, by=stranger)
