"""Who is coming to a date, for whoever leads it: the names from a week before on, numbers before that."""

from datetime import datetime, timedelta

from activities.models import Session
from activities.models.booking import LEADERS_SEE_FOR
from core.actors import Actor
from core.errors import DomainError
from core.policies import require

NAMES_FROM = timedelta(days=7)  # earlier than this nobody prepares for one person


def check_names(session: Session, *, by: Actor, now: datetime) -> None:
    """Raises `Forbidden`, `DomainError("session_cancelled")`, `("names_too_early")`, `("register_too_late")`."""
    require(by, "activities.keep_register", session)
    if session.is_cancelled:
        raise DomainError("session_cancelled")
    if session.starts_at > now + NAMES_FROM:
        raise DomainError("names_too_early")
    if now >= session.ends_at + LEADERS_SEE_FOR:
        raise DomainError("register_too_late")
