"""Ending a group: it leaves the site, its coming dates are cancelled with notice, and the past stays."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Activity, ActivityState, SessionState
from activities.services import bookings, impact, publishing
from core.actors import SYSTEM, Channel, Role
from core.errors import Moved
from notifications.models import OutboxMessage
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture
def group() -> Activity:
    activity = ActivityFactory(start_date=date(2026, 11, 16))
    for day in (date(2026, 11, 16), date(2026, 11, 30), date(2026, 12, 7)):
        SessionFactory(activity=activity, day=day)
    return activity


def states(activity: Activity) -> list[str]:
    return list(activity.sessions.order_by("day").values_list("state", flat=True))


def test_end_cancels_what_lies_ahead_and_leaves_the_past(group: Activity) -> None:
    publishing.end(group, by=SYSTEM, now=NOW)

    assert group.state == ActivityState.ENDED
    assert states(group) == [SessionState.SCHEDULED, SessionState.CANCELLED, SessionState.CANCELLED]


def test_end_tells_whoever_has_places_once(group: Activity) -> None:
    person = PersonFactory()
    for session in group.sessions.filter(starts_at__gt=NOW):
        bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, now=NOW)

    publishing.end(group, by=SYSTEM, now=NOW)

    assert OutboxMessage.objects.filter(person=person, type="group-ended").count() == 1
    assert not OutboxMessage.objects.filter(type="session-cancelled").exists()


def test_end_twice_is_refused(group: Activity) -> None:
    publishing.end(group, by=SYSTEM, now=NOW)

    with pytest.raises(Moved):
        publishing.end(group, by=SYSTEM, now=NOW)


def test_end_touches_each_person_once(group: Activity) -> None:
    person = PersonFactory()
    for session in group.sessions.filter(starts_at__gt=NOW):
        bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, now=NOW)

    assert [reach.booking.person for reach in impact.of_group(group, by=SYSTEM, now=NOW).reaches] == [person]


def test_coordinator_ends_a_group_after_saying_why(client: Client, group: Activity) -> None:
    client.force_login(StaffRoleFactory(centre=group.centre, role=Role.COORDINATOR).user)
    address = reverse("desk_activities:end", args=[group.pk])

    assert client.post(address, {"note": ""}).status_code == 200
    assert client.get(reverse("activities:detail", args=[group.slug])).status_code == 200

    answer = client.post(address, {"note": "The room is being rebuilt."}, follow=True)

    assert "The group has ended." in answer.content.decode()
    assert reverse("activities:detail", args=[group.slug]) not in answer.content.decode()
    assert client.get(reverse("activities:detail", args=[group.slug])).status_code == 404


def test_both_ways_to_call_off_lead_back(client: Client, group: Activity) -> None:
    client.force_login(StaffRoleFactory(centre=group.centre, role=Role.COORDINATOR).user)
    back = f'href="{reverse("desk_activities:activity", args=[group.pk])}"'

    for address in (
        reverse("desk_activities:end", args=[group.pk]),
        reverse("desk_activities:cancel", args=[group.sessions.latest("day").public_id]),
    ):
        assert client.get(address).content.decode().count(back) == 2


def test_ending_twice_at_the_desk_says_that_somebody_was_faster(client: Client, group: Activity) -> None:
    client.force_login(StaffRoleFactory(centre=group.centre, role=Role.COORDINATOR).user)
    publishing.end(group, by=SYSTEM)

    answer = client.post(reverse("desk_activities:end", args=[group.pk]), {"note": "Again."}, follow=True)

    assert "Somebody else was faster" in answer.content.decode()
