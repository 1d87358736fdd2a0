"""How somebody hears that there are questions: once, a reminder or two, and never for no reason."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from core.actors import SYSTEM, person_actor
from evaluation.models import MeasuringPlan, SittingState, Way
from evaluation.notices import ASKED, REMINDED
from evaluation.services import answering, reminding, sittings
from notifications.models import OutboxMessage
from notifications.services import outbox
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Case, CaseState, ClosedReason
from tests.factories.evaluation import MeasuringPlanFactory, SittingFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db
TEN = timedelta(days=10)


def said(slug):
    rows = OutboxMessage.objects.filter(type=slug).select_related("person").order_by("pk")
    return outbox.render(rows)


def opened(**fields):
    """A sitting that the clock has just opened, at a centre that reminds once."""
    sitting = SittingFactory(state=SittingState.PLANNED, **fields)
    MeasuringPlanFactory(centre=sitting.centre)
    sittings.open_due()
    sitting.refresh_from_db()
    return sitting


def answer(sitting):
    given = {"companionship": 1}
    key = sitting.instruments[0]
    answering.answer(sitting, instrument=key, answers=given, way=Way.WEB, by=person_actor(sitting.person_id))


def test_what_the_clock_opens_is_told_with_a_link_that_opens_it():
    opened()
    [letter] = said(ASKED)
    assert "a few questions for you" in letter.text
    assert "fine to say no" in letter.text
    assert Client().get(urlsplit(letter.address).path).status_code == 200


def test_who_is_asked_by_staff_gets_no_message():
    sitting = SittingFactory(state=SittingState.PLANNED)
    sittings.begin_now(sitting, by=staff_actor("link_worker", centre=sitting.centre))
    assert not OutboxMessage.objects.exists()


def test_message_is_not_sent_after_an_answer_or_a_no():
    sitting = opened()
    answer(sitting)
    assert said(ASKED) == []
    other = opened()
    consents.withdraw(person=other.person, purpose=Purpose.EVALUATION, by=SYSTEM)
    assert said(ASKED) == []


def test_reminders_come_ten_days_apart_and_as_often_as_the_centre_decided():
    sitting, now = opened(), timezone.now()
    assert reminding.remind(now=now + TEN - timedelta(hours=1)) == 0
    assert reminding.remind(now=now + TEN + timedelta(hours=1)) == 1
    assert reminding.remind(now=now + TEN + timedelta(hours=2)) == 0
    assert reminding.remind(now=now + 2 * TEN + timedelta(hours=2)) == 0
    MeasuringPlan.objects.filter(centre=sitting.centre).update(reminders=2)
    assert reminding.remind(now=now + 2 * TEN + timedelta(hours=2)) == 1
    assert OutboxMessage.objects.filter(type=REMINDED).count() == 2


def test_nobody_is_reminded_who_answered_declined_or_no_longer_agrees():
    begun, declined, taken_back = opened(), opened(), opened()
    answer(begun)
    sittings.decline(declined, by=person_actor(declined.person_id))
    consents.withdraw(person=taken_back.person, purpose=Purpose.EVALUATION, by=SYSTEM)
    assert reminding.remind(now=timezone.now() + TEN + timedelta(hours=1)) == 0


@pytest.mark.parametrize("reason", [ClosedReason.DIED, ClosedReason.UNREACHED])
def test_nobody_is_asked_or_reminded_who_died_or_could_not_be_reached(reason):
    """Also where the case was closed without a word to the sitting, which then is still open."""
    sitting = opened()
    Case.objects.filter(pk=sitting.case_id).update(
        state=CaseState.CLOSED, closed_reason=reason, closed_at=timezone.now()
    )
    assert said(ASKED) == []
    assert reminding.remind(now=timezone.now() + TEN + timedelta(hours=1)) == 0


def test_centre_that_asks_no_more_reminds_nobody():
    sitting = opened()
    MeasuringPlan.objects.filter(centre=sitting.centre).update(is_on=False)
    assert reminding.remind(now=timezone.now() + TEN + timedelta(hours=1)) == 0
