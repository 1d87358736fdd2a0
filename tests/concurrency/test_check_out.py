"""A visitor checks out in the very moment in which staff would be told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.actors import person_actor
from matches.models import Alert, Visit, VisitState
from matches.services import checking, safety
from notifications.models import OutboxMessage
from tests.concurrency.test_last_seats import at_once
from tests.factories.matches import VisitFactory
from tests.factories.people import StaffRoleFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def test_nobody_is_left_with_an_alert_of_which_they_do_not_hear_that_all_is_well():
    now = timezone.now()
    visit = VisitFactory(starts_at=now - timedelta(minutes=90), checked_in_at=now - timedelta(minutes=90))
    StaffRoleFactory(centre=visit.match.centre, is_on_call=True)
    by = person_actor(visit.match.champion.person_id)
    theirs = Visit.objects.for_rows().get()
    answers = at_once(
        lambda: checking.check_out(theirs, by=by, now=now),
        lambda: safety.watch(now=now),
        lambda: safety.watch(now=now),
    )
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert Visit.objects.get().state == VisitState.HAPPENED
    alerts = list(Alert.objects.all())
    assert len(alerts) <= 1
    assert all(alert.safe_at for alert in alerts)
    told = OutboxMessage.objects.filter(type="visit-alert").count()
    assert OutboxMessage.objects.filter(type="visit-safe").count() == told == len(alerts)
