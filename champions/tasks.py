"""The periodic jobs of this room."""

from datetime import timedelta

from champions.services import breaks, invitations, milestones, reference_letters, renewals
from core import jobs

jobs.register("champions.begin_breaks", every=timedelta(hours=1), run=breaks.begin_due)
jobs.register("champions.thank", every=timedelta(hours=12), run=milestones.thank)
jobs.register("champions.ask_referees", every=timedelta(seconds=20), run=reference_letters.send_due)
jobs.register("champions.tell_renewals", every=timedelta(hours=6), run=renewals.tell)
jobs.register("champions.remind_to_ask", every=timedelta(hours=1), run=invitations.remind)
