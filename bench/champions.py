"""So many champions at one centre, in every standing; what its coordinator's pages cost: `bench.board` runs this.

python -m bench.champions <champions> <output file>        with DATABASE_URL set
"""

import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.data import refresh_statistics
from centres.models import Centre
from champions.models import Champion, Standing
from core.actors import SYSTEM, Role
from people.models import Person, User
from people.services import search, staff

VISITS = 15


@transaction.atomic
def build(number: int) -> User:
    """An empty, migrated database gets a centre, its coordinator and so many champions; returns the coordinator."""
    centre = Centre.objects.create(
        slug="centre", name_en="Centre", name_fr="Centre", town="Guelph", phone="+15195550100"
    )
    user = User.objects.create(email="coordinator@example.org", name="Grace Okafor")
    staff.grant(user=user, centre=centre, role=Role.COORDINATOR, by=SYSTEM)
    people = Person.objects.bulk_create(
        Person(name=f"Person {nth}", search_name=f"person {nth}") for nth in range(number)
    )
    Person.centres.through.objects.bulk_create(
        Person.centres.through(person=person, centre=centre) for person in people
    )
    now = timezone.now()
    Champion.objects.bulk_create(
        Champion(
            person=person,
            centre=centre,
            standing=Standing.values[nth % len(Standing.values)],
            stood_since=now - timedelta(hours=nth),
            next_step="Coffee" if nth % 3 else "",
            next_step_on=(now + timedelta(days=nth % 9 - 4)).date() if nth % 3 else None,
            supporter=user if nth % 2 else None,
        )
        for nth, person in enumerate(people)
    )
    search.index_all()
    return user


def visit(client: Client, path: str) -> dict[str, float]:
    """The middle of some visits after the first, and what one of them takes."""
    client.get(path)
    times = []
    for _visit in range(VISITS):
        began = time.perf_counter()
        response = client.get(path)
        times.append((time.perf_counter() - began) * 1000)
    if response.status_code != 200:
        raise AssertionError(f"{path} answered {response.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return {"median": median(times), "queries": len(queries), "bytes": len(response.content)}


def main(number: int, output: Path) -> None:
    call_command("migrate", verbosity=0)
    user = build(number)
    refresh_statistics()
    call_command("collectstatic", verbosity=0, interactive=False)
    settings.STAFF_MFA_REQUIRED = False  # the pages are measured, and not the way to them
    client = Client(headers={"x-forwarded-proto": "https"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    pages = {
        "board": reverse("champions:board"),
        "list": reverse("champions:everybody"),
        "list, overdue": reverse("champions:everybody") + "?overdue=on",
        "first screen": reverse("desk:home"),
    }
    output.write_text(json.dumps({name: visit(client, path) for name, path in pages.items()}))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
