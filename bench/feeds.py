"""Calendar feeds of a thousand dates: cold, 304 and from the cache, at 1, 8 and 64 programs, beside their floors.

python -m bench.feeds                   both databases, at 1× and 10×; fails on a missed target
python -m bench.feeds sqlite 1          one database, one size (nothing is said about growth then)
"""

import sys
from collections.abc import Iterator
from typing import Any

from bench.__main__ import measure
from bench.names import CACHED, COLD, FLOOR, HAND, NOT_MODIFIED, OWN_304, OWN_COLD

Found = dict[str, Any]
MOST_COLD_MS = 60  # for one program
MOST_COLD_QUERIES = 5
MOST_304_QUERIES = 2
MOST_TIMES_304 = 1.5
MOST_GROWTH = 1.25
LEAST_EVENTS = 1000
SUBSCRIBERS = 10_000
CORES = 2


def show(title: str, found: Found, before: Found | None) -> None:
    """One table: each row with each number of clients, and how the median grew since the smaller size."""
    about = found["about"]
    print(f"\n{title}: {about['events']} dates, {about['bytes']:,} bytes, {about['squeezed']:,} squeezed")
    print(f"{'':24}{'clients':>8}{'median':>10}{'p95':>10}{'req/s':>8}{'queries':>9}{'growth':>8}")
    for name, row in found["rows"].items():
        for clients, timing in row.items():
            growth = f"{timing['median'] / before['rows'][name][clients]['median']:.2f}" if before else ""
            print(
                f"{name:24}{clients:>8}{timing['median']:>8.1f}ms{timing['p95']:>8.1f}ms{timing['per_second']:>8.0f}"
                f"{found['queries'].get(name, ''):>9}{growth:>8}"
            )


def missed(found: Found, before: Found | None) -> Iterator[str]:
    """Every target that was not met, in words."""
    rows, about = found["rows"], found["about"]
    if about["events"] < LEAST_EVENTS:
        yield f"only {about['events']} dates were in the feed, so it says nothing"
    for name, most in ((COLD, MOST_COLD_QUERIES), (OWN_COLD, MOST_COLD_QUERIES)):
        if found["queries"][name] > most:
            yield f"{name}: {found['queries'][name]} queries (at most {most})"
    for name in (NOT_MODIFIED, OWN_304):
        if found["queries"][name] > MOST_304_QUERIES:
            yield f"{name}: {found['queries'][name]} queries (at most {MOST_304_QUERIES})"
        for clients, timing in rows[name].items():
            times = timing["median"] / rows[FLOOR][clients]["median"]
            if times > MOST_TIMES_304:
                yield f"{name}, {clients} clients: {times:.2f} times the bare view (at most {MOST_TIMES_304})"
    for name in (COLD, OWN_COLD):
        if rows[name]["1"]["median"] > MOST_COLD_MS:
            yield f"{name}: {rows[name]['1']['median']:.0f} ms (at most {MOST_COLD_MS})"
    for name, is_same in found["same"].items():
        if not is_same:
            yield f"{name} feed: other bytes, though nothing was changed"
    if before:
        yield from _grown(found, before)


def _grown(found: Found, before: Found) -> Iterator[str]:
    for name in (COLD, CACHED, NOT_MODIFIED, OWN_COLD, OWN_304):
        grew = found["rows"][name]["8"]["median"] / before["rows"][name]["8"]["median"]
        if grew > MOST_GROWTH:
            yield f"{name}: grew {grew:.2f}-fold with ten times the data (at most {MOST_GROWTH})"


def arithmetic(found: Found) -> Iterator[str]:
    """What 10,000 subscribers, each of whose programs looks every hour, take of the machine. Words; empty: it fits."""
    visits = SUBSCRIBERS / 3600
    print(f"{SUBSCRIBERS:,} subscribers, once an hour each: {visits:.2f} visits a second.")
    for name in (NOT_MODIFIED, OWN_304, CACHED, COLD, OWN_COLD):
        able = found["rows"][name]["8"]["per_second"]
        share = visits / able
        print(
            f'  if every visit were "{name}": {able:,.0f} a second are served, {1000 * CORES / able:.1f} ms of '
            f"{CORES} cores each, so {visits:.2f} / {able:,.0f} = {share:.1%} of the machine; all 10,000 in the same "
            f"moment are through in {SUBSCRIBERS / able:,.0f} s"
        )
        if share > 0.5:
            yield f"{name}: 10,000 subscribers would take {share:.0%} of the machine (at most 50%)"
    hand = found["rows"][HAND]["1"]["median"]
    print(f"  a cold file takes {found['rows'][COLD]['1']['median'] / hand:.1f} times as long as its bytes by hand.")


def main(engines: list[str], scales: list[int]) -> int:
    failures: list[str] = []
    for engine in engines:
        before: Found | None = None
        for scale in scales:
            found = measure(engine, scale, "bench.subscribers")
            show(f"{engine}, {scale}×", found, before)
            words = [*missed(found, before), *arithmetic(found)]
            failures += [f"{engine}, {scale}×: {one}" for one in words]
            before = found
    print("\n" + ("Every target was met." if not failures else "Missed:\n" + "\n".join(failures)))
    return bool(failures)


if __name__ == "__main__":
    chosen = sys.argv[1:]
    sys.exit(main(chosen[:1] or ["sqlite", "postgres"], [int(one) for one in chosen[1:]] or [1, 10]))
