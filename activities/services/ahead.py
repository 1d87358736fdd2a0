"""The day before, leaders hear how many are coming."""

from datetime import datetime

from django.db.models import Prefetch

from activities.models import Session
from activities.notices import REMINDS_UNTIL, reminder_key
from activities.services.reminders import EARLIEST, moment
from champions.models import Champion
from notifications.models import OutboxMessage, Preferences, Reminders
from notifications.services import outbox

SLUG, LEAD = "session-ahead", Reminders.DAY_BEFORE


def tell_leaders(*, now: datetime) -> int:
    """Owe each active leader a word about each date of tomorrow, at the hour at which it begins; returns how many.
    Who wants no reminders gets none. Safe to run at any moment, twice, and at once. Three queries, and one a message.
    """
    due = {}
    for session in _ahead(now):
        for leader in session.activity.leaders.all():
            if leader.is_active and Preferences.of(leader.person).reminders != Reminders.NONE:
                key = reminder_key(LEAD, session)
                due[outbox.key_of(SLUG, session.pk, leader.person_id, key)] = (session, leader, key)
    told = set(OutboxMessage.objects.filter(key__in=due).values_list("key", flat=True))
    for session, leader, key in (found for full, found in due.items() if full not in told):
        outbox.notify(SLUG, person=leader.person, about=session, key=key, centre_id=session.centre_id)
    return len(due) - len(told)


def _ahead(now: datetime) -> list[Session]:
    """Two queries."""
    soon = {"starts_at__gt": now + REMINDS_UNTIL[LEAD], "starts_at__lte": now + EARLIEST}
    rows = Session.objects.scheduled().without_drafts().filter(**soon)
    leaders = Prefetch("activity__leaders", queryset=Champion.objects.select_related("person__preferences"))
    found = rows.select_related("activity", "centre").prefetch_related(leaders).order_by("pk")
    return [session for session in found if moment(LEAD, session) <= now]
