"""Demo builders: each app registers one, and builds its part through its own services."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.registry import Registry


@dataclass
class DemoWorld:
    """What the builders share. `rng` is seeded, so that the same day gives the same demo; `made` holds what earlier
    builders made, by slug."""

    now: datetime
    rng: random.Random
    made: dict[str, Any] = field(default_factory=dict)


# One an app. `build_demo` runs them from the bottom of the house up.
builders: Registry[Callable[[DemoWorld], None]] = Registry("demo builder")
