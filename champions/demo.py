"""The demo's champions: five or six at each centre."""

from datetime import date, timedelta
from typing import Any

from centres.models import Centre
from champions.models import Answer, Champion, Layer, Means, Need, Work
from champions.services import (
    answers,
    applications,
    asked,
    asking,
    breaks,
    clearances,
    hours,
    invitations,
    standing,
    support,
)
from champions.services.invitations import Asking
from core import clock
from core.actors import SYSTEM, person_actor
from core.demo import DemoWorld
from people.actors import for_user
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

SUPPORT: dict[str, dict[str, Any]] = {
    "en": {
        "plan": {
            "helps": "The plan for the day in writing, and somebody who sets out the chairs with me.",
            "hinders": "Being called on without warning.",
            "reach": "By text. Not before ten in the morning.",
            "agreed": "We talk every six weeks, over a coffee.",
        },
        "shared": "A good talk. We look for somebody to share the evenings in February.",
        "staff": "Offer the training on hard conversations before the spring.",
        "what": "Cooking for the holiday lunch",
    },
    "fr": {
        "plan": {
            "helps": "Le plan de la journée par écrit, et quelqu’un qui place les chaises avec moi.",
            "hinders": "Qu’on me pose des questions sans prévenir.",
            "reach": "Par texto. Pas avant dix heures.",
            "agreed": "Nous nous parlons toutes les six semaines, autour d’un café.",
        },
        "shared": "Une bonne conversation. Nous cherchons quelqu’un pour partager les soirées en février.",
        "staff": "Offrir la formation sur les conversations difficiles avant le printemps.",
        "what": "Cuisine pour le dîner des Fêtes",
    },
}
# What staff write to whom they ask, what somebody writes who comes forward, and what they like.
SENTENCES = {
    "en": (
        "You know everybody’s name in the waiting room. Would you help us welcome people?",
        "Your stories about the river made us all laugh. Others should hear them.",
        "I bake, and I have Thursdays.",
        "Cribbage, and a good listening ear",
        "Coffee together",
    ),
    "fr": (
        "Vous connaissez tout le monde dans la salle d’attente. Nous aideriez-vous à accueillir les gens?",
        "Vos histoires de la rivière nous ont tous fait rire. D’autres devraient les entendre.",
        "Je fais du pain, et j’ai mes jeudis.",
        "Le cribbage, et une bonne oreille",
        "Prendre un café ensemble",
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
        _support(world, slug, made)
        if number % 3 == 0:
            _rest(world, made[-1])
        world.made["champions"][slug] = made
        taken = {champion.person_id for champion in made}
        _on_the_way(world, slug, [person for person in people[2:] if person.pk not in taken][:4])


def _on_the_way(world: DemoWorld, slug: str, people: list[Person]) -> None:
    """Somebody at each step, one past the day of theirs, and an invitation of which nobody has said whom it is for."""
    centre, staff = world.made["centres"][slug], world.made["staff"][slug]
    welcoming, telling, baking, cards, coffee = SENTENCES[centre.language]
    coordinator, link_worker = staff["coordinator"], for_user(staff["link_worker"], centre_id=centre.pk)
    today = world.now.astimezone(centre.zone).date()
    asked, answered, came, met = people
    in_person = Asking(welcoming, Means.IN_PERSON, remind_on=today)
    invitations.ask(person=asked, centre=centre, asking=in_person, by=link_worker)
    with clock.standing_at(world.now - timedelta(days=12)):
        letter = Asking(telling, Means.LETTER)
        invitation = invitations.ask(person=answered, centre=centre, asking=letter, by=link_worker)
        answers.say(invitation, Answer.YES, by=link_worker)
        _come_forward(met, centre, cards)
    with clock.standing_at(world.now - timedelta(days=3)):
        _come_forward(came, centre, baking)
        champion = met.championships.get(centre=centre)
        standing.go_on(champion, "meet", by=SYSTEM)
        day = today + timedelta(days=2)
        standing.plan(champion, next_step=coffee, next_step_on=day, supporter=coordinator, by=SYSTEM)
    provider = for_user(staff["provider"], centre_id=centre.pk)
    asking.ask_by_name(named="Pat Merriweather", contact="519-555-0188", words=welcoming, centre=centre, by=provider)


def _come_forward(person: Person, centre: Centre, words: str) -> None:
    applications.come_forward_as(person=person, centre=centre, words=words, by=SYSTEM)


def _support(world: DemoWorld, slug: str, made: list[Champion]) -> None:
    """The first has a plan, a note in each layer, a check-in that is due, and hours that staff have to look at."""
    first, second, *_others = made
    words = SUPPORT[world.made["centres"][slug].language]
    today = world.now.date()
    support.write_plan(first, **words["plan"], by=SYSTEM)
    support.note(first, layer=Layer.SHARED, text=words["shared"], by=SYSTEM)
    support.note(first, layer=Layer.STAFF, text=words["staff"], minutes=40, by=SYSTEM)
    support.plan_check_ins(first, weeks=6, on=today, by=SYSTEM)
    hours.add(second, key="demo", day=today, minutes=570, what=words["what"], today=today, by=SYSTEM)
    me = person_actor(first.person_id)
    hours.write_down(first, key="demo", day=today, minutes=150, what=words["what"], today=today, by=me)


def _rest(world: DemoWorld, champion: Champion) -> None:
    """By themselves, until about a month from now."""
    today = world.now.date()
    until = today + timedelta(days=30)
    breaks.ask(champion, starts_on=today, until=until, word="", today=today, by=person_actor(champion.person_id))
    champion.refresh_from_db()


def _welcome(world: DemoWorld, slug: str, person: Person) -> Champion:
    since = (world.now - timedelta(days=world.rng.randrange(60, 1400))).date()
    champion = standing.welcome(
        person=person,
        centre=world.made["centres"][slug],
        since=since,
        languages=world.made["spoken"][person.pk],
        interests=world.rng.choice(INTERESTS[person.language]),
        supporter=world.made["staff"][slug]["coordinator"],
        by=SYSTEM,
    )
    _clear(world, champion, since)
    return champion


def _clear(world: DemoWorld, champion: Champion, since: date) -> None:
    """All that it takes to lead a group, from the day on which they started. With some the training runs out soon."""
    clearances.choose_works(champion, [Work.HOST, Work.CLOSED], by=SYSTEM)
    for need in asked.table(champion.centre_id).needed([Work.HOST, Work.CLOSED]):
        until = world.now.date() + timedelta(days=world.rng.randrange(20, 700)) if need == Need.TRAINING else None
        clearances.settle(champion, need, on=since, until=until, by=SYSTEM)
