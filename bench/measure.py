"""One database at one size: builds it, serves it as production would, and writes what it measured as JSON.

python -m bench.measure <scale> <output file>        with DATABASE_URL set
"""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.models import Session
from bench import data, load
from bench.names import FLOOR, STATIC

ROUNDS = 5
REQUESTS = 240


def pages() -> dict[str, tuple[str, dict[str, str], int]]:
    """What is asked for: path, headers, expected status."""
    now = timezone.now()
    session = Session.objects.filter(activity__slug="group-3", starts_at__gt=now + timedelta(days=1)).earliest(
        "starts_at"
    )
    return {
        FLOOR: ("/bench/floor/", {}, 200),
        STATIC: (_static_file(), {}, 200),
        "home": ("/en/", {}, 200),
        "activity list": (reverse("activities:list"), {}, 200),
        "month view": (reverse("activities:month", args=[now.year, now.month]), {}, 200),
        "agenda": (reverse("activities:agenda"), {}, 200),
        "activity page": (reverse("activities:detail", args=["group-3"]), {}, 200),
        "sign-up": (reverse("signup:start", args=[session.public_id]), {}, 200),
    }


def _static_file() -> str:
    from django.templatetags.static import static  # noqa: PLC0415 - needs the manifest that was just collected

    return static("porchlight/porchlight.css")


def count(path: str, headers: dict[str, str], expect: int) -> dict[str, int]:
    """Queries and bytes of the second visit."""
    client = Client(headers=headers)
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(path)
    if response.status_code != expect:
        raise AssertionError(f"{path} answered {response.status_code}")
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return {"queries": len(queries), "bytes": len(body)}


@contextmanager
def served(workers: int = 2, **env: str):
    """The production server on a free port: its workers have four threads each."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--workers", str(workers),
         "--worker-class", "gthread",
         "--threads", "4", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"],
        env={**os.environ, **env},
    )  # fmt: skip
    try:
        for _ in range(900):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise RuntimeError("the server did not come up")
        yield port
    finally:
        server.terminate()
        server.wait(20)


def loaded(asked: dict[str, tuple[str, dict[str, str], int]]) -> dict[str, dict[str, float]]:
    """Each page in turn, five rounds; the best round counts, because the machine is shared with others."""
    best: dict[str, dict[str, float]] = {}
    with served() as port:
        for number in range(ROUNDS + 1):
            for name, (path, headers, expect) in asked.items():
                timing = load.run(port, path, requests=REQUESTS, headers=headers, expect=expect)
                if number and (name not in best or timing.median < best[name]["median"]):  # the first round warms up
                    best[name] = asdict(timing)
    return best


def main(scale: int, output: Path) -> None:
    call_command("migrate", verbosity=0)
    data.build(scale)
    data.refresh_statistics()
    call_command("collectstatic", verbosity=0, interactive=False)
    asked = pages()
    found: dict[str, dict[str, Any]] = {name: dict(count(*what)) for name, what in asked.items()}
    for name, timing in loaded(asked).items():
        found[name].update(timing)
    output.write_text(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
