"""Many people want few places at once, over real HTTP against the production server: nobody lost, nothing oversold.

python -m bench.signups                 PostgreSQL with 2 and with 8 workers, then SQLite; fails on a miss
python -m bench.signups postgres 8      one database, one number of workers
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.rush import LEAST_OF_FLOOR, LEAST_PER_SECOND, MOST_P95_MS
from scripts.postgres_for_tests import postgres

Found = dict[str, Any]
# What two workers manage, eight may not fall behind by more than the noise of a shared machine.
LEAST_WITH_MORE_WORKERS = 0.85
ALL = [("postgres", 2), ("postgres", 8), ("sqlite", 2)]


def measure(url: str, workers: int) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "found.json"
        subprocess.run(
            [sys.executable, "-m", "bench.rush", str(workers), str(output)],
            env={**os.environ, "DATABASE_URL": url},
            check=True,
        )
        return json.loads(output.read_text())


def on(engine: str, workers: int) -> Found:
    """One measurement on an empty database."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            return measure(f"sqlite:///{Path(folder) / 'signups.sqlite3'}", workers)
    import psycopg  # noqa: PLC0415 - the other engine does without

    with postgres(durable=True) as url:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute("DROP DATABASE IF EXISTS bench_signups")
            server.execute("CREATE DATABASE bench_signups")
        return measure(url.replace("/postgres?", "/bench_signups?", 1), workers)


def show(title: str, found: Found) -> None:
    print(f"\n{title}\n{'':34}{'a second':>10}{'p95':>9}{'× floor':>9}")
    for name in ("one session", "many sessions"):
        row, floor = found[name], found[f"floor: {name}"]
        print(f"{'floor: ' + name:34}{floor:>10.0f}")
        print(f"{name:34}{row['per_second']:>10.0f}{row['p95']:>7.0f}ms{row['per_second'] / floor:>9.2f}")
    print(f"{'200 for 20 places, rounds':34}{found['rounds']:>10}   {found['rush']}")


def missed(engine: str, workers: int, found: Found) -> list[str]:
    """Every target that was not met, in words."""
    words = list(found["wrong"])
    if engine == "postgres":
        for name in ("one session", "many sessions"):
            row, floor = found[name], found[f"floor: {name}"]
            least = min(LEAST_PER_SECOND, LEAST_OF_FLOOR * floor)
            if row["per_second"] < least:
                words.append(f"{name}: {row['per_second']:.0f} sign-ups a second (at least {least:.0f})")
            if row["p95"] > MOST_P95_MS:
                words.append(f"{name}: p95 {row['p95']:.0f} ms (at most {MOST_P95_MS})")
    return [f"{engine}, {workers} workers: {one}" for one in words]


def main(chosen: list[str]) -> int:
    runs = [(chosen[0], int((chosen[1:] or ["2"])[0]))] if chosen else ALL
    failures: list[str] = []
    speed: dict[int, float] = {}
    for engine, workers in runs:
        found = on(engine, workers)
        show(f"{engine}, {workers} workers", found)
        failures += missed(engine, workers, found)
        if engine == "postgres":
            speed[workers] = found["many sessions"]["per_second"]
    if {2, 8} <= speed.keys() and speed[8] < LEAST_WITH_MORE_WORKERS * speed[2]:
        failures.append(f"8 workers: {speed[8] / speed[2]:.2f} of what 2 manage")
    print("\n" + ("Every target was met." if not failures else "Missed:\n" + "\n".join(failures)))
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
