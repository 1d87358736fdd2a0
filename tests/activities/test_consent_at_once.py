"""A consent that is taken back holds with the next look, on every surface that rests on one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import InviteCall
from activities.presenters.registers import RegisterPage
from core import clock
from core.actors import SYSTEM, person_actor
from notifications.models import OutboxMessage, Outcome
from notifications.services import delivery
from notifications.services.outbox import notify
from people.models.consent import Purpose
from people.services import consents
from tests.architecture.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = World()
    world.ready()
    return world


def leader_sees_needs(world):
    """On the register of a leader."""
    booking = world.booking_held
    booking.access_needs = "a chair with arms"
    booking.save(update_fields=["access_needs"])
    by = person_actor(world.champion.person_id)
    return any(row.needs for row in RegisterPage.of(world.session_held, by=by).rows)


def champion_sees_the_call(world):
    """What a champion is asked to do for one person."""
    call = world.invite_call
    return InviteCall.visible_to(person_actor(call.champion.person_id)).filter(pk=call.pk).exists()


def message_goes_out(world):
    """What is owed about a place."""
    world.contact  # noqa: B018 - somewhere to send it
    notify("place-confirmed", person=world.owner, about=world.booking, key=str(clock.now()))
    message = OutboxMessage.objects.latest("pk")
    delivery.deliver_due(now=timezone.now() + timedelta(hours=1))
    message.refresh_from_db()
    return message.outcome != Outcome.NOT_WANTED


@pytest.mark.parametrize(
    ("surface", "purpose", "whose"),
    [
        (leader_sees_needs, Purpose.SHARE_WITH_LEADER, "owner"),
        (champion_sees_the_call, Purpose.CHAMPION_CALLS, "neighbour"),
        (message_goes_out, Purpose.OWN_PLACES, "owner"),
    ],
)
def test_consent_that_is_ended_holds_at_once_on_every_surface(world, surface, purpose, whose):
    person = getattr(world, whose)
    consents.give(person=person, purpose=purpose, by=SYSTEM)
    assert surface(world)
    consents.end(person=person, purpose=purpose, by=person_actor(person.pk))
    assert not surface(world)
    consents.give(person=person, purpose=purpose, by=SYSTEM)
    assert surface(world)
