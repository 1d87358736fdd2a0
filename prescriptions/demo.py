"""The demo's prescriptions: one of each level at every centre, written by its provider, and chart numbers."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from core import clock
from core.actors import Actor
from core.demo import DemoWorld
from people import actors
from people.models import Person
from people.services import charts
from prescriptions.models import Level, Need, Prescription, Reach, Risks, Told, Urgency
from prescriptions.services import fitting, writing

CHARTED = 12  # people of a centre who have a chart number
FIRST_CHART = 4101


@dataclass(frozen=True)
class Story:
    """What was prescribed, so many days ago; words in English and in French. `names`: what it names, if anything."""

    level: Level
    needs: tuple[Need, ...]
    days: int
    matters: tuple[str, str]
    told: Told = Told.PROGRESS
    urgency: Urgency = Urgency.ROUTINE
    reach: Reach = Reach.PHONE
    risk: tuple[str, str] = ("", "")
    names: str = ""


STORIES = (
    Story(
        Level.HOLISTIC,
        (Need.SOCIAL, Need.BEREAVEMENT),
        1,
        ("He misses somebody to have breakfast with.", "Quelqu’un avec qui déjeuner lui manque."),
        told=Told.DETAILS,
        urgency=Urgency.SOON,
        names=fitting.GROUP,
    ),
    Story(
        Level.MEDIUM,
        (Need.MOVEMENT, Need.NATURE),
        6,
        ("To walk to the river again.", "Marcher de nouveau jusqu’à la rivière."),
        risk=("Steps tire her; she stops often.", "Les marches la fatiguent; elle s’arrête souvent."),
        reach=Reach.TEXT,
    ),
    Story(
        Level.LIGHT,
        (Need.SOCIAL,),
        12,
        ("Cards on a weekday afternoon.", "Les cartes, un après-midi de semaine."),
        names=fitting.DATE,
    ),
    Story(
        Level.SIGNPOSTING,
        (Need.FOOD, Need.INCOME),
        20,
        ("A full cupboard by the end of the month.", "Une armoire pleine à la fin du mois."),
        told=Told.NOTHING,
        reach=Reach.NOBODY,
        names=fitting.RESOURCE,
    ),
    Story(
        Level.HOLISTIC,
        (Need.CAREGIVER, Need.VISIT),
        33,
        ("One free afternoon a week.", "Un après-midi libre par semaine."),
    ),
)


def build(world: DemoWorld) -> None:
    """`made["prescriptions"]` by centre, in the order of `STORIES`."""
    world.made["prescriptions"] = {}
    for slug in world.made["centres"]:
        clients = _clients(world, slug)
        by = actors.for_user(world.made["staff"][slug]["provider"], centre_id=world.made["centres"][slug].pk)
        _chart(world, slug, clients, by)
        pairs = zip(clients, STORIES, strict=False)
        world.made["prescriptions"][slug] = [_written(world, slug, who, story, by) for who, story in pairs]


def _clients(world: DemoWorld, slug: str) -> list[Person]:
    """Who leads nothing."""
    leading = {champion.person_id for champion in world.made["champions"][slug]}
    return [person for person in world.made["people"][slug] if person.pk not in leading]


def _chart(world: DemoWorld, slug: str, clients: list[Person], by: Actor) -> None:
    for number, person in enumerate(clients[:CHARTED], FIRST_CHART):
        charts.set_number(person, centre=world.made["centres"][slug], number=str(number), by=by)


def _written(world: DemoWorld, slug: str, person: Person, story: Story, by: Actor) -> Prescription:
    french = person.language == "fr"
    offered = fitting.things(story.needs, by=by, now=world.now, language=person.language) if story.names else []
    thing = next((one for one in offered if one.key.startswith(story.names)), None)
    level = Level.SIGNPOSTING if story.level == Level.LIGHT and thing is None else story.level
    with clock.standing_at(world.now - timedelta(days=story.days, hours=2)):
        return writing.write(
            person=person,
            centre=world.made["centres"][slug],
            by=by,
            request_key=UUID(int=world.rng.getrandbits(128)),
            thing=thing,
            language=person.language,
            interpreter=person.interpreter,
            writer_role="infirmière praticienne"
            if world.made["centres"][slug].language == "fr"
            else "nurse practitioner",
            level=level,
            needs=story.needs,
            risks=Risks.SOME if story.risk[french] else Risks.NONE_KNOWN,
            risk_words=story.risk[french],
            urgency=story.urgency,
            matters=story.matters[french],
            reach=story.reach,
            told=story.told,
            agrees=True,
        )
