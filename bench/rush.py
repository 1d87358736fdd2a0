"""One rush on one database: sign-ups on the web and at the desk, mixed, beside the floor that the database sets.

python -m bench.rush <workers> <output file>        with DATABASE_URL set
"""

import json
import os
import sys
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

import psycopg
from django.core.management import call_command
from django.db import connection

from activities.models import Booking, BookingState, Session
from bench import queue
from bench.forms import Form, Sender
from bench.measure import served

LEAST_PER_SECOND = 300.0
LEAST_OF_FLOOR = 0.25
MOST_P95_MS = 1000
PLACES = 20
AT_ONCE = 200
ROUNDS = 5
MANY = 100  # sessions…
EACH = 50  # …and people for each
CONNECTIONS = 8


def at_once(port: int, forms: list[Form]) -> list[tuple[int, float]]:
    """All forms let go in the same moment, each on a connection of its own."""
    start = threading.Barrier(len(forms))

    def send(form: Form) -> tuple[int, float]:
        start.wait(60)
        return Sender(port).send(form)

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(send, forms))


def steadily(port: int, forms: list[Form]) -> dict[str, Any]:
    """The forms one after another from each of eight clients: how many a second, and the slow end of the answers."""

    def work(number: int) -> list[tuple[int, float]]:
        sender = Sender(port)
        return [sender.send(form) for form in forms[number::CONNECTIONS]]

    started = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        answers = [answer for batch in pool.map(work, range(CONNECTIONS)) for answer in batch]
    elapsed = time.perf_counter() - started
    took = sorted(ms for _status, ms in answers)
    return {
        "per_second": len(forms) / elapsed,
        "p95": took[int(len(took) * 0.95)],
        "statuses": dict(Counter(status for status, _ms in answers)),
    }


def wrong_at(session: Session, answers: list[tuple[int, float]], places: int) -> list[str]:
    """What is not as it should be after a rush on one session."""
    found = []
    statuses = Counter(status for status, _ms in answers)
    if set(statuses) - {200, 302}:
        found.append(f"answers {dict(statuses)}")
    states = Counter(Booking.objects.filter(session=session).values_list("state", flat=True))
    expected = {BookingState.CONFIRMED: places, BookingState.WAITLISTED: len(answers) - places}
    if states != {state: count for state, count in expected.items() if count}:
        found.append(f"{dict(states)} where {places} places were to be had")
    rows = list(Booking.objects.filter(session=session).order_by("created_at", "pk").values_list("state", flat=True))
    session.refresh_from_db()
    if session.seats_taken != places:
        found.append(f"{session.seats_taken} seats counted")
    if rows != sorted(rows):  # "confirmed" comes before "waitlisted": nobody overtook
        found.append("somebody who came later has a place before somebody who came first")
    return found


def floor(sessions: list[Session], count: int) -> float:
    """Sign-ups a second where nothing is asked but the lock and the row: eight connections of psycopg's own."""
    url = os.environ["DATABASE_URL"]
    if not url.startswith("postgres"):
        return float("nan")
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("CREATE TABLE IF NOT EXISTS floor_row (id serial primary key, session_id bigint, key uuid)")

    def work(number: int) -> None:
        with psycopg.connect(url) as db:
            for turn in range(count // CONNECTIONS):
                pk = sessions[(turn * CONNECTIONS + number) % len(sessions)].pk
                db.execute("SELECT id FROM activities_session WHERE id = %s FOR UPDATE", [pk])
                db.execute("INSERT INTO floor_row (session_id, key) VALUES (%s, %s)", [pk, uuid.uuid4()])
                db.commit()

    started = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(work, range(CONNECTIONS)))
    return count / (time.perf_counter() - started)


def main(workers: int, output: Path) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    line = queue.build(rushes=ROUNDS, many=MANY, places=PLACES)
    connection.close()
    found: dict[str, Any] = {"wrong": [], "rounds": ROUNDS}
    with served(workers) as port:
        steadily(port, line.forms(line.warm_up, 60))
        rushes = []
        for session in line.rushes:
            started = time.perf_counter()
            answers = at_once(port, line.forms([session], AT_ONCE))
            rushes.append(f"{time.perf_counter() - started:.2f} s")
            found["wrong"] += wrong_at(session, answers, PLACES)
        found["rush"] = ", ".join(rushes)
        found["floor: one session"] = floor(line.warm_up[:1], 2000)
        found["one session"] = steadily(port, line.forms([line.one], 1000))
        found["floor: many sessions"] = floor(line.many, 4000)
        found["many sessions"] = steadily(port, line.forms(line.many, MANY * EACH))
        for session in line.many:
            found["wrong"] += wrong_at(session, [(302, 0.0)] * EACH, PLACES)
    for name in ("one session", "many sessions"):
        if set(found[name]["statuses"]) - {200, 302}:
            found["wrong"].append(f"{name}: answers {found[name]['statuses']}")
    output.write_text(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
