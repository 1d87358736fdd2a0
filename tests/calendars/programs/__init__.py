"""Programs of other people's making that read our files: each in its own words, none with a line of ours.

khal, calcurse and libical come from Debian, vdirsyncer from pip, ical.js (which Thunderbird reads calendars with) from
npm. `shows` asks a program for what its owner would see: start, end and title, in the time of the machine.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest


class Shown(NamedTuple):
    """One line of somebody's calendar."""

    start: str
    end: str
    title: str


def need(program: str) -> str:
    """Where it is; the test is skipped, and `make test` says so, where it is not."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is missing")
    return found


def run(command: list[str], folder: Path, *, zone: str = "America/Toronto", answers: str = "") -> str:
    """Run a program with a home of its own, on a machine that stands in `zone`; what it says."""
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), "LC_ALL": "C.UTF-8"}
    # Debian's programs run in Debian's Python: ours must not leak into it.
    environment = {"PATH": os.defpath, "TZ": zone, **home}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, input=answers)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def in_columns(text: str) -> list[Shown]:
    return sorted(Shown(*line.split("|", maxsplit=2)) for line in text.splitlines() if "|" in line)
