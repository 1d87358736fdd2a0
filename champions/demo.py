"""The demo's champions: five or six at each centre."""

from datetime import timedelta

from champions.models import Champion, Need, Work
from champions.services import asked, clearances, standing
from core.actors import SYSTEM
from core.demo import DemoWorld
from people.models import Person

INTERESTS = {
    "en": (
        "Cards, euchre above all",
        "Knitting and a good story",
        "Walking by the river, slowly",
        "Cooking for many",
        "Listening to people who have lost somebody",
        "Fishing, and fixing what breaks",
        "Phones and tablets, without hurry",
        "Old songs on the guitar",
        "Gardening, from seed to soup",
    ),
    "fr": (
        "Les cartes, surtout le 500",
        "La photo et les promenades",
        "Tricoter en jasant",
        "Cuisiner pour toute la gang",
        "Écouter ceux qui ont perdu quelqu’un",
        "Les chansons d’autrefois",
    ),
}


def build(world: DemoWorld) -> None:
    """`made["champions"]` by centre; the first of each has an account, the last of some is taking a break."""
    world.made["champions"] = {}
    for number, slug in enumerate(world.made["centres"]):
        people = world.made["people"][slug]
        # The first is the one who signs in. The second may be the named client, who is none.
        chosen = [people[0], *world.rng.sample(people[2:], 4 + number % 2)]
        made = [_welcome(world, slug, person) for person in chosen]
        if number % 3 == 0:
            made[-1] = standing.pause(made[-1], by=SYSTEM)
        world.made["champions"][slug] = made


def _welcome(world: DemoWorld, slug: str, person: Person) -> Champion:
    champion = standing.welcome(
        person=person,
        centre=world.made["centres"][slug],
        since=(world.now - timedelta(days=world.rng.randrange(60, 1400))).date(),
        languages=world.made["spoken"][person.pk],
        interests=world.rng.choice(INTERESTS[person.language]),
        supporter=world.made["staff"][slug]["coordinator"],
        by=SYSTEM,
    )
    _clear(world, champion)
    return champion


def _clear(world: DemoWorld, champion: Champion) -> None:
    """All that it takes to lead a group, from the day on which they started. With some the training runs out soon."""
    clearances.choose_works(champion, [Work.HOST, Work.CLOSED], by=SYSTEM)
    for need in asked.table(champion.centre_id).needed([Work.HOST, Work.CLOSED]):
        until = world.now.date() + timedelta(days=world.rng.randrange(20, 700)) if need == Need.TRAINING else None
        clearances.settle(champion, need, on=champion.since or world.now.date(), until=until, by=SYSTEM)
