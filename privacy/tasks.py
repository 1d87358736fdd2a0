"""The periodic jobs of this room."""

from datetime import timedelta

from core import jobs
from privacy.services import retention, unusual

jobs.register("privacy.find_unusual", every=timedelta(days=1), run=unusual.find_everywhere)
jobs.register("privacy.retention", every=timedelta(days=1), run=retention.apply_everywhere)
