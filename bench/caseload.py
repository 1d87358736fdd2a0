"""The caseload, its search and the page of a case, among so many people and prescriptions at a hundred centres.

python -m bench.caseload                                     both databases
python -m bench.caseload postgres --people 20000 --prescriptions 10000 --centres 1

Measured at a tenth of the size first. Beside each list of rows: what a bare, indexed SELECT of the same rows takes.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import data, people
from bench.__main__ import database
from centres.models import Centre
from core.actors import SYSTEM, Role
from people import actors
from people.models import Consent, Person, User
from people.models.consent import Purpose
from people.services import staff
from prescriptions.models import Case, CaseState, Level, Need, Prescription, Risks, Source
from prescriptions.services import caseload
from prescriptions.services.codes import LASTS

Found = dict[str, dict[str, Any]]
VISITS = 40
AT_ONCE = 5_000
PAGE = 30
SMALLER = 10
MOST_GROWTH = 1.5
MOST_MS = 400  # of the slowest twentieth of visits
MOST_TIMES_PLAIN = 4.0  # rows with their order, beside a bare SELECT of them
NOISE_MS = 5
MODELS_MS = 15  # thirty rows are four objects each, and a word to decrypt
# How the work is spread: most of it is closed.
SPREAD = [CaseState.CLOSED] * 6 + [CaseState.ACTIVE] * 2 + [*CaseState]


def fill(number: int, prescriptions: int, centres: int) -> User:
    """People, prescriptions and the work on them, made in bulk; returns the link worker of the first centre."""
    people.fill(number, centres)
    places = list(Centre.objects.order_by("pk"))
    workers = []
    for nth, place in enumerate(places):
        user = User.objects.create(email=f"worker{nth}@example.org", name=f"Worker {nth}")
        staff.grant(user=user, centre=place, role=Role.LINK_WORKER, by=SYSTEM)
        workers.append(user)
    dice, now = random.Random(1), timezone.now()
    known = dict(Person.centres.through.objects.values_list("person", "centre"))
    ids = sorted(known)
    at = {place.pk: nth for nth, place in enumerate(places)}
    for begin in range(0, prescriptions, AT_ONCE):
        written = [
            _prescription(nth, ids[nth % len(ids)], known, dice, now)
            for nth in range(begin, min(begin + AT_ONCE, prescriptions))
        ]
        Prescription.objects.bulk_create(written)
        Case.objects.bulk_create(_case(one, workers[at[one.centre_id]], dice, now) for one in written)
        Consent.objects.bulk_create(_consent(one, dice) for one in written)
    return workers[0]


def _prescription(nth: int, person: int, known: dict[int, int], dice: random.Random, now: datetime) -> Prescription:
    return Prescription(
        code=f"{100_000_000 + nth}",
        code_until=now + LASTS,
        centre_id=known[person],
        person_id=person,
        source=Source.PROVIDER,
        writer_name="Nadia Roy",
        written_at=now - timedelta(days=dice.randrange(700)),
        level=dice.choice([Level.MEDIUM, Level.HOLISTIC]),
        urgency=dice.choice([0, 0, 0, 1, 2]),
        needs=dice.sample(Need.values, 2),
        matters="Somebody to have breakfast with",
        risks=Risks.NONE_KNOWN,
    )


def _case(one: Prescription, worker: User, dice: random.Random, now: datetime) -> Case:
    state = dice.choice(SPREAD)
    is_closed, is_new = state == CaseState.CLOSED, state == CaseState.NEW
    return Case(
        prescription=one,
        centre_id=one.centre_id,
        person_id=one.person_id,
        opened_at=one.written_at,
        state_since=one.written_at,
        owner=None if is_new else worker,
        next_step="" if is_closed else "Go to the breakfast club together",
        next_step_on=None if is_closed else (now + timedelta(days=dice.randrange(-3, 60))).date(),
        closed_at=now if is_closed else None,
        closed_reason="completed" if is_closed else "",
        **{"state": state},
    )


def _consent(one: Prescription, dice: random.Random) -> Consent:
    return Consent(
        person_id=one.person_id,
        purpose=Purpose.REFERRAL,
        given=dice.random() < 0.98,
        wording="2026-11",
        channel="desk",
        at=one.written_at,
    )


def timed(do: Callable[[], Any]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds; the first is a warming-up."""
    took = []
    for _visit in range(VISITS + 1):
        started = time.perf_counter()
        do()
        took.append((time.perf_counter() - started) * 1000)
    return median(took[1:]), quantiles(took[1:], n=20)[-1]


