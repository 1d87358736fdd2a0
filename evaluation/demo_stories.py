"""The demo's stories, all of them invented: one of each reach, and one whose text waits for its person's yes."""

from dataclasses import dataclass
from datetime import timedelta

from core import clock
from core.actors import Actor
from core.demo import DemoWorld
from core.policies import may
from evaluation.models import Reach
from evaluation.services import stories, story_texts
from people.actors import for_user
from people.models import Person

CENTRE = "guelph"  # has the demo's logins


@dataclass(frozen=True)
class Told:
    """`text`: what staff made of it for outside; `is_agreed`: whether its person said yes to it."""

    days_ago: int
    words: str
    reach: Reach
    shown_as: str = ""
    text: str = ""
    is_agreed: bool = False
    language: str = "en"


TOLD = (
    Told(
        90,
        "After my husband died I set the table for two for a year. Then Ruth from the soup group rang and said they "
        "were one short for peeling. I went to do her a favour. I still go. Now I set the table for four.",
        Reach.ANONYMOUS,
        text="After my husband died I set the table for two for a year. Then somebody rang and said they were one "
        "short for peeling. I still go. Now I set the table for four.",
        is_agreed=True,
    ),
    Told(
        61,
        "My doctor wrote “walking group” on a slip and I thought, what nonsense, I have legs of my own. But nobody "
        "waits for you when you walk alone. They wait for me at the corner by the bakery. My knee is no better. I am.",
        Reach.WITH_NAME,
        shown_as="A retired bus driver from Guelph",
        text="My doctor wrote “walking group” on a slip and I thought, what nonsense, I have legs of my own. But "
        "nobody waits for you when you walk alone. They wait for me at the corner. My knee is no better. I am.",
        is_agreed=True,
    ),
    Told(
        33,
        "Honestly it did not do much for me. The group was loud and I do not hear well. But the lady who drove me "
        "there still comes by on Mondays, and that I would not give back.",
        Reach.INSIDE,
    ),
    Told(
        6,
        "Ma voisine m’a inscrite au cours de dessin. Je n’avais pas tenu un crayon depuis l’école. Hier, ma fille a "
        "accroché un de mes dessins dans sa cuisine à Montréal.",
        Reach.ANONYMOUS,
        text="On m’a inscrite au cours de dessin. Je n’avais pas tenu un crayon depuis l’école. Hier, ma fille a "
        "accroché un de mes dessins dans sa cuisine.",
        language="fr",
    ),
)


def build(world: DemoWorld) -> None:
    """At one centre, by clients who lead nothing, have no account and lock nothing: staff listened, and wrote."""
    if CENTRE not in world.made["centres"]:
        return
    centre = world.made["centres"][CENTRE]
    worker = for_user(world.made["staff"][CENTRE]["link_worker"], centre_id=centre.pk)
    leading = {champion.person_id for champion in world.made["champions"][CENTRE]}
    known = [one for one in world.made["people"][CENTRE] if one.pk not in leading and not one.user_id]
    people = [one for one in known if may(worker, "people.change", one)]
    for person, told in zip(reversed(people), TOLD, strict=False):
        _tell(world, person, told, by=worker)


def _tell(world: DemoWorld, person: Person, told: Told, *, by: Actor) -> None:
    with clock.standing_at(world.now - timedelta(days=told.days_ago)):
        story = stories.tell(
            person,
            centre=world.made["centres"][CENTRE],
            words=told.words,
            language=told.language,
            reach=told.reach,
            shown_as=told.shown_as,
            by=by,
        )
    if not told.text:
        return
    with clock.standing_at(world.now - timedelta(days=told.days_ago - 2)):
        story = story_texts.propose(story, words=told.text, by=by)
    if told.is_agreed:
        with clock.standing_at(world.now - timedelta(days=told.days_ago - 5)):
            story_texts.agree(story, edition=story.edition, by=by)
