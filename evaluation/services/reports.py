"""A report for somebody who may read the numbers; and that it was taken."""

from datetime import datetime

from centres.models import Centre
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from evaluation.reporting.making import Asked
from evaluation.reporting.periods import Period
from evaluation.services import evidence


def asked(period: Period, *, together: bool, by: Actor, now: datetime | None = None) -> Asked:
    """Of the centre where they work, or of all where they read.

    Raises `Forbidden`, and `DomainError("year_not_settled")`.
    """
    at = now or clock.now()
    centre = Centre.where(by)
    require(by, "evaluation.read", centre)
    centres = evidence.centres_of(by) if together else [centre]
    if not all(period.is_ready(at, one.zone) for one in centres):
        raise DomainError("year_not_settled")
    return Asked(centres, period, by, at)


def note_taken(report: Asked, *, form: str, language: str) -> None:
    """Who took which report as a file."""
    audit.record(
        "report.taken",
        by=report.by,
        subject=Centre.where(report.by),
        form=form,
        language=language,
        period=str(report.period),
        centres=len(report.centres),
    )
