"""A group of which nobody hears is asked about, then taken off the site with notice, and back on a word."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from activities.models import Activity, ActivityState
from activities.services import freshness, register
from core.actors import SYSTEM, Role, person_actor
from notifications.models import OutboxMessage
from notifications.services import outbox
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
SAID = datetime(2026, 3, 2, 15, tzinfo=UTC)
QUIET = timedelta(weeks=26)


@pytest.fixture
def group():
    made = ActivityFactory(confirmed_at=SAID)
    made.leaders.add(ChampionFactory(centre=made.centre))
    return made


def told() -> list[str]:
    return list(OutboxMessage.objects.order_by("pk").values_list("type", flat=True))


def at(weeks: float) -> datetime:
    return SAID + QUIET + timedelta(weeks=weeks)


def test_quiet_group_is_asked_about_twice_and_then_off_the_site(group) -> None:
    for weeks in (-0.1, 0, 0.1, 1.9, 2, 2.1, 3.9):
        freshness.look_after(now=at(weeks))
        assert Activity.public().get() == group
    assert told() == ["still-going", "still-going"]

    freshness.look_after(now=at(4))

    assert told() == ["still-going", "still-going", "group-hidden"]
    assert not Activity.public().exists()


def test_word_of_a_leader_ends_the_asking(group) -> None:
    freshness.look_after(now=at(0))
    leader = group.leaders.get()

    freshness.confirm(group, by=person_actor(leader.person_id), now=at(1))

    assert [freshness.look_after(now=at(weeks)) for weeks in (1, 4, 26.9, 27)] == [0, 0, 0, 1]


def test_hidden_group_is_back_with_its_dates(group) -> None:
    freshness.look_after(now=at(0))
    freshness.look_after(now=at(4))
    desk = staff_client(Role.COORDINATOR, centre=group.centre)
    assert group.title in desk.get(reverse("desk:home")).text

    desk.post(reverse("desk_activities:confirm", args=[group.pk]))

    group.refresh_from_db()
    assert (group.state, group.asked_at) == (ActivityState.PUBLISHED, None)
    assert group.sessions.exists()
    assert group.title not in desk.get(reverse("desk:home")).text


def test_register_is_a_sign_of_life(group) -> None:
    freshness.look_after(now=at(0))
    met = SessionFactory(activity=group, day=at(0).date())

    register.close(met, by=SYSTEM, now=met.ends_at)

    group.refresh_from_db()
    assert (group.confirmed_at, group.asked_at) == (met.ends_at, None)


def test_centre_may_ask_nobody(group) -> None:
    type(group.centre).objects.update(asks_after_weeks=0)
    assert freshness.look_after(now=at(100)) == 0


def test_question_is_not_sent_once_it_is_answered(group) -> None:
    freshness.look_after(now=at(0))
    message = OutboxMessage.objects.select_related("person").get()
    assert len(outbox.render([message])) == 1
    freshness.confirm(group, by=SYSTEM, now=at(0))
    assert outbox.render([message]) == []


def test_centre_that_asks_sooner_hides_nothing_unasked(group) -> None:
    type(group.centre).objects.update(asks_after_weeks=4)
    freshness.look_after(now=at(0))
    assert told() == ["still-going"]
