"""The periodic jobs of this room."""

from datetime import timedelta

from champions.services import invitations
from core import jobs

jobs.register("champions.remind_to_ask", every=timedelta(hours=1), run=invitations.remind)
