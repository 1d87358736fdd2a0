"""What happens when a request fails that nobody expected to."""

from typing import Any

import structlog
from django.core.signals import got_request_exception
from django.dispatch import receiver

from core import failures

log = structlog.get_logger("porchlight.request")


@receiver(got_request_exception, dispatch_uid="core.note_failure")
def note_failure(**_kwargs: Any) -> None:
    """One line, so that somebody is told."""
    log.error("request failed", **failures.in_hand())
