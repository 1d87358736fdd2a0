from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from core import sessions

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.mark.django_db
def test_forget_old_keeps_the_sessions_that_still_open_something():
    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + timedelta(days=days))
    assert sessions.forget_old(now=NOW) == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
