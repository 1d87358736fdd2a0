import pytest
from django.db import DatabaseError, connection, transaction

from core import audit, request_id
from core.actors import Actor, Channel, Role
from core.models import AuditEvent
from core.models.immutable import WrittenOnce

STAFF = Actor(user_id=7, person_id=8, roles=frozenset({Role.COORDINATOR}), centre_id=3, channel=Channel.DESK)


@pytest.fixture
def event(db):
    audit.record("person.viewed", by=STAFF, person_id=12, page="card")
    return AuditEvent.objects.get()


def test_record_says_who_what_whom_and_where(event):
    assert (event.action, event.person_id, event.detail) == ("person.viewed", 12, {"page": "card"})
    assert (event.actor_user_id, event.actor_person_id, event.role) == (7, 8, "coordinator")
    assert (event.channel, event.centre_id) == ("desk", 3)


def test_record_carries_the_requests_id(db):
    token = request_id.current.set("abc")
    try:
        audit.record("person.viewed", by=STAFF, person_id=12)
    finally:
        request_id.current.reset(token)
    assert AuditEvent.about(12).get().request_id == "abc"


def test_about_gives_one_person_newest_first(event):
    audit.record("person.changed", by=STAFF, person_id=12)
    audit.record("person.viewed", by=STAFF, person_id=99)
    assert [one.action for one in AuditEvent.about(12)] == ["person.changed", "person.viewed"]


def test_event_saved_again_is_refused(event):
    event.reason = "changed my mind"
    with pytest.raises(WrittenOnce):
        event.save()


def test_event_deleted_is_refused(event):
    with pytest.raises(WrittenOnce):
        event.delete()


def test_events_changed_or_deleted_in_bulk_are_refused(event):
    with pytest.raises(WrittenOnce):
        AuditEvent.objects.filter(pk=event.pk).update(reason="x")
    with pytest.raises(WrittenOnce):
        AuditEvent.objects.all().delete()


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement", ["UPDATE core_auditevent SET reason = 'x'", "DELETE FROM core_auditevent"], ids=["update", "delete"]
)
def test_database_refuses_what_goes_around_the_model(event, statement):
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_only_the_system_sees_events_by_default(event):
    assert AuditEvent.objects.all().visible_to(STAFF).count() == 0
