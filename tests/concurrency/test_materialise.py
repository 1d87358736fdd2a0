"""Two runs of materialise at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection

from activities.models import Activity
from activities.services.scheduling import materialise
from core.actors import SYSTEM
from tests.factories.activities import ActivityFactory


@pytest.mark.django_db(transaction=True)
def test_materialise_by_two_workers_at_once_makes_each_date_once() -> None:
    activity = ActivityFactory(start_date=date(2026, 11, 30))
    start = Barrier(2)

    def run(_worker: int) -> int:
        try:
            start.wait()
            now = datetime(2026, 11, 22, 12, tzinfo=UTC)
            return materialise(activity=Activity(pk=activity.pk), by=SYSTEM, until=date(2027, 3, 31), now=now).created
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = sorted(pool.map(run, range(2)))

    assert made == [0, activity.sessions.count()]
