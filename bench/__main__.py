"""Runs every measurement, prints the table, and fails where a target is missed.

make bench                                both databases, at 1× and 10×
python -m bench sqlite 1                  one database, one size (nothing is said about growth then)
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.names import FLOOR, STATIC
from scripts.postgres_for_tests import postgres

Found = dict[str, dict[str, Any]]
MOST_TIMES_FLOOR = 4.0
MOST_GROWTH = 1.25
MOST_QUERIES = 20
FLOORS = {FLOOR, STATIC}


@contextmanager
def database(engine: str, scale: int, folder: Path) -> Iterator[str]:
    """The URL of an empty database."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / f'bench-{scale}.sqlite3'}"
        return
    import psycopg  # noqa: PLC0415

    with postgres() as url:
        name = f"bench_{scale}"
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name}")
            server.execute(f"CREATE DATABASE {name}")
        yield url.replace("/postgres?", f"/{name}?", 1)


def measure(engine: str, scale: int, module: str = "bench.measure") -> Found:
    """What `module` finds on an empty database of its own."""
    with tempfile.TemporaryDirectory() as folder, database(engine, scale, Path(folder)) as url:
        output = Path(folder) / "found.json"
        subprocess.run(
            [sys.executable, "-m", module, str(scale), str(output)],
            env={**os.environ, "DATABASE_URL": url},
            check=True,
        )
        return json.loads(output.read_text())


def show(title: str, found: Found, before: Found | None) -> None:
    """One table: what was measured, times the floor, and growth since the smaller size."""
    print(
        f"\n{title}\n{'':22}{'median':>9}{'p95':>9}{'req/s':>8}{'queries':>9}{'bytes':>9}{'× floor':>9}{'growth':>8}"
    )
    floor = found[FLOOR]["median"]
    for name, row in found.items():
        growth = f"{row['median'] / before[name]['median']:.2f}" if before else ""
        print(
            f"{name:22}{row['median']:>7.1f}ms{row['p95']:>7.1f}ms{row['per_second']:>8.0f}"
            f"{row['queries']:>9}{row['bytes']:>9}{row['median'] / floor:>9.1f}{growth:>8}"
        )


def missed(found: Found, before: Found | None) -> Iterator[str]:
    """Every target that was not met, in words."""
    floor = found[FLOOR]["median"]
    for name, row in found.items():
        if name in FLOORS:
            continue
        if row["median"] > MOST_TIMES_FLOOR * floor:
            yield f"{name}: {row['median'] / floor:.1f} times the floor page (at most {MOST_TIMES_FLOOR})"
        if row.get("queries", 0) > MOST_QUERIES:
            yield f"{name}: {row['queries']} queries (at most {MOST_QUERIES})"
        if before and row["median"] > MOST_GROWTH * before[name]["median"]:
            yield f"{name}: grew {row['median'] / before[name]['median']:.2f}-fold (at most {MOST_GROWTH})"
        if before and row.get("queries") != before[name].get("queries"):
            yield f"{name}: {before[name]['queries']} queries grew to {row['queries']}"


def main(engines: list[str], scales: list[int]) -> int:
    failures: list[str] = []
    for engine in engines:
        before: Found | None = None
        for scale in scales:
            found = measure(engine, scale)
            show(f"{engine}, {scale}×", found, before)
            failures += [f"{engine}, {scale}×: {words}" for words in missed(found, before)]
            before = found
    print("\n" + ("Every target was met." if not failures else "Missed:\n" + "\n".join(failures)))
    return bool(failures)


if __name__ == "__main__":
    chosen = sys.argv[1:]
    sys.exit(main(chosen[:1] or ["sqlite", "postgres"], [int(one) for one in chosen[1:]] or [1, 10]))
