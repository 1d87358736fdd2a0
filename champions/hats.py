"""A champion's record as a client is kept from those who coordinate volunteers and nothing else."""

from champions.models import Champion
from champions.models.champion import WORN
from core.actors import Actor, Role
from people.models import Person


def coordinates_alone(actor: Actor) -> bool:
    """Whoever also works as a link worker or manages the centre has both hats to look after."""
    return actor.has(Role.COORDINATOR) and not actor.has(Role.LINK_WORKER, Role.MANAGER)


def is_apart(actor: Actor, person: Person) -> bool:
    """Of their own centre's champions, those who were, and those on the way. One query, and none for other staff."""
    if not coordinates_alone(actor):
        return False
    here = Champion.objects.at(actor.centre_id).led_by(person.pk)
    return bool(here.filter(standing__in=WORN).exists())
