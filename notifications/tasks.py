"""The periodic jobs of this room."""

from datetime import timedelta

from core import jobs
from notifications.services import delivery

jobs.register("notifications.deliver", every=timedelta(seconds=2), run=delivery.deliver_due, shared=True)
