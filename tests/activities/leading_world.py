"""What the tests of leading stand on: a group with its leader, and champions who help out."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from activities.models import SubstituteAsk
from champions.models import Champion
from core.actors import Actor, Channel, person_actor
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory

TORONTO = ZoneInfo("America/Toronto")
DAY = date(2026, 12, 8)  # a Tuesday; the group meets at two
NOON = datetime(2026, 12, 1, 12, tzinfo=TORONTO)


def given_a_date(leaders, **group):
    centre = leaders[0].centre
    activity = ActivityFactory(centre=centre, leaders=leaders, start_date=DAY, **group)
    return SessionFactory(activity=activity, day=DAY)


def helper(session, **fields) -> Champion:
    """Another champion of the centre who helps out and is cleared."""
    made: Champion = ChampionFactory(centre=session.centre, helps_out=True, **fields)
    return made


def acting(champion: Champion, channel: Channel = Channel.WEB) -> Actor:
    return person_actor(champion.person_id, user_id=champion.person.user_id, channel=channel)


def asked(search) -> list[Champion]:
    """Who was asked, in order."""
    return [
        ask.champion for ask in SubstituteAsk.objects.filter(search=search).select_related("champion").order_by("pk")
    ]


def ask_of(champion: Champion) -> SubstituteAsk:
    return SubstituteAsk.objects.with_date().get(champion=champion)
