"""The periodic jobs of this room."""

from datetime import timedelta

from cms.services import consent
from core import jobs

jobs.register("cms.take_off_stories", every=timedelta(hours=1), run=consent.take_off_all)
