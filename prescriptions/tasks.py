"""The periodic jobs of this room."""

from datetime import timedelta

from core import jobs
from prescriptions.services import case_letter, comeback, map_letter

jobs.register("prescriptions.map_letter", every=timedelta(minutes=30), run=map_letter.send)
jobs.register("prescriptions.case_letter", every=timedelta(minutes=10), run=case_letter.send)
jobs.register("prescriptions.who_stopped", every=timedelta(hours=12), run=comeback.look)
