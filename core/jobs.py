"""Periodic jobs: services that ask what is due. Each runs in one worker at a time and may run again at any moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core import failures, request_id, sealing, sessions, throttle
from core.models.jobs import JobRun
from core.registry import Registry

log = structlog.get_logger("porchlight.jobs")
LEASE = timedelta(minutes=10)
HEARTBEAT = "core.heartbeat"


@dataclass(frozen=True)
class Job:
    """`run(now=…)` does what is due at `now`; `every` is the time between two runs.

    A `shared` job runs in each worker at each look: it takes single pieces of work, holds each by itself, and answers
    with how many it did.
    """

    slug: str
    every: timedelta
    run: Callable[..., object]
    shared: bool = False


registry: Registry[Job] = Registry("job")


def register(slug: str, *, every: timedelta, run: Callable[..., object], shared: bool = False) -> None:
    registry.register(slug, Job(slug, every, run, shared))


def heartbeat(*, now: datetime) -> None:
    """Does nothing: that it ran is the message."""


def register_own() -> None:
    register(HEARTBEAT, every=timedelta(seconds=20), run=heartbeat)
    register("core.forget_sessions", every=timedelta(days=1), run=sessions.forget_old)
    register("core.seal_trail", every=timedelta(minutes=5), run=sealing.seal)
    register("core.forget_tries", every=timedelta(hours=1), run=throttle.forget_old)


def worker_alive(*, now: datetime | None = None) -> bool:
    """Whether some worker has run the heartbeat in the last two minutes."""
    since = (now or timezone.now()) - timedelta(minutes=2)
    return JobRun.objects.filter(slug=HEARTBEAT, finished_at__gte=since).exists()


def claim(job: Job, *, now: datetime) -> bool:
    """Take the job if it is due and nobody holds it: one conditional UPDATE, so that one worker wins."""
    with transaction.atomic():
        JobRun.objects.get_or_create(slug=job.slug, defaults={"due_at": now})
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        return bool(JobRun.objects.filter(free, slug=job.slug, due_at__lte=now).update(lease_until=now + LEASE))


def run_due(*, now: datetime | None = None) -> int:
    """Run every job that is due; returns how many had something to do: then there may be more. A job that fails is
    logged and comes up again at its next time."""
    ran = 0
    # One look at the table first: a worker with nothing to do must not take the database's write lock.
    later = set(JobRun.objects.filter(due_at__gt=now or timezone.now()).values_list("slug", flat=True))
    for job in registry:
        started = now or timezone.now()
        if job.shared:
            ran += bool(_guarded(job, started).did)
        elif job.slug not in later and claim(job, now=started):
            _run(job, started)
            ran += 1
    return ran


class Run(NamedTuple):
    """What came of one run."""

    failed: bool
    did: object = None


def _guarded(job: Job, started: datetime) -> Run:
    """Run it: one broken job must not keep the others from running."""
    token = request_id.current.set(request_id.new())
    try:
        return Run(failed=False, did=job.run(now=started))
    except Exception:  # noqa: BLE001 - see above
        log.error("job failed", job=job.slug, **failures.in_hand())
        return Run(failed=True)
    finally:
        request_id.current.reset(token)


def _run(job: Job, started: datetime) -> None:
    failed = True
    try:
        failed = _guarded(job, started).failed
    finally:
        JobRun.objects.filter(slug=job.slug).update(
            due_at=started + job.every, lease_until=None, finished_at=timezone.now(), failed=failed
        )
