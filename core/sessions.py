"""Browsers' sessions: who is signed in, whose page is open. What has run out is deleted, not only ignored."""

from datetime import datetime

from django.contrib.sessions.models import Session


def forget_old(*, now: datetime) -> int:
    """Delete the sessions that open nothing any more."""
    deleted, _by_model = Session.objects.filter(expire_date__lt=now).delete()
    return deleted
