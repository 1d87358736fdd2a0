"""The storm: workers killed at random, every second, while a site sends what it owes; and what is left afterwards."""

import json
import random
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import crew
from bench.crew import Crew

UNTIL_OUT = 0.9  # of the messages; the last ones, and what the dead held, come in fair weather
LASTS_AT_MOST = 40  # seconds
ALL_DONE_WITHIN = 180


@dataclass(frozen=True)
class Aftermath:
    """What the provider took, in its order; what the site wrote down; and when workers were killed."""

    accepted: list[dict[str, Any]]
    messages: list[dict[str, Any]]
    tries: list[list[Any]]  # message, number, status, provider's id, moment
    kills: list[float]


@dataclass
class Storm:
    """`halfway` happens once, in the middle of it."""

    workers: int
    env: dict[str, str]
    telephone: str
    folder: Path
    messages: int
    engine: str = "embedded"
    halfway: Callable[[], object] = lambda: None
    seed: int = 1

    def run(self) -> Aftermath:
        self._owed("fill", str(self.messages))
        with crew.workers(self.workers, self.env, self.folder, self.engine) as working:
            kills = self._rage(working)
            left = json.loads(self._owed("watch", str(ALL_DONE_WITHIN)))
        return Aftermath(self._log(), left["messages"], left["tries"], kills)

    def _rage(self, working: Crew) -> list[float]:
        """Every second one of those who are at work is killed, and replaced at once. Returns when."""
        dice, began, kills, is_halfway = random.Random(self.seed), time.monotonic(), [], False
        while (done := self._part_done(began)) < 1:
            time.sleep(1 + dice.uniform(-0.3, 0.3))
            if at_work := [nth for nth, worker in enumerate(working.workers) if worker.is_at_work]:
                working.replace(dice.choice(at_work))
                kills.append(time.time())
            if not is_halfway and done >= 0.5:
                self.halfway()
                is_halfway = True
        return kills

    def _part_done(self, began: float) -> float:
        """How much of the storm is over: by what is out, or by the clock."""
        return max(len(self._log()) / self.messages / UNTIL_OUT, (time.monotonic() - began) / LASTS_AT_MOST)

    def _log(self) -> list[dict[str, Any]]:
        return crew.ask(f"{self.telephone}/_control/log")

    def _owed(self, *arguments: str) -> str:
        with crew.python(["-m", "bench.owed", *arguments], self.env, stdout=subprocess.PIPE) as process:
            said = process.communicate()[0]
        if process.returncode:
            raise RuntimeError(f"{arguments[0]} failed")
        return said
