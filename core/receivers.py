"""What happens when something fails that nobody expected."""

import sys
import traceback
from typing import Any

import structlog
from django.core.signals import got_request_exception
from django.dispatch import receiver

log = structlog.get_logger("porchlight.request")
PLACES = 8


@receiver(got_request_exception, dispatch_uid="core.note_failure")
def note_failure(**_kwargs: Any) -> None:
    """One line with the sort of failure and where it happened.

    Never its message: a database repeats in it what somebody typed.
    """
    kind, _error, trace = sys.exc_info()
    frames = traceback.extract_tb(trace)[-PLACES:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    log.error("request failed", kind=kind.__name__ if kind else "", places=places)