def measured(user: User) -> Found:
    """Pages and rows: median, p95 and queries."""
    centre = Centre.objects.earliest("pk")
    settings.STAFF_MFA_REQUIRED = False  # the pages are measured, and not the way to them
    client = Client(headers={"x-forwarded-proto": "https"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    case = Case.objects.filter(centre=centre, state=CaseState.ACTIVE).select_related("prescription").earliest("pk")
    caseload_page, search = reverse("desk_cases:caseload"), reverse("desk_cases:search")
    client.post(search, {"q": "marie"})
    visits: dict[str, tuple[str, dict[str, str]]] = {
        "due": (caseload_page, {"whose": "all"}),
        "active": (caseload_page, {"whose": "all", "stands": "active"}),
        "mine": (caseload_page, {"stands": "active"}),
        "for food": (caseload_page, {"whose": "all", "stands": "active", "need": "food"}),
        "search": (search, {}),
        "a case": (reverse("desk_cases:case", args=[case.prescription.public_id]), {}),
    }
    found: Found = {}
    for name, (path, query) in visits.items():
        client.get(path, query)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path, query)
        number = len(queries)  # before the next visit forgets them
        if answer.status_code != 200:
            raise AssertionError(f"{path} answered {answer.status_code}")
        middle, slow = timed(lambda path=path, query=query: client.get(path, query))  # type: ignore[misc]
        found[name] = {"median": middle, "p95": slow, "queries": number}
    return {**found, **_rows(user, centre.pk)}


def _rows(user: User, centre_id: int) -> Found:
    """The rows of a page by the service, and the same ones by a bare SELECT."""
    actor, today = actors.for_user(user, centre_id=centre_id), timezone.localdate()
    wanted = caseload.Wanted(whose=caseload.ALL, stands=CaseState.ACTIVE)
    counted = caseload.counts(caseload.matching(actor, wanted), today)[CaseState.ACTIVE]

    def ours() -> None:
        list(caseload.in_turn(caseload.matching(actor, wanted), wanted, counted, today)[:PAGE])

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM prescriptions_case WHERE centre_id = %s AND state = %s AND next_step_on IS NOT NULL "
                "ORDER BY next_step_on LIMIT %s",
                [centre_id, CaseState.ACTIVE.value, PAGE],
            )
            keys = [row[0] for row in cursor.fetchall()]
            marks = ", ".join(["%s"] * len(keys))
            cursor.execute(
                "SELECT * FROM prescriptions_case c JOIN prescriptions_prescription p ON p.id = c.prescription_id "
                f"JOIN people_person h ON h.id = c.person_id WHERE c.id IN ({marks})",
                keys,
            )
            cursor.fetchall()

    rows = {}
    for name, do in (("rows, by us", ours), ("rows, bare", plain)):
        middle, slow = timed(do)
        rows[name] = {"median": middle, "p95": slow, "queries": 0}
    return rows


def show(title: str, found: Found, before: Found | None) -> None:
    print(f"\n{title}\n{'':16}{'median':>10}{'p95':>10}{'queries':>9}{'growth':>8}")
    for name, row in found.items():
        growth = f"{row['median'] / before[name]['median']:.2f}" if before else ""
        print(f"{name:16}{row['median']:>8.1f}ms{row['p95']:>8.1f}ms{row['queries']:>9}{growth:>8}")


def missed(found: Found, before: Found | None) -> Iterator[str]:
    """Every target that was not met, in words."""
    ours, plain = found["rows, by us"]["p95"], found["rows, bare"]["p95"]
    if ours > MOST_TIMES_PLAIN * plain + MODELS_MS:
        yield f"rows: {ours:.1f} ms, bare {plain:.1f} ms (at most {MOST_TIMES_PLAIN} times, and {MODELS_MS} ms)"
    for name, row in found.items():
        if row["p95"] > MOST_MS:
            yield f"{name}: {row['p95']:.0f} ms (at most {MOST_MS})"
        if before and row["queries"] != before[name]["queries"]:
            yield f"{name}: {before[name]['queries']} queries grew to {row['queries']}"
        if before and row["median"] > MOST_GROWTH * before[name]["median"] + NOISE_MS:
            yield f"{name}: grew {row['median'] / before[name]['median']:.2f}-fold (at most {MOST_GROWTH})"


def run(number: int, prescriptions: int, centres: int, output: str) -> int:
    """Fill the empty database that DATABASE_URL names, and write what was found there."""
    call_command("migrate", verbosity=0)
    user = fill(number, prescriptions, centres)
    data.refresh_statistics()
    call_command("collectstatic", verbosity=0, interactive=False)
    Path(output).write_text(json.dumps(measured(user)))
    return 0


def main(engines: list[str], number: int, prescriptions: int, centres: int) -> int:
    """Each size in a process and a database of its own, as many of each to a centre."""
    failures: list[str] = []
    for engine in engines:
        before: Found | None = None
        for part in (SMALLER, 1):
            size = (str(number // part), str(prescriptions // part), str(max(centres // part, 1)))
            with tempfile.TemporaryDirectory() as folder, database(engine, part, Path(folder)) as url:
                output = str(Path(folder) / "found.json")
                again = [sys.executable, "-m", "bench.caseload", "--run", *size, output]
                subprocess.run(again, env={**os.environ, "DATABASE_URL": url}, check=True)
                found: Found = json.loads(Path(output).read_text())
            title = f"{engine}, {size[0]} people, {size[1]} prescriptions, {size[2]} centres"
            show(title, found, before)
            failures += [f"{title}: {words}" for words in missed(found, before)]
            before = found
    print("\n" + ("Every target was met." if not failures else "Missed:\n" + "\n".join(failures)))
    return bool(failures)


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engines", nargs="*", help="sqlite, postgres or both")
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--prescriptions", type=int, default=100_000)
    parser.add_argument("--centres", type=int, default=100)
    return parser.parse_args()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        number, written, places = (int(one) for one in sys.argv[2:5])
        sys.exit(run(number, written, places, sys.argv[5]))
    chosen = asked()
    engines = chosen.engines or ["sqlite", "postgres"]
    sys.exit(main(engines, chosen.people, chosen.prescriptions, chosen.centres))
