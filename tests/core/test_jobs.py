from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from core import jobs, request_id
from core.management.commands import worker
from core.models import JobRun

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def calls(db, monkeypatch):
    """A registry with one job that notes when it ran."""
    noted: list[tuple[datetime, str]] = []
    monkeypatch.setattr(jobs, "registry", jobs.Registry("job"))
    jobs.register("test.note", every=HOUR, run=lambda *, now: noted.append((now, request_id.current.get())))
    return noted


def test_due_job_runs_once_until_its_next_time(calls):
    assert [jobs.run_due(now=NOW + minutes * timedelta(minutes=1)) for minutes in (0, 1, 59, 60)] == [1, 0, 0, 1]
    assert [at for at, _id in calls] == [NOW, NOW + HOUR]


def test_job_has_a_request_id_of_its_own(calls):
    jobs.run_due(now=NOW)
    assert len(calls[0][1]) == 16
    assert request_id.current.get() == ""


def test_job_held_by_another_worker_is_left_alone(calls):
    assert jobs.claim(jobs.registry["test.note"], now=NOW) is True
    assert jobs.claim(jobs.registry["test.note"], now=NOW + timedelta(minutes=9)) is False
    assert jobs.run_due(now=NOW + timedelta(minutes=9)) == 0
    assert calls == []


def test_job_of_a_dead_worker_is_taken_over_when_its_lease_ends(calls):
    jobs.claim(jobs.registry["test.note"], now=NOW)
    assert jobs.run_due(now=NOW + jobs.LEASE + timedelta(seconds=1)) == 1


def test_failing_job_is_noted_and_keeps_no_other_from_running(db, monkeypatch):
    def fail(*, now: datetime) -> None:
        raise RuntimeError

    ran: list[datetime] = []
    monkeypatch.setattr(jobs, "registry", jobs.Registry("job"))
    jobs.register("test.fails", every=HOUR, run=fail)
    jobs.register("test.works", every=HOUR, run=lambda *, now: ran.append(now))
    assert jobs.run_due(now=NOW) == 2
    assert ran == [NOW]
    rows = JobRun.objects.order_by("slug").values_list("slug", "failed", "due_at", "lease_until")
    assert list(rows) == [("test.fails", True, NOW + HOUR, None), ("test.works", False, NOW + HOUR, None)]


@pytest.mark.parametrize(("age", "alive"), [(timedelta(seconds=119), True), (timedelta(seconds=121), False)])
def test_worker_is_alive_when_its_heart_beat_lately(db, age, alive):
    JobRun.objects.create(slug=jobs.HEARTBEAT, due_at=NOW, finished_at=NOW - age)
    assert jobs.worker_alive(now=NOW) is alive


def test_worker_that_never_ran_is_not_alive(db):
    assert jobs.worker_alive(now=NOW) is False


def test_worker_command_runs_what_is_due(calls, monkeypatch):
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test's transaction needs its connection
    monkeypatch.setattr(worker.signal, "signal", lambda *_args: None)
    call_command("worker", once=True)
    assert len(calls) == 1


def test_worker_with_nothing_due_only_reads(calls, django_assert_num_queries):
    jobs.run_due(now=NOW)
    with django_assert_num_queries(1):
        assert jobs.run_due(now=NOW + timedelta(minutes=1)) == 0


def test_worker_command_leaves_the_work_to_the_engine_that_is_set(calls, settings):
    settings.TASK_ENGINE = "celery"
    with pytest.raises(CommandError, match="TASK_ENGINE is celery"):
        call_command("worker")
    assert calls == []


@pytest.mark.parametrize(("did", "counts"), [(3, 1), (0, 0)])
def test_shared_job_counts_where_it_did_something(db, monkeypatch, did, counts):
    monkeypatch.setattr(jobs, "registry", jobs.Registry("job"))
    jobs.register("some.letters", every=timedelta(seconds=2), run=lambda **_now: did, shared=True)
    assert jobs.run_due(now=NOW) == counts
