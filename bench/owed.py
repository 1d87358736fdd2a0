"""A site that owes texts: so many people, each with a number and a place of their own, and a message about it.

python -m bench.owed fill 2000          fills an empty database, with DATABASE_URL set
python -m bench.owed watch 300          waits at most so many seconds until nothing is due; prints what became of it
"""

import json
import os
import sys
import time
from datetime import time as clock_time
from datetime import timedelta
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from activities import notices
from activities.models import Booking, Session
from bench import data
from centres.models import Centre
from core import jobs, rows
from core.models.jobs import JobRun
from notifications.models import Delivery, OutboxMessage, Preferences
from people.models import ContactPoint, Person
from people.models.contact import ContactKind

LINE = "+15195550100"
GROUPS = 50
FIRST_NUMBER = 1_226_000_0000


def fill(count: int) -> None:
    """Places at dates in the future, each message owed by the site's own service.

    Nobody has quiet hours, so that it can be measured at night; and the workers' other jobs ran a moment ago.
    """
    call_command("migrate", verbosity=0)
    now = timezone.now()
    centre = data._centre(0)
    Centre.objects.filter(pk=centre.pk).update(line_number=LINE)
    people = Person.objects.bulk_create(
        Person(name=f"Person {nth}", search_name=f"person {nth}") for nth in range(count)
    )
    ContactPoint.objects.bulk_create(
        ContactPoint(person=person, kind=ContactKind.MOBILE, value=f"+{FIRST_NUMBER + nth}")
        for nth, person in enumerate(people)
    )
    never = clock_time(0)
    Preferences.objects.bulk_create(
        Preferences(person=person, quiet_from=never, quiet_until=never) for person in people
    )
    sessions = _sessions(centre, count)
    bookings = [data._booking(session, person, now) for session, person in zip(sessions, people, strict=True)]
    with transaction.atomic(), rows.gathered():
        for booking in Booking.objects.bulk_create(bookings):
            notices.tell("place-confirmed", booking)
    others = [job.slug for job in jobs.registry if not job.shared and job.slug != jobs.HEARTBEAT]
    JobRun.objects.bulk_create(JobRun(slug=slug, due_at=now + timedelta(days=1)) for slug in others)
    data.refresh_statistics()


def _sessions(centre: Centre, count: int) -> list[Session]:
    """As many dates, of groups that take turns."""
    now = timezone.now()
    groups = [data._activity(nth, centre, None, now) for nth in range(GROUPS)]
    made = []
    for nth in range(count):
        starts = now + timedelta(days=1 + nth // GROUPS)
        made.append(
            Session(
                activity=groups[nth % GROUPS],
                centre=centre,
                original_date=starts.date(),
                day=starts.date(),
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
                capacity=12,
                modified_at=now,
            )
        )
    return Session.objects.bulk_create(made)


def watch(seconds: float) -> dict[str, Any]:
    """What became of the messages and of every try, once nothing is due or the time is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and _is_any_due():
        time.sleep(0.2)
    tries = Delivery.objects.order_by("pk").values_list("message_id", "point__value", "status", "provider_id", "at")
    return {
        "messages": list(OutboxMessage.objects.values("pk", "outcome", "lease_until", "due_at")),
        "tries": [[*row[:4], row[4].timestamp()] for row in tries],
    }


def _is_any_due() -> bool:
    try:
        return OutboxMessage.objects.filter(due_at__isnull=False).exists()
    except DatabaseError:
        return True  # the database is busy with being filled


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", count]:
            fill(int(count))
        case ["watch", seconds]:
            print(json.dumps(watch(float(seconds)), default=str))
