"""Celery as the bell that calls workers: `celery -A config.celery worker --beat`, where TASK_ENGINE is `celery`.

The broker carries "look what is due", and nothing else. What is due stands in the database, and is claimed there, as
`manage.py worker` does it (`core.jobs`). A broker that loses all that it had costs the time until the next ring.
"""

import os

import django
from celery import Celery, signals
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup()

from core import jobs  # noqa: E402 - whose table is there only now

EVERY = 2.0  # seconds between two rings; each is answered by one free worker
# A ring that nobody heard for so long is worth nothing: others came after it. So none pile up where no worker runs.
STALE_AFTER = 10

if settings.TASK_ENGINE != "celery" or not settings.CELERY_BROKER_URL:
    raise ImproperlyConfigured("To run Celery, set TASK_ENGINE=celery and CELERY_BROKER_URL.")

app = Celery("porchlight")
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 60},
    task_acks_late=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=1,  # a ring waits for a free worker, not behind a busy one
    worker_cancel_long_running_tasks_on_connection_loss=False,  # what is claimed is done, broker or no broker
    # In memory: any number of beats may ring, and none has anything to remember.
    beat_scheduler="celery.beat:Scheduler",
    beat_schedule={"ring": {"task": "porchlight.ring", "schedule": EVERY, "options": {"expires": STALE_AFTER}}},
)


@app.task(name="porchlight.ring")
def ring() -> None:
    """Somebody looks what is due, and does it."""
    jobs.run_due()


@signals.setup_logging.connect
def keep_our_logging(**_kwargs: object) -> None:
    """The log stays as the settings have it: Celery leaves it alone where somebody answers this signal."""
