"""What leaders do in the demo: one has written to their group, one is asked whether they can stand in for another."""

from activities.demo_data import WRITTEN
from activities.models import Audience, Session
from activities.models.session import SessionQuerySet
from activities.services import clearing, group_messages, substitutes
from champions.models import Champion
from champions.services import clearances, standing
from core.actors import SYSTEM, person_actor
from core.demo import DemoWorld


def build(world: DemoWorld) -> None:
    for slug, words in WRITTEN.items():
        first, *others = [champion for champion in world.made["champions"][slug] if champion.is_active]
        standing.offer_help(first, helps_out=True, by=person_actor(first.person_id))
        _write(world, first, words)
        _ask_to_stand_in(world, first, others)


def _ahead(world: DemoWorld, champion: Champion) -> SessionQuerySet:
    """The dates of open groups that they lead, soonest first."""
    led = Session.objects.scheduled().kept_by(champion.person_id)
    rows = led.filter(starts_at__gt=world.now, activity__sensitive=False, substitute=None)
    return rows.with_place().order_by("starts_at", "pk")


def _write(world: DemoWorld, champion: Champion, words: str) -> None:
    for session in _ahead(world, champion).filter(seats_taken__gt=0)[:1]:
        by = person_actor(champion.person_id)
        group_messages.send(session, audience=Audience.DATE, text=words, by=by, now=world.now)


def _ask_to_stand_in(world: DemoWorld, first: Champion, others: list[Champion]) -> None:
    """The champion who can sign in is cleared for what another one leads, and that one cannot come."""
    for other in others:
        for session in _ahead(world, other).exclude(activity__leaders=first)[:1]:
            lacking = clearances.lacking([first], clearing.works_of(session.activity), on=session.day)
            for need in lacking.get(first.pk, ()):
                clearances.settle(first, need, by=SYSTEM, on=first.since or world.now.date())
            substitutes.seek(session, by=person_actor(other.person_id), now=world.now)
            return
