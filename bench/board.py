"""The board of champions, their list and the desk's first screen, at one centre with 200 and with 2,000 champions.

python -m bench.board                   both databases; fails where queries or time grow with the number
python -m bench.board sqlite            one database
"""

import sys
from collections.abc import Iterator
from typing import Any

from bench.__main__ import measure

Found = dict[str, dict[str, Any]]
SIZES = (200, 2_000)
MOST_MS = 400  # of the middle visit, on a machine that others use as well
MOST_GROWTH = 1.5
MOST_QUERIES = 64  # the first screen: each panel a few


def show(title: str, found: Found, before: Found | None) -> None:
    print(f"\n{title}\n{'':16}{'median':>10}{'queries':>9}{'bytes':>9}{'growth':>8}")
    for name, row in found.items():
        growth = f"{row['median'] / before[name]['median']:.2f}" if before else ""
        print(f"{name:16}{row['median']:>8.1f}ms{row['queries']:>9}{row['bytes']:>9}{growth:>8}")


def missed(found: Found, before: Found | None) -> Iterator[str]:
    """Every target that was not met, in words."""
    for name, row in found.items():
        if row["median"] > MOST_MS:
            yield f"{name}: {row['median']:.0f} ms (at most {MOST_MS})"
        if row["queries"] > MOST_QUERIES:
            yield f"{name}: {row['queries']} queries (at most {MOST_QUERIES})"
        if before and row["queries"] != before[name]["queries"]:
            yield f"{name}: {before[name]['queries']} queries grew to {row['queries']}"
        if before and row["median"] > MOST_GROWTH * before[name]["median"]:
            yield f"{name}: grew {row['median'] / before[name]['median']:.2f}-fold (at most {MOST_GROWTH})"


def main(engines: list[str]) -> int:
    failures: list[str] = []
    for engine in engines:
        before: Found | None = None
        for size in SIZES:
            found = measure(engine, size, "bench.champions")
            title = f"{engine}, {size} champions"
            show(title, found, before)
            failures += [f"{title}: {words}" for words in missed(found, before)]
            before = found
    print("\n" + ("Every target was met." if not failures else "Missed:\n" + "\n".join(failures)))
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["sqlite", "postgres"]))
