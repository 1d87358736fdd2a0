"""Celery rings, and remembers nothing. That its workers do what is due, `tests/crash` shows."""

import pytest

from tests.core.test_settings import GOOD, start

CELERY = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "TASK_ENGINE": "celery"}
BROKER = {"CELERY_BROKER_URL": "redis://127.0.0.1:6379/0"}


def test_a_ring_goes_stale_and_is_done_before_it_counts_as_heard():
    said = "from config.celery import app; c = app.conf; "
    said += "print(c.broker_url, c.task_acks_late, c.beat_schedule['ring']['options'], *app.tasks)"
    result = start({**GOOD, **CELERY, **BROKER}, said)
    assert result.stderr == ""
    assert result.stdout.startswith("redis://127.0.0.1:6379/0 True {'expires': 10} ")
    assert "porchlight.ring" in result.stdout


@pytest.mark.parametrize("told", [{**CELERY}, {**CELERY, **BROKER, "TASK_ENGINE": "embedded"}])
def test_celery_does_not_start_where_the_settings_do_not_ask_for_it(told):
    result = start({**GOOD, "CELERY_BROKER_URL": "", **told}, "import config.celery")
    assert result.returncode == 1
    assert "To run Celery, set TASK_ENGINE=celery and CELERY_BROKER_URL." in result.stderr
