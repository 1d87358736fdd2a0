"""Draws the table of `docs/privacy.md`: who sees what, as the house answers in a small world.

`python -m scripts.privacy_matrix` writes it between its marks, by the test that compares it.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEST = "tests/architecture/test_privacy_matrix.py::test_matrix_is_what_the_house_answers"


def main() -> int:
    command = [sys.executable, "-m", "pytest", "-q", TEST]
    env = {**os.environ, "PRIVACY_MATRIX_UPDATE": "1", "TEST_DATABASE_URL": ""}
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode  # noqa: S603 - our own command


if __name__ == "__main__":
    sys.exit(main())
