"""What stands too long on the caseload: by what the centre has agreed on, and by how urgent a prescription is."""

from collections.abc import Collection
from datetime import date, timedelta

from centres.models import Centre
from centres.services import closures, working_days
from prescriptions.models import Case, CaseState, Urgency

# Working days within which somebody new is called.
WORKING_DAYS = {Urgency.URGENT: 2, Urgency.SOON: 5}
# Here the work itself stands still; elsewhere it is the next step that tells.
STANDING = frozenset({CaseState.NEW, CaseState.CALLING, CaseState.WAITING, CaseState.CLOSING})
SPAN = timedelta(days=40)  # whoever has waited for longer is late by any count


def closed_around(centre: Centre, today: date) -> Collection[date]:
    """The days on which the centre is closed, as far as they matter here. One query."""
    return set(closures.closed_days(centre, today - SPAN, today + SPAN))


def call_by(case: Case, closed: Collection[date]) -> date | None:
    """The last day on which somebody who is new and urgent is to be called; None for all others."""
    number = WORKING_DAYS.get(Urgency(case.prescription.urgency))
    if number is None or case.contacted_at is not None or case.state not in (CaseState.NEW, CaseState.CALLING):
        return None
    return working_days.after(case.opened_at.astimezone(case.centre.zone).date(), number, closed)


def is_long(case: Case, today: date, call_until: date | None) -> bool:
    """Whether it stands for longer than it should."""
    if call_until is not None and today > call_until:
        return True
    weeks = case.centre.case_stands_weeks
    since = case.state_since.astimezone(case.centre.zone).date()
    if case.state not in STANDING:
        since = max(since, case.next_step_on or since)
    return bool(weeks) and today > since + timedelta(weeks=weeks)
