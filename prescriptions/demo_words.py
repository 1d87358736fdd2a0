"""The demo's word back: at every centre one that its provider has read, and one that waits for them."""

from datetime import timedelta

from core import clock
from core.demo import DemoWorld
from people.actors import for_user
from prescriptions.models import Case, Prescription
from prescriptions.services import casework, word_back

# Of `prescriptions.demo.STORIES`, of those with which a link worker walks: which one, and taken on how many days ago.
READ, READ_DAYS = 4, 5
WAITING, WAITING_DAYS = 1, 1


def build(world: DemoWorld) -> None:
    for slug, written in world.made["prescriptions"].items():
        provider = for_user(world.made["staff"][slug]["provider"], centre_id=world.made["centres"][slug].pk)
        _take(world, slug, written[READ], READ_DAYS)
        with clock.standing_at(world.now - timedelta(days=READ_DAYS - 1)):
            word_back.mark_read(written[READ], by=provider)
        _take(world, slug, written[WAITING], WAITING_DAYS)


def _take(world: DemoWorld, slug: str, prescription: Prescription, days: int) -> None:
    worker = for_user(world.made["staff"][slug]["link_worker"], centre_id=world.made["centres"][slug].pk)
    with clock.standing_at(world.now - timedelta(days=days)):
        casework.take(Case.objects.get(prescription=prescription), by=worker)
