"""The numbers of a hundred centres and the file of attendance, on PostgreSQL: 200,000 people, 2,000,000 places.

python -m bench.evidence
python -m bench.evidence --part 20          a twentieth of it

Beside the page: what it costs to count ahead, and what it would cost to count at once. Beside the file: the same rows
by COPY and by a bare cursor of the server.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench import evidence_data, evidence_file
from bench.__main__ import database
from evaluation.indicators import registry
from evaluation.services import quarter_counts
from people.models import User

Found = dict[str, Any]
WHOLE = evidence_data.Size(centres=100, people=200_000, attendance=2_000_000, prescriptions=100_000)
MOST_COLD_MS = 1_000
MOST_WARM_MS = 100
COLD, WARM = 5, 40  # visits
HOME = "desk_evidence:home"
SCOPES: dict[str, dict[str, str]] = {"one centre": {}, "all centres": {"where": "all"}}


def visitor(user: User) -> Client:
    settings.STAFF_MFA_REQUIRED = False  # the pages are measured, and not the way to them
    client = Client(headers={"x-forwarded-proto": "https"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def took(do: Callable[[], Any]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000


def visit(client: Client, name: str, query: dict[str, str], args: list[str] | None = None) -> None:
    answer = client.get(reverse(name, args=args), query)
    if answer.status_code != 200:
        raise AssertionError(f"{name} answered {answer.status_code}")


def pages(client: Client) -> Found:
    """Each page with nothing in the cache (the slowest of some), and then again and again (19 of 20 visits)."""
    found = {}
    for scope, query in SCOPES.items():
        cold = []
        for _visit in range(COLD):
            cache.clear()
            cold.append(took(lambda query=query: visit(client, HOME, query)))  # type: ignore[misc]
        warm = [took(lambda query=query: visit(client, HOME, query)) for _visit in range(WARM)]  # type: ignore[misc]
        found[scope] = {"cold": max(cold), "warm": median(warm), "warm, p95": quantiles(warm, n=20)[-1]}
    return found


def charts(client: Client) -> Found:
    """The slowest of all pictures: with nothing in the cache, and once the page was opened."""
    slugs, query = [slug for slug, _one in registry.items()], SCOPES["all centres"]

    def picture(slug: str, *, is_cold: bool) -> float:
        if is_cold:
            cache.clear()
        return took(lambda: visit(client, "desk_evidence:chart", query, [slug]))

    visit(client, HOME, query)
    warm = [picture(slug, is_cold=False) for slug in slugs]
    return {"cold": max(picture(slug, is_cold=True) for slug in slugs), "warm": max(warm), "number": len(slugs)}


def measured(user: User) -> Found:
    client, now = visitor(user), timezone.now()
    visit(client, HOME, {})  # templates are read and statements prepared
    at_once = {}
    for scope, query in SCOPES.items():
        cache.clear()
        at_once[scope] = took(lambda query=query: visit(client, HOME, query))  # type: ignore[misc]
    ahead = {
        "the four quarters of the page": took(lambda: quarter_counts.refresh(now=now)),
        "the eight before": took(lambda: quarter_counts.refresh_earlier(now=now)),
    }
    return {"at once": at_once, "ahead": ahead, "pages": pages(client), "charts": charts(client)}


def run(part: int, output: Path) -> int:
    """Fill the empty database that DATABASE_URL names, and write what was found there."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    user = evidence_data.fill(WHOLE.part(part))
    found = measured(user)
    evidence_file.gather(WHOLE.part(part))
    output.write_text(json.dumps({**found, "file": evidence_file.beside_floors(user)}))
    return 0


def show(found: Found) -> None:
    print(f"{'':34}{'nothing cached':>16}{'again':>10}{'p95':>10}")
    for name, row in found["pages"].items():
        print(f"{'the page, ' + name:34}{row['cold']:>14.0f}ms{row['warm']:>8.0f}ms{row['warm, p95']:>8.0f}ms")
    row = found["charts"]
    print(f"{'its slowest picture of ' + str(row['number']):34}{row['cold']:>14.0f}ms{row['warm']:>8.0f}ms")
    for name, ms in found["at once"].items():
        print(f"{'counted at once, ' + name:34}{ms:>14.0f}ms")
    for name, ms in found["ahead"].items():
        print(f"{'to count ahead, ' + name:46}{ms / 1000:>6.1f} s")
    evidence_file.show(found["file"])


def missed(found: Found) -> Iterator[str]:
    """Every target that was not met, in words."""
    for name, row in found["pages"].items():
        if row["cold"] > MOST_COLD_MS:
            yield f"the page, {name}: {row['cold']:.0f} ms with nothing cached (at most {MOST_COLD_MS})"
        if row["warm, p95"] > MOST_WARM_MS:
            yield f"the page, {name}: {row['warm, p95']:.0f} ms (at most {MOST_WARM_MS})"
    if found["charts"]["cold"] > MOST_COLD_MS:
        yield f"a picture: {found['charts']['cold']:.0f} ms with nothing cached (at most {MOST_COLD_MS})"
    yield from evidence_file.missed(found["file"])


def main(part: int) -> int:
    size = WHOLE.part(part)
    with tempfile.TemporaryDirectory() as folder, database("postgres", part, Path(folder)) as url:
        output = Path(folder) / "found.json"
        again = [sys.executable, "-m", "bench.evidence", "--run", str(part), str(output)]
        subprocess.run(again, env={**os.environ, "DATABASE_URL": url}, check=True)
        found: Found = json.loads(output.read_text())
    print(f"\n{size.centres} centres, {size.people:,} people, {size.attendance:,} places", end="")
    print(f" (load before and after: {os.getloadavg()[1]:.1f})")
    show(found)
    failures = list(missed(found))
    print("\n" + ("Every target was met." if not failures else "Missed:\n" + "\n".join(failures)))
    return bool(failures)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        sys.exit(run(int(sys.argv[2]), Path(sys.argv[3])))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", type=int, default=1)
    sys.exit(main(parser.parse_args().part))
