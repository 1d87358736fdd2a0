"""The worker: runs the periodic jobs that are due, again and again, until it is told to stop."""

import signal
import time
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from core import jobs

log = structlog.get_logger("porchlight.jobs")


class Command(BaseCommand):
    help = "Run the periodic jobs. Start as many as you like: each job runs in one worker at a time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then stop")
        parser.add_argument("--pause", type=float, default=2.0, help="seconds between two looks (default 2)")

    def handle(self, *_args: Any, once: bool, pause: float, **_options: Any) -> None:
        if settings.TASK_ENGINE != "embedded" and not once:
            raise CommandError(f"TASK_ENGINE is {settings.TASK_ENGINE}: start its own workers (docs/operations.md).")
        self.going = True
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)
        log.info("worker started")
        while self.going:
            close_old_connections()
            did = jobs.run_due()
            if once:
                return
            if not did:
                self.wait(pause)

    def stop(self, *_args: Any) -> None:
        self.going = False

    def wait(self, seconds: float) -> None:
        """Sleep in short steps, so that a stop is heard at once."""
        until = time.monotonic() + seconds
        while self.going and time.monotonic() < until:
            time.sleep(0.1)
