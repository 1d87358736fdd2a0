"""The demo's asking of others: a few calls and welcomes by champions, and an idea box with something in it."""

import uuid
from datetime import timedelta

from activities.choices import JoinMode
from activities.models import Booking, Session
from activities.services import call_choices, ideas, invite_calls
from champions.models import Champion, Need
from champions.services import clearances
from core import clock
from core.actors import SYSTEM
from core.demo import DemoWorld
from people.models import Person
from people.models.consent import Purpose
from people.services import consents

CENTRES = ("guelph", "temiskaming")
# Title and words, in the language of the centre; how many would come.
IDEAS = {
    "en": (
        ("A choir for everybody", "Old songs, no audition, and tea afterwards.", 7),
        ("A repair afternoon", "Bring what is broken, and mend it with somebody who knows how.", 4),
        ("Learning to swim after sixty", "", 0),
    ),
    "fr": (
        ("Une chorale pour tout le monde", "De vieilles chansons, sans audition, et un thé après.", 7),
        ("Un atelier de réparation", "Apportez ce qui est brisé et réparez-le avec quelqu’un qui s’y connaît.", 4),
        ("Apprendre à nager après soixante ans", "", 0),
    ),
}


def build(world: DemoWorld) -> None:
    """At two centres. The champion who signs in finds a call to make and somebody to meet at the door."""
    with clock.standing_at(world.now):
        for slug in CENTRES:
            if slug in world.made["champions"]:
                _calls(world, slug)
                _ideas(world, slug)


def _calls(world: DemoWorld, slug: str) -> None:
    active = [champion for champion in world.made["champions"][slug] if champion.is_active][:2]
    for champion in active:
        clearances.settle(champion, Need.CONFIDENTIALITY, by=SYSTEM, on=world.now.date() - timedelta(days=90))
    champion = active[0]
    led = {one.person_id for one in world.made["champions"][slug]}
    asked = [one for one in world.made["people"][slug] if one.pk not in led and call_choices.numbers(one)]
    dates = _dates(world, slug)
    for person, session in zip(asked, dates, strict=False):
        consents.give(person=person, purpose=Purpose.CHAMPION_CALLS, by=SYSTEM)
        _ask(world, champion, person, session)
    if len(active) > 1 and dates:
        _door(active[1], asked, dates[0])


def _dates(world: DemoWorld, slug: str) -> list[Session]:
    """The next dates of two groups to which anybody can be invited."""
    ahead = Session.objects.scheduled().filter(
        centre=world.made["centres"][slug], starts_at__gt=world.now + timedelta(days=1), activity__sensitive=False
    )
    by_date = ahead.filter(activity__join_mode__in=(JoinMode.SIGN_UP, JoinMode.DROP_IN)).with_place()
    found: dict[int, Session] = {}
    for session in by_date.order_by("starts_at", "pk")[:30]:
        found.setdefault(session.activity_id, session)
    return list(found.values())[:2]


def _ask(world: DemoWorld, champion: Champion, person: Person, session: Session) -> None:
    last = min(session.day, (world.now + timedelta(days=7)).date())
    invite_calls.ask(
        person=person,
        champion=champion,
        activity=session.activity,
        session=session,
        point=call_choices.numbers(person)[0],
        script=call_choices.suggested_script(person, session.activity, session, may_name=False),
        until=last,
        by=SYSTEM,
    )


def _door(champion: Champion, people: list[Person], session: Session) -> None:
    """Whoever has a place there, and comes for the first time with somebody."""
    place = Booking.objects.confirmed().filter(session=session, person__in=people).select_related("person").first()
    if place is None or place.person_id == champion.person_id:
        return
    place.session = session
    consents.give(person=place.person, purpose=Purpose.CHAMPION_CALLS, by=SYSTEM)
    where, sign = {
        "en": ("At the front door, ten minutes before", "I wear a red scarf"),
        "fr": ("À la porte d’entrée, dix minutes avant", "Je porte un foulard rouge"),
    }[session.centre.language]
    invite_calls.accompany(booking=place, champion=champion, where=where, sign=sign, by=SYSTEM)


def _ideas(world: DemoWorld, slug: str) -> None:
    centre = world.made["centres"][slug]
    neighbours = world.made["people"][slug]
    for title, words, coming in IDEAS[centre.language]:
        made, _point = ideas.suggest(
            centre=centre,
            title=title,
            words=words,
            language=centre.language,
            request_key=uuid.UUID(int=world.rng.getrandbits(128)),
            by=SYSTEM,
        )
        if not coming:
            continue  # new: it waits for a look
        ideas.show(made, by=SYSTEM)
        for person in world.rng.sample(neighbours, min(coming, len(neighbours))):
            ideas.support(made, person=person, by=SYSTEM)
