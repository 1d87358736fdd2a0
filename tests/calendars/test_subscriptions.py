"""Calendars of one's own: made, changed, given a new address, ended, forgotten."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from calendars.models import Scope, Subscription
from calendars.services import subscriptions
from core.actors import SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models import Person
from people.services import erasure, merging
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor

NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)


@pytest.fixture
def person(db: None) -> Person:
    return PersonFactory(language="fr")


def made(person: Person, **choices: object) -> subscriptions.NewAddress:
    return subscriptions.make(person=person, scope=Scope.PLACES, by=person_actor(person.pk), **choices)


def deeds() -> list[tuple[str, int | None, dict]]:
    found = AuditEvent.objects.filter(action__startswith="subscription.").order_by("pk")
    return list(found.values_list("action", "person_id", "detail"))


def test_token_is_kept_nowhere(person: Person) -> None:
    new = made(person)

    assert new.address == f"http://localhost:8000/calendar/own/{new.token}.ics"
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            assert new.token not in repr(cursor.fetchall()), table


def test_it_speaks_its_person_s_language_unless_told_otherwise(person: Person) -> None:
    assert made(person).subscription.language == "fr"
    assert made(person, language="en").subscription.language == "en"


def test_choice_that_there_is_not_is_refused(person: Person) -> None:
    with pytest.raises(TypeError):
        made(person, token_hash="x")


def test_nobody_makes_one_for_somebody_else(person: Person) -> None:
    with pytest.raises(Forbidden):
        subscriptions.make(person=person, scope=Scope.PLACES, by=person_actor(PersonFactory().pk))


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.COORDINATOR, True),
        (Role.LINK_WORKER, True),
        (Role.MANAGER, True),
        (Role.PROVIDER, False),
        (Role.EVALUATOR, False),
    ],
)
def test_centre_s_calendar_is_for_its_care_staff(db: None, role: Role, may: bool) -> None:
    centre = CentreFactory()
    user = StaffRoleFactory(centre=centre, role=role).user
    person = PersonFactory(user=user)
    actor = staff_actor(role, centre=CentreFactory(), user=user)  # works at both; acts at the first
    assert actor.centre_id == centre.pk

    if may:
        new = subscriptions.make(person=person, scope=Scope.CENTRE, centre=centre, by=actor)
        assert new.subscription.centre == centre
    else:
        with pytest.raises(Forbidden):
            subscriptions.make(person=person, scope=Scope.CENTRE, centre=centre, by=actor)


def test_staff_of_another_centre_get_none(db: None) -> None:
    actor = staff_actor()
    person = PersonFactory(user_id=actor.user_id)
    actor = staff_actor(user=person.user, centre=CentreFactory())

    with pytest.raises(Forbidden):
        subscriptions.make(person=person, scope=Scope.CENTRE, centre=CentreFactory(), by=actor)


def test_there_is_an_end_to_how_many(person: Person) -> None:
    first = made(person)
    for _number in range(subscriptions.MOST - 1):
        made(person)

    with pytest.raises(DomainError, match="too_many_calendars"):
        made(person)
    subscriptions.revoke(first.subscription, by=person_actor(person.pk))
    made(person)


def test_new_address_ends_the_old_one(person: Person) -> None:
    old = made(person)

    new = subscriptions.rotate(old.subscription, by=person_actor(person.pk))

    assert subscriptions.by_token(old.token) is None
    found = subscriptions.by_token(new.token)
    assert found is not None
    assert found.pk == old.subscription.pk


def test_ended_one_opens_nothing_and_gets_no_new_address(person: Person) -> None:
    new = made(person)
    subscriptions.revoke(new.subscription, by=person_actor(person.pk))

    assert subscriptions.by_token(new.token) is None
    with pytest.raises(DomainError, match="calendar_ended"):
        subscriptions.rotate(new.subscription, by=person_actor(person.pk))


def test_stranger_changes_nothing(person: Person) -> None:
    new, stranger = made(person), person_actor(PersonFactory().pk)

    with pytest.raises(Forbidden):
        subscriptions.change(new.subscription, by=stranger, discreet=True)
    with pytest.raises(Forbidden):
        subscriptions.rotate(new.subscription, by=stranger)
    with pytest.raises(Forbidden):
        subscriptions.revoke(new.subscription, by=stranger)
    assert subscriptions.by_token(new.token) is not None


def test_each_deed_is_in_the_trail_and_none_twice(person: Person) -> None:
    me, new = person_actor(person.pk), made(person)
    subscriptions.change(new.subscription, by=me, discreet=True)
    subscriptions.change(new.subscription, by=me, discreet=True)
    subscriptions.rotate(new.subscription, by=me)
    subscriptions.revoke(new.subscription, by=me)
    subscriptions.revoke(new.subscription, by=me)

    assert deeds() == [
        ("subscription.made", person.pk, {}),
        ("subscription.changed", person.pk, {}),
        ("subscription.rotated", person.pk, {}),
        ("subscription.revoked", person.pk, {}),
    ]


def test_erased_person_leaves_none(person: Person) -> None:
    new = made(person)

    erasure.erase(person, by=SYSTEM)

    assert subscriptions.by_token(new.token) is None
    assert not Subscription.objects.exists()


def test_merged_record_s_address_opens_nothing_also_after_it_is_undone(person: Person) -> None:
    other = PersonFactory()
    mine, theirs = made(person), made(other)

    merge = merging.merge(person, other, by=SYSTEM)
    assert [subscriptions.by_token(one.token) is None for one in (mine, theirs)] == [False, True]
    merging.undo(merge, by=SYSTEM)

    assert subscriptions.by_token(theirs.token) is None


def test_last_visit_is_noted_once_an_hour(person: Person, django_assert_num_queries) -> None:
    subscription = made(person).subscription
    with django_assert_num_queries(1):
        subscriptions.note_fetched(subscription, now=NOW)
    subscription.refresh_from_db()
    assert subscription.fetched_at == NOW

    with django_assert_num_queries(0):
        subscriptions.note_fetched(subscription, now=NOW + timedelta(minutes=59))
    with django_assert_num_queries(1):
        subscriptions.note_fetched(subscription, now=NOW + timedelta(minutes=61))


def test_token_is_in_no_log_line(person: Person, client, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    new = made(person)

    client.get(f"/calendar/own/{new.token}.ics")
    client.get(f"/calendar/own/{new.token}x.ics")
    client.post(f"/calendar/own/{new.token}.ics")

    assert [record for record in caplog.records if "calendars:own" in str(record.msg)]
    assert [record for record in caplog.records if new.token in f"{record.__dict__}"] == []
