"""A group of the demo that did not work out: fewer came each week, two dates were called off, and it was ended."""

import random
from datetime import timedelta

from activities.demo import coordinator, meet, propose
from activities.demo_data import OLDER, Group
from activities.models import OffBecause
from activities.services import publishing, sessions
from core import clock
from core.demo import DemoWorld

CENTRE = "guelph"
SEED = 83
WEEKS_AGO = 38
NUMBER = 3  # which of the champions leads it
# fmt: off
GROUP = Group("Mall Walking", "Marche au centre commercial", "movement", 0, "08:30", 60, "weekly", "sign_up", 12, "en",
              "Before the shops open, an hour on level ground.",
              "Avant l’ouverture des magasins, une heure sur un sol plat.", *OLDER, weeks_ago=WEEKS_AGO)
# fmt: on
CAME = (4, 3, 3, 2, 0, 1, 0, 1)  # week by week; where nobody signed up, the date was called off
NOBODY = "Nobody signed up."
WHY = "Half past eight is too early: the first bus comes at nine."


def build(world: DemoWorld) -> None:
    """With dice of its own: the rest of the demo stays as it is."""
    if CENTRE not in world.made["centres"]:
        return
    own = DemoWorld(now=world.now, rng=random.Random(SEED), made=world.made)
    activity = propose(own, CENTRE, NUMBER, GROUP)
    leader, by = activity.leaders.select_related("person").earliest("pk"), coordinator(own, CENTRE)
    dates = list(activity.sessions.with_place().order_by("starts_at")[: len(CAME)])
    for session, many in zip(dates, CAME, strict=True):
        if many:
            meet(own, session, leader, own.rng.sample(own.made["people"][CENTRE], many))
            continue
        with clock.standing_at(session.starts_at - timedelta(hours=30)):
            sessions.cancel(session, because=OffBecause.FEW, by=by, note=NOBODY)
    with clock.standing_at(dates[-1].ends_at + timedelta(days=1)):
        publishing.end(activity, by=by, note=WHY)
