"""On weekday mornings staff read what waits at their desk: numbers, by e-mail, if there are any."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from activities.models import BookingState
from activities.services import digest
from core.actors import Role
from notifications.models import OutboxMessage, Outcome, Preferences
from notifications.services import delivery
from people.models import Person
from tests.factories.activities import ActivityFactory, BookingFactory, ProposalFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, StaffRoleFactory
from tests.people.conftest import signed_in

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
MONDAY = datetime(2026, 12, 7, 8, tzinfo=TORONTO)


@pytest.fixture
def centre():
    return CentreFactory(name_en="Guelph CHC")


@pytest.fixture
def coordinator(centre):
    return StaffRoleFactory(centre=centre, user__name="Grace Okafor", user__email="grace@example.org").user


def propose(centre, at=MONDAY):
    return ProposalFactory(centre=centre, submitted=True, title_en="Card Night", created_at=at)


def send(at=MONDAY):
    with time_machine.travel(at, tick=False):
        owed = digest.send(now=at)
        delivery.deliver_due(now=at)
    return owed


def test_coordinators_and_managers_read_numbers_and_no_names(centre, coordinator):
    both = StaffRoleFactory(centre=centre, role=Role.MANAGER, user__email="manager@example.org").user
    StaffRoleFactory(centre=centre, user=both)
    for role in (Role.LINK_WORKER, Role.EVALUATOR, Role.PROVIDER):
        StaffRoleFactory(centre=centre, role=role)
    StaffRoleFactory()
    propose(centre)
    session = SessionFactory(activity=ActivityFactory(centre=centre), day=date(2026, 12, 14))
    BookingFactory(session=session, state=BookingState.WAITLISTED, person__name="Ana Silva")
    assert send() == 2
    assert {letter.to[0] for letter in mail.outbox} == {"grace@example.org", "manager@example.org"}
    body = mail.outbox[0].body
    assert "Proposals to answer: 1\nDates with a waiting list and a free place: 1\n" in body
    assert "/en/desk/" in body
    assert [word for word in ("Ana", "Silva", "Card Night") if word in body] == []


@pytest.mark.parametrize(
    ("day", "hour", "minute", "owed"),
    [(7, 7, 59, 0), (7, 8, 0, 1), (7, 9, 50, 1), (7, 10, 0, 0), (11, 8, 0, 1), (12, 8, 0, 0), (13, 8, 0, 0)],
)
def test_it_is_written_on_weekday_mornings(centre, coordinator, day, hour, minute, owed):
    propose(centre)
    assert send(datetime(2026, 12, day, hour, minute, tzinfo=TORONTO)) == owed


def test_morning_is_that_of_the_centre(coordinator):
    winnipeg = CentreFactory(timezone="America/Winnipeg")
    StaffRoleFactory(centre=winnipeg)
    propose(winnipeg)
    assert [send(MONDAY), send(MONDAY.replace(hour=9))] == [0, 1]


def test_it_is_written_once_a_day_and_again_the_next(centre, coordinator):
    propose(centre)
    assert [send(), send(MONDAY.replace(minute=10)), send(MONDAY.replace(day=8))] == [1, 0, 1]


def test_worker_that_dies_between_two_readers_loses_no_letter(centre, coordinator, monkeypatch):
    StaffRoleFactory(centre=centre, user__email="second@example.org")
    propose(centre)
    notify, written = digest.notify, []

    def dies_at_the_second(slug, **message):
        if written:
            raise KeyboardInterrupt
        notify(slug, **message)
        written.append(message)

    monkeypatch.setattr(digest, "notify", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        send()
    monkeypatch.undo()
    assert send() == 2


def test_where_nothing_waits_nothing_is_written(centre, coordinator):
    assert send() == 0
    proposal = propose(centre)
    with time_machine.travel(MONDAY, tick=False):
        digest.send(now=MONDAY)
        type(proposal).objects.update(state="approved")
        delivery.deliver_due(now=MONDAY)
    assert (mail.outbox, OutboxMessage.objects.get().outcome) == ([], Outcome.NOT_TRUE)


def test_it_comes_by_email_alone(centre, coordinator, texts):
    propose(centre)
    send()
    person = Person.objects.get(user=coordinator)
    person.contact_points.all().delete()
    ContactPointFactory(person=person)
    send(MONDAY.replace(day=8))
    assert texts.sent == []
    assert OutboxMessage.objects.order_by("-pk").first().outcome == Outcome.UNREACHABLE


def test_whoever_works_at_a_desk_may_switch_it_off(centre, coordinator):
    propose(centre)
    client = signed_in(coordinator)
    page = client.get(reverse("messages:preferences"))
    assert page.context["form"]["staff_digest"].value() is True
    client.post(reverse("messages:preferences"), {"reminders": "both", "any_time": "on"})
    assert Preferences.objects.get().staff_digest is False
    assert send() == 0


def test_others_are_not_asked_and_keep_what_they_have(centre):
    user = ContactPointFactory(person__with_account=True).person.user
    page = signed_in(user).get(reverse("messages:preferences"))
    assert "staff_digest" not in page.context["form"].fields
    signed_in(user).post(reverse("messages:preferences"), {"reminders": "both", "any_time": "on"})
    assert Preferences.objects.get().staff_digest is True
