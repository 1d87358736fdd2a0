import json
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.utils import timezone

from core import health, jobs
from core.models import JobRun
from core.registry import Registry


def parts(response) -> dict[str, object]:
    return json.loads(response.content)


@pytest.fixture
def worker(db):
    JobRun.objects.create(slug=jobs.HEARTBEAT, due_at=timezone.now(), finished_at=timezone.now())


@pytest.fixture(autouse=True)
def _one_part(monkeypatch):
    """One part beside the database, the migrations and the worker, so that these tests know all there is."""
    monkeypatch.setattr(health, "checks", Registry("readiness check"))
    health.checks.register("telephone", lambda: True)


def test_healthz_needs_no_database(client, django_assert_num_queries):
    response = client.get("/healthz")
    assert (response.status_code, parts(response)) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_readyz_names_every_part(client, worker):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert parts(response) == {
        "status": "ok",
        "database": True,
        "migrations": True,
        "worker": True,
        "telephone": True,
    }


def test_readyz_without_a_worker_is_not_ready(client, db):
    response = client.get("/readyz")
    assert (response.status_code, parts(response)["worker"]) == (503, False)


def test_readyz_with_a_part_that_cannot_serve_is_not_ready(client, worker, monkeypatch):
    monkeypatch.setitem(health.checks._items, "telephone", lambda: False)
    response = client.get("/readyz")
    assert (response.status_code, parts(response)["telephone"]) == (503, False)


def test_readyz_with_pending_migrations_asks_no_further(client, worker, monkeypatch):
    monkeypatch.setattr(health, "migrations_applied", lambda: False)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert parts(response) == {"status": "not ready", "database": True, "migrations": False}


def test_readyz_without_a_database_asks_no_further(client, db, monkeypatch):
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(health, "connection", SimpleNamespace(cursor=away))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert parts(response) == {"status": "not ready", "database": False}


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_read_only(client, db, address):
    assert client.post(address).status_code == 405
