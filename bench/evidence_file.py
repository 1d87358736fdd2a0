"""The file of attendance: how long it takes and how much memory, beside the same rows without us.

python -m bench.evidence_file <account>      with DATABASE_URL set: takes the file once it is told to
"""

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.evidence_data import Size
from centres.models import Centre
from people.models import User

Found = dict[str, Any]
MOST_SECONDS = 5.0
MOST_EXTRA_MB = 30.0
SHARE = 0.3  # of all dates: half a million places of two million that were held and confirmed
EVERY = 0.01  # seconds between two looks at the memory
LOOKS = "/proc/{}/statm"
SAME_ROWS = """
SELECT c.slug, a.slug, s.day, to_char(s.starts_at AT TIME ZONE c.timezone, 'HH24:MI'), b.channel, b.attendance
FROM activities_booking b JOIN activities_session s ON s.id = b.session_id
JOIN activities_activity a ON a.id = s.activity_id JOIN centres_centre c ON c.id = s.centre_id
WHERE c.id = {} AND b.state = 'confirmed' AND s.state = 'scheduled' AND s.ends_at <= now()
ORDER BY s.day, s.starts_at, s.id
"""


def gather(size: Size) -> None:
    """Give the first centre the groups of many: a file of so many rows is of one centre."""
    first = Centre.objects.earliest("pk").pk
    with connection.cursor() as cursor:
        for table in ("activities_session", "activities_activity"):
            cursor.execute(f"UPDATE {table} SET centre_id = {first} WHERE centre_id < {first + size.centres * 0.33}")
        cursor.execute("ANALYZE")


def beside_floors(user: User) -> Found:
    first = Centre.objects.earliest("pk").pk
    return {"ours": _ours(user), "COPY": _copied(first), "cursor": _by_cursor(first)}


def _ours(user: User) -> Found:
    """In a process of its own, looked at from outside."""
    child = subprocess.Popen(
        [sys.executable, "-m", "bench.evidence_file", str(user.pk)],
        stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True,
    )  # fmt: skip
    if child.stdout is None or child.stdin is None:
        raise RuntimeError("no pipe")
    child.stdout.readline()
    before = most = _megabytes(child.pid)
    child.stdin.write("go\n")
    child.stdin.flush()
    while child.poll() is None and not select.select([child.stdout], [], [], 0)[0]:
        most = max(most, _megabytes(child.pid))
        time.sleep(EVERY)
    found: Found = json.loads(child.stdout.readline())
    child.wait()
    return {**found, "extra": most - before}


def _megabytes(pid: int) -> float:
    """What a process holds of the memory."""
    pages = int(Path(LOOKS.format(pid)).read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def take(user: User) -> None:
    """Another page first, so that what is loaded once is loaded."""
    settings.STAFF_MFA_REQUIRED = False
    client = Client(headers={"x-forwarded-proto": "https"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse("evidence_export:choose"))
    print("ready", flush=True)
    sys.stdin.readline()
    started, at_work = time.perf_counter(), time.process_time()
    lines = size = 0
    answer = client.post(reverse("evidence_export:attendance"))
    first = 0.0
    for piece in answer.streaming_content:
        first = first or time.perf_counter() - started
        lines += piece.count(b"\n")
        size += len(piece)
    seconds = time.perf_counter() - started
    print(
        json.dumps(
            {
                "seconds": seconds,
                "at work": time.process_time() - at_work,
                "first": first,
                "rows": lines - 1,
                "bytes": size,
            }
        ),
        flush=True,
    )


def _copied(centre: int) -> Found:
    started, size = time.perf_counter(), 0
    with psycopg.connect(_address()) as server, server.cursor() as cursor:
        with cursor.copy(f"COPY ({SAME_ROWS.format(centre)}) TO STDOUT (FORMAT csv)") as copy:
            for piece in copy:
                size += len(piece)
        return {"seconds": time.perf_counter() - started, "rows": cursor.rowcount, "bytes": size}


def _by_cursor(centre: int) -> Found:
    started, rows = time.perf_counter(), 0
    with psycopg.connect(_address()) as server, server.cursor("floor") as cursor:
        cursor.itersize = 2_000
        for _row in cursor.execute(SAME_ROWS.format(centre)):
            rows += 1
    return {"seconds": time.perf_counter() - started, "rows": rows}


def _address() -> str:
    return os.environ["DATABASE_URL"]


def show(found: Found) -> None:
    for name, row in found.items():
        print(f"{'the file, ' + name:34}{row['seconds']:>14.1f} s for {row['rows']:,} rows")
        if "extra" in row:
            work, first, more = row["at work"], row["first"] * 1000, row["extra"]
            print(
                f"{'':36}{work:.1f} s of it at work in Python; begun after {first:.0f} ms; {more:.1f} MB more memory"
            )


def missed(found: Found) -> list[str]:
    ours = found["ours"]
    words = []
    if ours["rows"] and ours["seconds"] / ours["rows"] > MOST_SECONDS / 500_000:
        words.append(f"the file: {ours['seconds']:.1f} s for {ours['rows']:,} rows (at most 5 for 500,000)")
    if ours["extra"] > MOST_EXTRA_MB:
        words.append(f"the file: {ours['extra']:.0f} MB more memory (at most {MOST_EXTRA_MB:.0f})")
    return words


if __name__ == "__main__":
    take(User.objects.get(pk=int(sys.argv[1])))
