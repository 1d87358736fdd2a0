"""The feeds on one database at one size, asked for by 1, 8 and 64 programs at once; writes what it found as JSON.

python -m bench.subscribers <scale> <output file>        with DATABASE_URL set
"""

import gzip
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import data, floor, load
from bench.measure import served
from bench.names import BARE_304, CACHED, COLD, FLOOR, HAND, NOT_MODIFIED, OWN_304, OWN_COLD
from calendars.models import Scope
from calendars.services import subscriptions
from champions.models import Champion
from core.actors import SYSTEM

FEED = "/calendar/centre/centre-0.ics"
CLIENTS = (1, 8, 64)
ROUNDS = 3
REQUESTS = 128  # a round, from all clients together

Asked = dict[str, tuple[str, dict[str, str], int]]


def own_feed() -> str:
    """The calendar of the champion who leads everything at the centre: as long as the centre's own."""
    leader = Champion.objects.select_related("person").get(centre__slug="centre-0")
    return f"/calendar/own/{subscriptions.make(person=leader.person, scope=Scope.LED, by=SYSTEM).token}.ics"


def pages(own: str) -> tuple[Asked, Asked]:
    """What is asked of a server that keeps finished files, and of one where every visit is the first."""
    known = {path: {"If-None-Match": Client().get(path)["ETag"]} for path in (FEED, own)}
    warm: Asked = {
        FLOOR: ("/bench/floor/", {}, 200),
        BARE_304: ("/bench/304/", {}, 304),
        HAND: ("/bench/feed/", {}, 200),
        NOT_MODIFIED: (FEED, known[FEED], 304),
        OWN_304: (own, known[own], 304),
        CACHED: (FEED, {"Accept-Encoding": "gzip"}, 200),
    }
    cold: Asked = {COLD: (FEED, {}, 200), OWN_COLD: (own, {}, 200)}
    return warm, cold


def queries(path: str, headers: dict[str, str], *, is_cold: bool) -> int:
    """Of one visit; the one before has noted that a program was there, as happens once an hour."""
    client = Client(headers=headers)
    client.get(path)
    if is_cold:
        cache.clear()
    with CaptureQueriesContext(connection) as counted:
        client.get(path)
    return len(counted)


def loaded(asked: Asked, **env: str) -> dict[str, dict[str, Any]]:
    """Each in turn, with each number of clients; the best of the rounds counts, because the machine is shared."""
    found: dict[str, dict[str, Any]] = {name: {} for name in asked}
    with served(**env) as port:
        for number in range(ROUNDS + 1):
            for name, (path, headers, expect) in asked.items():
                for clients in CLIENTS:
                    timing = load.run(port, path, requests=REQUESTS, headers=headers, expect=expect, clients=clients)
                    best = found[name].get(str(clients))
                    if number and (best is None or timing.median < best["median"]):  # the first round warms up
                        found[name][str(clients)] = asdict(timing)
    return found


def same_bytes(own: str) -> dict[str, bool]:
    """Whether a file that nobody changed is the same bytes again: made anew, from the cache, and squeezed."""
    found = {}
    for path in (FEED, own):
        plain, squeezed = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip"}
        first = [Client().get(path, headers=headers).content for headers in (plain, squeezed)]
        cache.clear()
        again = [Client().get(path, headers=headers).content for headers in (plain, squeezed, plain)]
        found[path.split("/")[2]] = first == again[:2] and again[2] == gzip.decompress(again[1])
    return found


def main(scale: int, output: Path) -> None:
    call_command("migrate", verbosity=0)
    data.build(scale)
    data.refresh_statistics()
    call_command("collectstatic", verbosity=0, interactive=False)
    own = own_feed()
    body = Client().get(FEED).content
    if floor.calendar(floor.taken_apart(body)) != body:
        raise AssertionError("the calendar written by hand is another one")
    warm, cold = pages(own)
    with tempfile.NamedTemporaryFile() as written:
        Path(written.name).write_bytes(body)
        rows = {**loaded(warm, BENCH_FEED=written.name), **loaded(cold, BENCH_COLD="1")}
    counted = {name: queries(warm[name][0], warm[name][1], is_cold=False) for name in (NOT_MODIFIED, OWN_304)}
    counted |= {name: queries(*what[:2], is_cold=True) for name, what in cold.items()}
    about = {"events": body.count(b"BEGIN:VEVENT"), "bytes": len(body), "squeezed": len(gzip.compress(body))}
    output.write_text(json.dumps({"rows": rows, "queries": counted, "about": about, "same": same_bytes(own)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
