"""Texts a second that workers hand over to the telephone stand-in, beside the provider's bare client in a loop.

python -m bench.messages                    PostgreSQL with 1, 2 and 4 workers, then SQLite with one; fails on a miss
python -m bench.messages postgres 2         one database, one number of workers
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from bench import crew
from scripts.postgres_for_tests import postgres
from scripts.stand_in.account import Account

MESSAGES = 3000
LEAST_PER_SECOND = 400.0  # with two workers on PostgreSQL…
LEAST_OF_FLOOR = 0.25  # …or this part of what as many bare clients manage, where the machine is slow or shared
LEAST_GROWTH = 1.0  # from one worker to four: on few cores they share what there is
ALL = [("postgres", 1), ("postgres", 2), ("postgres", 4), ("sqlite", 1)]
BARE = """
import sys, time
from twilio.rest import Client
base, sid, token, line, count = sys.argv[1:]
client = Client(sid, token)
client.api.base_url = base
for nth in range(int(count)):
    client.messages.create(to=f"+1{4160000000 + nth}", from_=line, body=f"You have a place: number {nth}. " * 4)
"""


@contextmanager
def database(engine: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'messages.sqlite3'}"
        return
    import psycopg  # noqa: PLC0415 - the other engine does without

    with postgres(durable=True) as url:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute("DROP DATABASE IF EXISTS bench_messages WITH (FORCE)")
            server.execute("CREATE DATABASE bench_messages")
        yield url.replace("/postgres?", "/bench_messages?", 1)


def per_second(telephone: str) -> float:
    """From the first text that the stand-in took to the last."""
    texts = crew.ask(f"{telephone}/_control/log")
    first, last = (datetime.fromisoformat(texts[nth]["at"]) for nth in (0, -1))
    return len(texts) / (last - first).total_seconds()


def on(engine: str, workers: int) -> float:
    """What so many workers manage on an empty database."""
    with (
        tempfile.TemporaryDirectory() as folder,
        database(engine, Path(folder)) as url,
        crew.stand_in() as telephone,
    ):
        env = crew.environment(url, telephone, LOG_LEVEL="INFO")
        with crew.python(["-m", "bench.owed", "fill", str(MESSAGES)], env) as filling:
            filling.wait()
        with crew.workers(workers, env, Path(folder)):
            while len(crew.ask(f"{telephone}/_control/log")) < MESSAGES:
                time.sleep(1)
        return per_second(telephone)


def floor(clients: int) -> float:
    """What so many of the provider's own clients manage, with nothing to look up and nothing to write down."""
    account = Account()
    told = [account.account_sid, account.auth_token, account.numbers[0], str(MESSAGES // clients)]
    with crew.stand_in() as telephone:
        env = crew.environment("", telephone)
        running = [crew.python(["-c", BARE, telephone, *told], env) for _client in range(clients)]
        for process in running:
            process.wait()
        return per_second(telephone)


def main(chosen: list[str]) -> int:
    runs = [(chosen[0], int((chosen[1:] or ["2"])[0]))] if chosen else ALL
    found, floors = {}, {}
    print(f"\n{MESSAGES} texts\n{'':26}{'a second':>10}{'bare client':>13}{'part of it':>12}")
    for engine, workers in runs:
        floors[engine, workers] = floor(workers)
        found[engine, workers] = on(engine, workers)
        part = found[engine, workers] / floors[engine, workers]
        name = f"{engine}, {workers} worker{'s' if workers > 1 else ''}"
        print(f"{name:26}{found[engine, workers]:>10.0f}{floors[engine, workers]:>13.0f}{part:>12.2f}", flush=True)
    failures = list(missed(found, floors))
    print("\n" + ("Every target was met." if not failures else "Missed:\n" + "\n".join(failures)))
    return bool(failures)


def missed(found: dict[tuple[str, int], float], floors: dict[tuple[str, int], float]) -> Iterator[str]:
    """Every target that was not met, in words."""
    one, two, four = (("postgres", workers) for workers in (1, 2, 4))
    if two in found:
        least = min(LEAST_PER_SECOND, LEAST_OF_FLOOR * floors[two])
        if found[two] < least:
            yield f"2 workers: {found[two]:.0f} texts a second (at least {least:.0f})"
    if {one, four} <= found.keys():
        growth = found[four] / found[one]
        print(f"\nfrom 1 to 4 workers: {growth:.2f} times as many")
        if growth < LEAST_GROWTH:
            yield f"4 workers: {growth:.2f} of what one manages"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
