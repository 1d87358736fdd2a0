from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.models import ContentPage
from core import rows
from core.models import AuditEvent, Transition
from notifications.models import OutboxMessage
from people.models import ContactPoint, Person
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 28, 15, tzinfo=UTC)


def event(action="person.viewed", **fields):
    return AuditEvent(at=AT, action=action, role="person", channel="web", **fields)


def step(name="book"):
    return Transition(at=AT, subject="a.b", subject_id=1, name=name, role="person", channel="web")


def owed(person, key="k"):
    return OutboxMessage(type="news", person=person, about_id=1, key=key, created_at=AT)


def statements(captured):
    return [one["sql"] for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]


def test_insert_stores_every_kind_of_column_as_save_does():
    mine, saved = Person(name="Émilie", needs_asked_at=AT), Person(name="Émilie", needs_asked_at=AT)
    rows.insert(mine)
    saved.save()
    own = {"id", "public_id", "created_at"}
    stored = [
        {name: value for name, value in row.items() if name not in own}
        for row in Person.objects.filter(pk__in=[mine.pk, saved.pk]).values()
    ]
    assert stored[0] == stored[1]
    again = Person.objects.get(pk=mine.pk)
    assert (again, again.public_id, again.created_at) == (mine, mine.public_id, mine.created_at)


def test_inserted_row_can_be_saved_and_deleted_like_any_other():
    person = Person(name="Émilie")
    rows.insert(person)
    person.name = "Emilie"
    person.save()
    assert Person.objects.get(pk=person.pk).name == "Emilie"
    person.delete()
    assert not Person.objects.exists()


def test_insert_against_a_constraint_raises_as_save_does():
    point = ContactPoint(person=PersonFactory(), kind="email", value="a@example.org")
    rows.insert(point)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(ContactPoint(person=point.person, kind="email", value="a@example.org"))


def test_write_keeps_lists_and_objects():
    rows.write(event(detail={"fields": ["name", "né"], "count": 2}), event())
    assert list(AuditEvent.objects.order_by("pk").values_list("detail", flat=True)) == [
        {"fields": ["name", "né"], "count": 2},
        {},
    ]


def test_write_once_leaves_what_is_there():
    person = PersonFactory()
    rows.write(owed(person), once=True)
    rows.write(owed(person), owed(person, "other"), once=True)
    assert sorted(OutboxMessage.objects.values_list("key", flat=True)) == ["k", "other"]


def test_gathered_rows_go_out_at_the_end_and_together():
    person = PersonFactory()
    with CaptureQueriesContext(connection) as captured, rows.gathered():
        rows.write(event())
        with rows.gathered():
            rows.write(owed(person), once=True)
        rows.write(step())
        assert captured.captured_queries == []
    assert len(statements(captured)) == (1 if connection.vendor == "postgresql" else 3)
    assert [table.objects.count() for table in (AuditEvent, OutboxMessage, Transition)] == [1, 1, 1]


def test_gathered_rows_of_a_table_keep_their_order():
    with rows.gathered():
        rows.write(event(), step())
        rows.write(event("person.changed"))
    actions = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["person.viewed", "person.changed"]


def test_too_many_values_for_one_statement_are_sent_in_several():
    with CaptureQueriesContext(connection) as captured, rows.gathered():
        rows.write(*(event() for _ in range(10)))
        rows.write(step())
    assert len(statements(captured)) == 2
    assert (AuditEvent.objects.count(), Transition.objects.count()) == (10, 1)


def test_very_many_rows_are_written_all_the_same():
    rows.write(*(event() for _ in range(6000)))
    assert AuditEvent.objects.count() == 6000


def test_flush_sends_what_is_gathered_so_far_and_only_once():
    with rows.gathered():
        rows.write(event())
        rows.flush()
        assert AuditEvent.objects.count() == 1
        rows.write(step())
        rows.flush()
    assert (AuditEvent.objects.count(), Transition.objects.count()) == (1, 1)


def test_nothing_is_written_where_the_block_raises():
    def fail():
        with rows.gathered():
            rows.write(event())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert AuditEvent.objects.count() == 0
    rows.write(event())
    assert AuditEvent.objects.count() == 1


def test_nothing_to_write_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        rows.write()
        rows.flush()
        with rows.gathered():
            pass


def test_row_of_a_table_without_an_automatic_key_is_refused():
    with pytest.raises(TypeError, match="ContentPage"):
        rows.insert(ContentPage(title="Two tables"))


def test_change_writes_the_named_columns_of_each_row_and_no_other():
    one, two = PersonFactory(name="Ana"), PersonFactory(name="Rui")
    one.name, one.needs_asked_at, two.name, two.pronouns = "Émilie", AT, "Zoé", "elle"
    rows.change([one, two], "name", "needs_asked_at")
    stored = Person.objects.order_by("pk").values_list("name", "needs_asked_at", "pronouns")
    assert list(stored) == [("Émilie", AT, ""), ("Zoé", None, "")]


def test_change_of_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        rows.change([], "name")
