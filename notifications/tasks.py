"""The periodic jobs of this room."""

from datetime import timedelta

from core import jobs
from notifications.services import delivery, forgetting

jobs.register("notifications.deliver", every=timedelta(seconds=2), run=delivery.deliver_due, shared=True)
jobs.register("notifications.forget_texts", every=timedelta(days=1), run=forgetting.forget_old)
