"""The periodic jobs of this room."""

from datetime import timedelta

from core import jobs
from matches.services import lifts, pairs, safety, visit_reminders

# Shared: a worker that dies with it in hand keeps no other from looking after a visitor.
jobs.register("matches.watch_visits", every=timedelta(seconds=2), run=safety.watch, shared=True)
jobs.register("matches.remind_of_visits", every=timedelta(minutes=1), run=visit_reminders.remind)
jobs.register("matches.follow_bookings", every=timedelta(minutes=1), run=lifts.follow_bookings)
jobs.register("matches.ask_after_trial", every=timedelta(hours=1), run=pairs.ask_whether_they_go_on)
