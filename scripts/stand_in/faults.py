"""What goes wrong, when it is told to: refusals, slowness, lost answers, doubled and missing webhooks."""

import random
import threading
import time
from dataclasses import asdict, dataclass, fields


class Dropped(Exception):
    """The connection is to be closed without a word. What was asked for has been done."""


@dataclass
class Knobs:
    """How bad the weather is. Shares are between 0 and 1; `*_next` count down to zero."""

    fail_next: int = 0
    fail_share: float = 0.0
    fail_status: int = 503
    fail_code: int = 20503
    slow_seconds: float = 0.0
    slow_share: float = 1.0
    drop_next: int = 0
    drop_share: float = 0.0
    double_webhooks: bool = False
    report_delay: float = 0.0
    reports_lost: bool = False


NAMES = {field.name for field in fields(Knobs)}


class Faults:
    """The knobs, and dice that fall the same way for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._lock = threading.Lock()
        self._dice = random.Random(seed)
        self.knobs = Knobs()

    def set(self, **knobs: float) -> None:
        """Turn some knobs; the others stay as they are."""
        if unknown := knobs.keys() - NAMES:
            raise ValueError(f"no such fault: {', '.join(sorted(unknown))}")
        with self._lock:
            for name, value in knobs.items():
                setattr(self.knobs, name, value)

    def clear(self) -> None:
        """Fair weather again; the dice go on."""
        self.knobs = Knobs()

    def told(self) -> dict[str, float]:
        return asdict(self.knobs)

    def refusal(self) -> tuple[int, int] | None:
        """HTTP status and code with which this request fails, if it does. Waits first, where it is slow."""
        if self.knobs.slow_seconds and self._falls(self.knobs.slow_share):
            time.sleep(self.knobs.slow_seconds)
        if self._counts_down("fail_next") or self._falls(self.knobs.fail_share):
            return self.knobs.fail_status, self.knobs.fail_code
        return None

    def drops_answer(self) -> bool:
        """Whether the answer to what was just accepted gets lost."""
        return self._counts_down("drop_next") or self._falls(self.knobs.drop_share)

    def _counts_down(self, name: str) -> bool:
        with self._lock:
            left = getattr(self.knobs, name)
            setattr(self.knobs, name, max(0, left - 1))
            return left > 0

    def _falls(self, share: float) -> bool:
        if not share:
            return False
        with self._lock:
            return self._dice.random() < share
