"""The periodic jobs of this room."""

from datetime import timedelta

from activities.services import (
    ahead,
    digest,
    freshness,
    open_registers,
    proposals,
    reminders,
    scheduling,
    substitutes,
    waiting,
)
from core import jobs

jobs.register("activities.extend_sessions", every=timedelta(hours=12), run=scheduling.materialise_all)
jobs.register("activities.pass_on_offers", every=timedelta(minutes=1), run=waiting.lapse_offers)
jobs.register("activities.offer_waiting", every=timedelta(minutes=1), run=waiting.offer_waiting)
jobs.register("activities.remind_of_places", every=timedelta(minutes=1), run=reminders.remind)
jobs.register("activities.discard_drafts", every=timedelta(hours=24), run=proposals.discard_abandoned)
jobs.register("activities.tell_leaders", every=timedelta(minutes=5), run=ahead.tell_leaders)
jobs.register("activities.staff_digest", every=timedelta(minutes=10), run=digest.send)
jobs.register("activities.remind_registers", every=timedelta(hours=1), run=open_registers.remind)
jobs.register("activities.ask_whether_groups_go_on", every=timedelta(hours=12), run=freshness.look_after)
jobs.register("activities.look_for_substitutes", every=timedelta(minutes=1), run=substitutes.look_after)
