"""The periodic jobs of this room."""

from datetime import timedelta

from champions.services import breaks, milestones
from core import jobs

jobs.register("champions.begin_breaks", every=timedelta(hours=1), run=breaks.begin_due)
jobs.register("champions.thank", every=timedelta(hours=12), run=milestones.thank)
