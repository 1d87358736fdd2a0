"""`make test` and `make lint`: runs every step, even after a failure, and ends with what failed and what was not run.

With CI=true a step that could not run, or a test that was skipped for want of something, is a failure.
"""

import base64
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from scripts import chromium, postgres_for_tests

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
# What one database cannot show, or need not show again, is shown in the other's step: skipping it loses nothing.
HARMLESS_SKIPS = ("only PostgreSQL can show it", "shown on SQLite")
WORKERS = ["-n", os.environ.get("TEST_WORKERS", "2")]

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "ALLOWED_HOSTS": "porchlight.example",
    "PUBLIC_BASE_URL": "https://porchlight.example",
    "DATABASE_URL": f"sqlite:///{tempfile.gettempdir()}/porchlight-check.sqlite3",
}


@dataclass
class Report:
    """What happened so far."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.failed and not (CI and (self.not_run or self.skipped))


def say(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(command: list[str], **env: str) -> tuple[int, list[str]]:
    """Run a command of the virtual environment, showing its output as it comes; its exit code and its lines."""
    command = [str(BIN / command[0]), *command[1:]]
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    assert process.stdout is not None  # noqa: S101 - it is a pipe, see above
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        lines.append(line.rstrip())
    return process.wait(), lines


def check(report: Report, name: str, command: list[str], *, unsure: str = "", **env: str) -> None:
    """One check that passes or fails. Exit code 3 says that part of it could not be looked at: `unsure` says which."""
    started = time.monotonic()
    say(f"\n=== {name}")
    code, _lines = run(command, **env)
    passed = code == 0 or (code == 3 and bool(unsure))
    if code == 3 and unsure:
        report.not_run.append(f"{name}: {unsure}")
    report.counts["passed" if passed else "failed"] += 1
    if not passed:
        report.failed.append(name)
    say(f"--- {name}: {'ok' if passed else 'FAILED'} ({time.monotonic() - started:.0f} s)")


def suite(report: Report, name: str, arguments: list[str], **env: str) -> None:
    """A run of pytest: its numbers are added to the report, and so are the reasons of tests that it skipped."""
    started = time.monotonic()
    say(f"\n=== {name}")
    code, lines = run(["pytest", "-q", *arguments], **env)
    last = next((line for line in reversed(lines) if re.search(r" in [\d.]+s", line)), "")
    for number, word in re.findall(r"(\d+) (passed|failed|skipped|errors?)", last):
        report.counts["failed" if word.startswith("error") else word] += int(number)
    for line in lines:
        if line.startswith("SKIPPED [") and not line.endswith(HARMLESS_SKIPS):
            report.skipped.append(f"{name}: {line.removeprefix('SKIPPED ')}")
    if code:
        report.failed.append(name)
        if not re.search(r"\d+ (failed|error)", last):
            report.counts["failed"] += 1
    say(f"--- {name}: {'FAILED' if code else 'ok'} ({time.monotonic() - started:.0f} s)")


def checks(report: Report) -> None:
    """Everything that looks at the code without running the site."""
    manage = ["python", "manage.py"]
    check(report, "ruff check", ["ruff", "check", "."])
    check(report, "ruff format", ["ruff", "format", "--check", "."])
    check(report, "import layers", ["lint-imports", "--no-cache"])
    check(report, "types", ["mypy"])
    check(report, "templates' lint", ["djlint", "templates", "--lint"])
    check(report, "templates' format", ["djlint", "templates", "--check"])
    check(report, "missing migrations", [*manage, "makemigrations", "--check", "--dry-run"], **PRODUCTION)
    check(report, "production settings", [*manage, "check", "--deploy", "--fail-level", "WARNING"], **PRODUCTION)
    no_gettext = "gettext is not installed, so nobody looked for messages that the catalogue lacks"
    check(report, "French catalogue", ["python", "scripts/catalogues.py", "check"], unsure=no_gettext)


def on_postgres(report: Report) -> None:
    """The suite on the PostgreSQL that TEST_DATABASE_URL names, or on one from pip."""
    name = "suite on PostgreSQL"
    if os.environ.get("TEST_DATABASE_URL", "").startswith("postgres"):
        suite(report, name, WORKERS)
        return
    try:
        with postgres_for_tests.postgres() as url:
            suite(report, name, WORKERS, TEST_DATABASE_URL=url)
    except Exception as error:  # noqa: BLE001 - whatever kept it from starting, the other steps go on
        say(f"PostgreSQL did not start: {error!r}")
        report.not_run.append(f"{name}: no PostgreSQL could be started here")


def in_browser(report: Report) -> None:
    """The journeys in Chromium."""
    if chromium.find() is None:
        report.not_run.append("journeys in Chromium: no Chromium was found here")
        return
    suite(report, "journeys in Chromium", ["-m", "browser", *WORKERS], TEST_DATABASE_URL="")


def in_a_storm(report: Report) -> None:
    """Workers of a real site that die every second. Three engines at once: most of it is waiting for leases to end."""
    suite(report, "crash test", ["-m", "crash", "-n", "3", "tests/crash"])


def summary(report: Report) -> None:
    """The last lines: what was not run, what failed, and the numbers."""
    say("\n" + "=" * 78)
    for title, lines in (("NOT RUN", report.not_run), ("SKIPPED", report.skipped), ("FAILED", report.failed)):
        for line in lines:
            say(f"{title}: {line}")
    if CI and (report.not_run or report.skipped):
        say("CI=true: what was not run counts as a failure.")
    say("All good." if report.is_good else "Not good.")
    failed = report.counts["failed"] + (len(report.not_run) + len(report.skipped) if CI else 0)
    say(f"{report.counts['passed']} passed, {failed} failed, {report.counts['skipped']} skipped")


def main(only: str = "") -> int:
    report = Report()
    if only in {"", "lint"}:
        checks(report)
    if only in {"", "suite"}:
        suite(report, "suite on SQLite", WORKERS, TEST_DATABASE_URL="")
        on_postgres(report)
        in_browser(report)
        in_a_storm(report)
    summary(report)
    return 0 if report.is_good else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
