"""The periodic jobs of this room."""

from datetime import timedelta

from core import jobs
from matches.services import pairs

jobs.register("matches.ask_after_trial", every=timedelta(hours=1), run=pairs.ask_whether_they_go_on)
