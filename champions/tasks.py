"""The periodic jobs of this room."""

from datetime import timedelta

from champions.services import asking, breaks, milestones, renewals
from core import jobs

jobs.register("champions.begin_breaks", every=timedelta(hours=1), run=breaks.begin_due)
jobs.register("champions.thank", every=timedelta(hours=12), run=milestones.thank)
jobs.register("champions.ask_referees", every=timedelta(seconds=20), run=asking.send_due)
jobs.register("champions.tell_renewals", every=timedelta(hours=6), run=renewals.tell)
