"""Starts workers as forks of one process that has everything imported, so that who is killed is replaced at once.

Each is a process and a group of its own, which runs what `manage.py worker` or `celery worker` runs. One line on
standard input for each, the engine and the file for its log, is answered with its process's id. At the end of the
input whoever still lives is killed.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver


def embedded() -> None:
    call_command("worker")


def celery() -> None:
    from celery.__main__ import main  # noqa: PLC0415 - an extra that the other engine does without

    sys.argv = ["celery", "-A", "config.celery", "worker", "--beat", "--concurrency", "1", "--loglevel", "INFO"]
    main()


ENGINES: dict[str, Callable[[], None]] = {"embedded": embedded, "celery": celery}


def born(engine: str, log: str) -> None:
    """The life of a worker."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing, output = os.open(os.devnull, os.O_RDONLY), os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    try:
        ENGINES[engine]()
    finally:
        os._exit(1)


def main() -> None:
    get_resolver().url_patterns  # noqa: B018 - all views are imported
    if settings.TASK_ENGINE == "celery":
        import config.celery  # noqa: F401, PLC0415 - see above
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    children = []
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            born(*line.split())
        with contextlib.suppress(PermissionError, ProcessLookupError):
            os.setpgid(pid, pid)  # whoever of the two is first
        children.append(pid)
        print(pid, flush=True)
    for pid in children:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
