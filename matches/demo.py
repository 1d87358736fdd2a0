"""The demo's matches: champions who offer company, people who wait for it, and two who found each other."""

from datetime import timedelta

from champions.models import Champion
from champions.services import asked, clearances
from core import clock
from core.actors import SYSTEM
from core.demo import DemoWorld
from matches.models import Kind, MatchRequest, Source, Urgency
from matches.parts import EVENING, WEEKDAY_AFTERNOON, WEEKDAY_MORNING, WEEKEND, Around, Gender, Reach
from matches.services import pairs, profiles, requests

# Guelph has the demo's logins; Témiskaming works in French.
CENTRES = ("guelph", "temiskaming")
OFFERS: tuple[tuple[list[Kind], list[str], Reach, str, list[Around]], ...] = (
    ([Kind.FRIENDLY, Kind.BUDDY], [WEEKDAY_AFTERNOON, WEEKEND], Reach.AREA, Gender.WOMAN, []),
    ([Kind.FRIENDLY, Kind.PALLIATIVE], [WEEKDAY_AFTERNOON, EVENING], Reach.TOWN, "", [Around.SMOKE]),
    ([Kind.BUDDY], [WEEKEND, WEEKDAY_MORNING], Reach.FURTHER, Gender.MAN, []),
    ([Kind.FRIENDLY], [EVENING], Reach.TOWN, Gender.WOMAN, [Around.ANIMALS]),
)
WISHES = (
    (
        Kind.FRIENDLY,
        Source.CLIENT,
        24,
        Urgency.ROUTINE,
        ("Cards, and old songs", "Les cartes et les chansons d’autrefois"),
    ),
    (Kind.BUDDY, Source.STAFF, 11, Urgency.SOON, ("Fishing, and the river", "La pêche et la rivière")),
    (Kind.FRIENDLY, Source.FAMILY, 3, Urgency.ROUTINE, ("Gardening", "Le jardinage")),
    (Kind.PALLIATIVE, Source.STAFF, 2, Urgency.URGENT, ("Quiet music", "La musique douce")),
)


def build(world: DemoWorld) -> None:
    """`made["wishes"]` by centre."""
    world.made["wishes"] = {}
    for slug in CENTRES:
        if slug in world.made["centres"]:
            _offer(world, slug)
            world.made["wishes"][slug] = _wish(world, slug)
            _meet(world, slug)


def _offer(world: DemoWorld, slug: str) -> None:
    """All but the last are cleared for what they offer."""
    active = [champion for champion in world.made["champions"][slug] if champion.is_active]
    town = world.made["centres"][slug].town
    for number, (champion, offer) in enumerate(zip(active, OFFERS, strict=False)):
        kinds, parts, reach, gender, avoids = offer
        profiles.save(
            champion, kinds=kinds, parts=parts, town=town, reach=reach, gender=gender, avoids=avoids, most=2, by=SYSTEM
        )
        if number < len(OFFERS) - 1:
            _clear(world, champion, kinds)


def _clear(world: DemoWorld, champion: Champion, kinds: list[Kind]) -> None:
    day = (world.now - timedelta(days=200)).date()
    for need in asked.table(champion.centre_id).needed([work for kind in kinds for work in kind.works]):
        clearances.settle(champion, need, by=SYSTEM, on=day)


def _wish(world: DemoWorld, slug: str) -> list[MatchRequest]:
    centre = world.made["centres"][slug]
    leading = {champion.person_id for champion in world.made["champions"][slug]}
    clients = [person for person in world.made["people"][slug] if person.pk not in leading]
    made = []
    for person, (kind, source, days, urgency, likes) in zip(clients, WISHES, strict=False):
        with clock.standing_at(world.now - timedelta(days=days)):
            made.append(
                requests.receive(
                    person=person,
                    centre=centre,
                    kind=kind,
                    source=source,
                    urgency=urgency,
                    interests=likes[person.language == "fr"],
                    languages=world.made["spoken"][person.pk],
                    parts=[WEEKDAY_AFTERNOON],
                    town=centre.town,
                    at_home=False,
                    by=SYSTEM,
                )
            )
    return made


def _meet(world: DemoWorld, slug: str) -> None:
    """The second has somebody to go out with."""
    wish = world.made["wishes"][slug][1]
    champion = world.made["champions"][slug][0]
    match = pairs.propose(wish, champion=champion, by=SYSTEM)
    pairs.accept(match, by=SYSTEM)
    agreed = "Le samedi matin, au quai" if champion.person.language == "fr" else "Saturday mornings, by the dock"
    pairs.start_trial(match, until=(world.now + timedelta(days=21)).date(), agreed=agreed, by=SYSTEM)
