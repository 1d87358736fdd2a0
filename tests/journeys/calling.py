"""A champion's steps with somebody whom they are asked to phone."""

from datetime import date, time

from activities.models import InviteCall, Session
from champions.models import Need
from champions.services import clearances
from core.actors import SYSTEM
from people.models import Person
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.journeys.visitor import Visitor
from tests.journeys.world import FRIDAY, World

GROUP = {"en": "Learning to Live Again", "fr": "Réapprendre à vivre"}
BRIANS, SHOWN = "+16135550177", "613-555-0177"


def given_brian(world: World) -> Person:
    """With a landline, and nothing else."""
    brian = PersonFactory(name="Brian Halloran", language=world.language, centres=[world.centre])
    ContactPointFactory(person=brian, kind="landline", value=BRIANS)
    return brian


def given_a_group_that_terry_leads(world: World) -> Session:
    """A group for the widowed, on Friday. Terry has signed that they keep things to themselves."""
    clearances.settle(world.champion, Need.CONFIDENTIALITY, by=SYSTEM, on=date(2026, 12, 1))
    world.champion.languages = [world.language]
    world.champion.save()
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        leaders=[world.champion],
        title_en=GROUP["en"],
        title_fr=GROUP["fr"],
        sensitive=True,
        start_date=FRIDAY.date(),
        start_time=time(13, 30),
    )
    return SessionFactory(activity=group, day=group.start_date)


def when_terry_finds_whom_to_call(terry: Visitor) -> None:
    terry.opens("my_champion:home")
    terry.arrives(terry.t("My work as a Health Champion"))
    terry.sees(terry.t("Call %(name)s", name="Brian"), GROUP[terry.language])
    terry.does_not_see("Halloran")
    terry.opens_up(terry.t("What you could say"))
    terry.looks_over()


def when_brian_says_yes(terry: Visitor) -> None:
    terry.follows(terry.t("Write down how it went"))
    terry.chooses(terry.t("I reached them: yes, they would like to come"))
    terry.presses(terry.t("Write it down"))
    terry.arrives(terry.t("My work as a Health Champion"))
    terry.sees(terry.t("They have a place, and we tell them so. Thank you!"))


def then_nothing_of_him_is_left(terry: Visitor, call: InviteCall) -> None:
    terry.does_not_see("Brian", SHOWN, BRIANS)
    terry.opens("asked_calls:call", public_id=call.public_id)
    assert terry.status == 404
