"""The processes around a site that owes texts: the telephone stand-in, and workers that can be killed and replaced."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.stand_in.account import Account

ROOT = Path(__file__).resolve().parent.parent
AT_WORK = ("worker started", " ready.")  # one of these is in a worker's log once it looks for work


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - this machine's own
        return json.load(answer)


@contextmanager
def stand_in(*, drop_share: float = 0.0, slow_seconds: float = 0.0, seed: int = 1) -> Iterator[str]:
    """The stand-in as a process of its own; where it answers. Its reports of what became of a text reach nobody."""
    port = free_port()
    options = [
        "--port",
        str(port),
        "--seed",
        str(seed),
        "--drop-share",
        str(drop_share),
        "--slow-seconds",
        str(slow_seconds),
    ]
    options.append("--reports-lost")
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.stand_in", *options], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe, see above
        process.stdout.readline()  # it says where it answers once it does
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def environment(database: str, telephone: str, **more: str) -> dict[str, str]:
    """A site on this database that texts through the stand-in."""
    account = Account()
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DATABASE_URL": database,
        "TWILIO_ACCOUNT_SID": account.account_sid,
        "TWILIO_AUTH_TOKEN": account.auth_token,
        "TWILIO_API_BASE": telephone,
        "LOG_LEVEL": "INFO",
        "PYTHONDONTWRITEBYTECODE": "",  # who is replaced must not have everything compiled again
        **more,
    }


def python(arguments: list[str], env: dict[str, str], **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=env, text=True, **options)


class Worker:
    """One worker with everything that it starts, as a group of processes."""

    def __init__(self, pid: int, log: Path) -> None:
        self.pid, self.log = pid, log

    @property
    def is_alive(self) -> bool:
        try:
            os.killpg(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    @property
    def is_at_work(self) -> bool:
        """Whether it has got as far as looking for work."""
        said = self.log.read_text() if self.log.exists() else ""
        return any(word in said for word in AT_WORK)

    def wait_for_work(self) -> None:
        while not self.is_at_work:
            if not self.is_alive:
                raise RuntimeError(self.log.read_text())
            time.sleep(0.02)

    def kill(self) -> None:
        """As a power cut does: nobody in it hears of it. Returns when it is gone."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        while self.is_alive:
            time.sleep(0.01)


class Crew:
    """Workers of one engine, and the process that they come from."""

    def __init__(self, nursery: subprocess.Popen[str], engine: str, folder: Path) -> None:
        self.nursery, self.engine, self.folder = nursery, engine, folder
        self.started = 0
        self.workers: list[Worker] = []

    def start(self) -> None:
        self.workers.append(self._new())

    def replace(self, nth: int) -> None:
        """Kill one, and have another in its place."""
        self.workers[nth].kill()
        self.workers[nth] = self._new()

    def _new(self) -> Worker:
        self.started += 1
        log = self.folder / f"worker-{self.started}.log"
        assert self.nursery.stdin is not None  # noqa: S101 - both are pipes, see below
        assert self.nursery.stdout is not None  # noqa: S101
        self.nursery.stdin.write(f"{self.engine} {log}\n")
        self.nursery.stdin.flush()
        return Worker(int(self.nursery.stdout.readline()), log)


@contextmanager
def workers(number: int, env: dict[str, str], folder: Path, engine: str = "embedded") -> Iterator[Crew]:
    """So many workers at work. Nobody outlives the block."""
    with python(["-m", "bench.nursery"], env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as nursery:
        crew = Crew(nursery, engine, folder)
        try:
            for _nth in range(number):
                crew.start()
            for worker in crew.workers:
                worker.wait_for_work()
            yield crew
        finally:
            for worker in crew.workers:
                worker.kill()
