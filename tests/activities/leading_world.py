"""What the tests of leading stand on: a group with its leader, and champions who help out."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from activities.models import SubstituteAsk
from activities.substituting import works_of
from champions.models import Champion
from champions.services import clearances
from core.actors import SYSTEM, Actor, Channel, person_actor
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory

TORONTO = ZoneInfo("America/Toronto")
DAY = date(2026, 12, 8)  # a Tuesday; the group meets at two
NOON = datetime(2026, 12, 1, 12, tzinfo=TORONTO)


def given_a_date(leaders, **group):
    centre = leaders[0].centre
    activity = ActivityFactory(centre=centre, leaders=leaders, start_date=DAY, **group)
    return SessionFactory(activity=activity, day=DAY)


def cleared(champion: Champion, activity) -> Champion:
    """Everything is settled that leading this group asks for."""
    for need in clearances.needed(works_of(activity)):
        clearances.settle(champion, need, by=SYSTEM, on=date(2026, 1, 5))
    return champion


def helper(session, **fields) -> Champion:
    """Another champion of the centre who helps out and is cleared."""
    return cleared(ChampionFactory(centre=session.centre, helps_out=True, **fields), session.activity)


def acting(champion: Champion, channel: Channel = Channel.WEB) -> Actor:
    return person_actor(champion.person_id, user_id=champion.person.user_id, channel=channel)


def asked(search) -> list[Champion]:
    """Who was asked, in order."""
    return [
        ask.champion for ask in SubstituteAsk.objects.filter(search=search).select_related("champion").order_by("pk")
    ]


def ask_of(champion: Champion) -> SubstituteAsk:
    return SubstituteAsk.objects.with_date().get(champion=champion)
