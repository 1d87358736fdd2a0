"""The prescription whose code was typed here: noted in the browser's session for as long as one chooses a date.

The session says which one, and when; each request asks whether it still opens anything.
"""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from core import clock
from core.errors import DomainError
from prescriptions.models import Prescription
from prescriptions.services import coming_in

KEY = "prescription"
LASTS = timedelta(minutes=20)  # tablets and library computers are shared


def keep(request: HttpRequest, prescription: Prescription) -> None:
    request.session.cycle_key()  # an address of a session that somebody else knows must not open it
    request.session[KEY] = {"pk": prescription.pk, "at": clock.now().timestamp()}


def current(request: HttpRequest, *, now: datetime) -> Prescription | None:
    """The one that is open here, if one is. At most one query."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    if now.timestamp() - kept["at"] <= LASTS.total_seconds():
        try:
            return coming_in.again(kept["pk"], now=now)
        except DomainError:
            pass
    close(request)
    return None


def note(request: HttpRequest, **done: Any) -> None:
    """What was done, for the page that says so."""
    request.session[KEY] = {**request.session[KEY], "done": done}


def noted(request: HttpRequest) -> dict[str, Any]:
    """What was done last, if anything was."""
    done: dict[str, Any] = request.session.get(KEY, {}).get("done", {})
    return done


def close(request: HttpRequest) -> None:
    """Leave nothing of it on this device; an account that is signed in here stays so."""
    request.session.pop(KEY, None)
