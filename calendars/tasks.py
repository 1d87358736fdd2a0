"""The periodic jobs of this room."""

from datetime import timedelta

from calendars.services import invitations
from core import jobs

jobs.register("calendars.set_right", every=timedelta(minutes=1), run=invitations.owe_corrections)
