"""The periodic jobs of this room."""

from datetime import timedelta

from activities.services import bookings, proposals, scheduling
from core import jobs

jobs.register("activities.extend_sessions", every=timedelta(hours=12), run=scheduling.materialise_all)
jobs.register("activities.pass_on_offers", every=timedelta(minutes=1), run=bookings.lapse_offers)
jobs.register("activities.discard_drafts", every=timedelta(hours=24), run=proposals.discard_abandoned)
