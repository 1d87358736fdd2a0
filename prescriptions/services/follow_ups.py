"""When a client is asked how it goes, by the level of support. They come due; nothing moves by itself."""

from datetime import date, timedelta

from prescriptions.models import Case, Level

# Weeks after the work came to this: the pilot's link workers asked sooner where they had gone along.
WEEKS = {Level.MEDIUM: (4, 12), Level.HOLISTIC: (2, 6, 12)}


def days(case: Case, since: date) -> list[date]:
    """The days on which follow-ups are due, where they are counted from `since`. Needs the prescription loaded."""
    return [since + timedelta(weeks=number) for number in WEEKS.get(Level(case.prescription.level), ())]


def coming(case: Case, *, since: date, after: date) -> date | None:
    """The first of them after a day; None where all are behind."""
    return next((day for day in days(case, since) if day > after), None)
