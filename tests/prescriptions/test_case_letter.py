"""On weekday mornings a link worker reads how much is due: numbers, by e-mail, and nobody's name."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from core.actors import SYSTEM, Role
from notifications.models import OutboxMessage, Preferences
from notifications.services import delivery
from people.models.consent import Purpose
from people.services import consents, persons
from prescriptions.models import CaseState, Urgency
from prescriptions.services import case_letter
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory
from tests.factories.prescriptions import CaseFactory

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
MONDAY = datetime(2026, 12, 7, 8, tzinfo=TORONTO)
TODAY = date(2026, 12, 7)


@pytest.fixture
def centre():
    return CentreFactory(name_en="Guelph CHC")


@pytest.fixture
def worker(centre):
    return StaffRoleFactory(role=Role.LINK_WORKER, centre=centre, user__email="priya@example.org").user


def due(centre, worker, on=TODAY):
    return CaseFactory(prescription__centre=centre, state=CaseState.ACTIVE, owner=worker, next_step_on=on)


def send(at=MONDAY):
    with time_machine.travel(at, tick=False):
        owed = case_letter.send(now=at)
        delivery.deliver_due(now=at)
    return owed


def test_it_says_numbers_and_no_names(centre, worker):
    due(centre, worker)
    due(centre, worker, TODAY + timedelta(days=1))
    back = due(centre, worker, TODAY)
    consents.withdraw(person=back.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    CaseFactory.create_batch(2, prescription__centre=centre)
    CaseFactory(prescription__centre=centre, prescription__urgency=Urgency.URGENT)
    assert send() == 1
    [letter] = mail.outbox
    lines = ("Due today: 2", "New, and nobody’s yet: 3", "Urgent among them: 1", "Agreements taken back, to close: 1")
    assert letter.to == ["priya@example.org"]
    assert [line for line in lines if line not in letter.body] == []
    assert "/en/desk/cases/" in letter.body
    assert [word for word in ("Brian", "Hall", "grief", "breakfast") if word in letter.subject + letter.body] == []


def test_each_reads_of_their_own_and_of_what_is_nobodys(centre, worker):
    other = StaffRoleFactory(role=Role.LINK_WORKER, centre=centre, user__email="sam@example.org").user
    due(centre, other)
    assert send() == 1
    assert [letter.to for letter in mail.outbox] == [["sam@example.org"]]


def test_it_is_written_once_a_morning(centre, worker):
    due(centre, worker)
    for minutes in (0, 30, 60):
        send(MONDAY + timedelta(minutes=minutes))
    assert (len(mail.outbox), OutboxMessage.objects.count()) == (1, 1)
    send(MONDAY + timedelta(days=1))
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("at", [MONDAY - timedelta(minutes=1), MONDAY.replace(hour=10), MONDAY - timedelta(days=1)])
def test_it_is_written_on_weekday_mornings(centre, worker, at):
    due(centre, worker)
    assert send(at) == 0


def test_nothing_due_is_no_letter(centre, worker):
    due(centre, worker, TODAY + timedelta(days=1))
    assert send() == 0


def test_it_can_be_switched_off(centre, worker):
    due(centre, worker)
    Preferences.objects.create(person=persons.of_account(worker), staff_digest=False)
    assert send() == 0


def test_what_was_done_meanwhile_is_not_sent(centre, worker):
    case = due(centre, worker)
    with time_machine.travel(MONDAY, tick=False):
        case_letter.send(now=MONDAY)
        type(case).objects.update(next_step_on=TODAY + timedelta(days=1))
        delivery.deliver_due(now=MONDAY)
    assert mail.outbox == []
