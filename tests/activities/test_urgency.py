"""What can wait is said once; what is near is said at once, and by telephone where nothing else is quick enough."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from activities.services import bookings, impact, publishing, sessions
from core.actors import SYSTEM, Channel, Role
from notifications.models import CallResult, OutboxMessage, Outcome, Preferences
from notifications.services import calls, delivery, stopping
from people.models.contact import ContactKind
from people.services import contacts, persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import staff_actor
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
DAY = date(2026, 12, 8)
BEFORE = datetime(2026, 12, 1, 10, tzinfo=TORONTO)
MOBILE, LANDLINE, ADDRESS = "+15195550142", "+15195550134", "bo@example.org"


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def session(centre):
    return SessionFactory(activity=ActivityFactory(centre=centre, start_date=DAY), day=DAY)


def at(day, hour, minute=0):
    return datetime(2026, 12, day, hour, minute, tzinfo=TORONTO)


def known(session, *values):
    """Somebody with a place there, and these ways to be reached, in this order."""
    person = persons.register(name="Bo", centre=session.centre, by=SYSTEM)
    for value in values:
        contacts.add(person=person, value=value, kind=ContactKind.MOBILE if value == MOBILE else None, by=SYSTEM)
    with time_machine.travel(BEFORE, tick=False):
        bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, quiet=True)
    return person


def move(session, now, hour, day=DAY):
    session.refresh_from_db()
    with time_machine.travel(now, tick=False):
        sessions.move(session, day=day, start_time=time(hour), by=SYSTEM)


def cancel(session, now):
    with time_machine.travel(now, tick=False):
        sessions.cancel(session, by=SYSTEM)


def deliver(now):
    with time_machine.travel(now, tick=False):
        delivery.deliver_due(now=now)


def to_call(session, now):
    with time_machine.travel(now, tick=False):
        return [call.message.type for call in calls.to_make(session.centre_id, by=SYSTEM)]


# --- Merging ------------------------------------------------------------------------------------


def test_edits_one_after_the_other_are_one_message_the_last(session, texts):
    known(session, MOBILE)
    move(session, at(1, 10), 15)
    deliver(at(1, 10, 29))
    move(session, at(1, 10, 29), 16)
    deliver(at(1, 10, 58))
    assert texts.sent == []
    deliver(at(1, 10, 59))
    [(_number, words)] = texts.sent
    assert "4 pm" in words
    assert list(OutboxMessage.objects.order_by("pk").values_list("outcome", flat=True)) == ["overtaken", "sent"]


def test_edits_further_apart_are_two_messages(session, texts):
    known(session, MOBILE)
    for minute, hour in ((0, 15), (31, 16)):
        move(session, at(1, 10, minute), hour)
        deliver(at(1, 10, minute) + timedelta(minutes=30))
    assert ["3 pm" in texts.sent[0][1], "4 pm" in texts.sent[1][1]] == [True, True]


def test_date_that_is_moved_and_then_called_off_is_called_off(session, texts):
    known(session, MOBILE)
    move(session, at(1, 10), 15)
    cancel(session, at(1, 10, 5))
    deliver(at(1, 11))
    assert ["cancelled" in words for _number, words in texts.sent] == [True]


def test_whom_nothing_reaches_is_called_once_about_many_edits(session):
    known(session, LANDLINE)
    move(session, at(1, 10), 15)
    move(session, at(1, 10, 5), 16)
    assert to_call(session, at(1, 10, 6)) == ["session-moved"]


# --- At once ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("now", "is_urgent"), [(at(7, 13, 59), False), (at(7, 14), True), (at(8, 13), True)])
def test_cancellation_is_urgent_from_24_hours_before(session, now, is_urgent):
    known(session, MOBILE)
    cancel(session, now)
    assert OutboxMessage.objects.get(type="session-cancelled").urgent is is_urgent


@pytest.mark.parametrize(("day", "hour"), [(DAY, 15), (date(2026, 12, 20), 14)])
def test_move_of_a_date_that_is_near_goes_at_once(session, texts, day, hour):
    known(session, MOBILE)
    move(session, at(8, 9), hour, day)
    deliver(at(8, 9))
    assert len(texts.sent) == 1


def test_move_to_a_time_that_is_near_goes_at_once(session, texts):
    known(session, MOBILE)
    move(session, at(4, 9), 10, date(2026, 12, 4))
    deliver(at(4, 9))
    assert len(texts.sent) == 1


@pytest.mark.parametrize(("day", "is_urgent"), [(1, False), (8, True)])
def test_end_of_a_group_is_urgent_where_its_next_date_is_near(session, day, is_urgent):
    known(session, MOBILE)
    with time_machine.travel(at(day, 9), tick=False):
        publishing.end(session.activity, by=SYSTEM)
    assert OutboxMessage.objects.get(type="group-ended").urgent is is_urgent


def test_urgent_text_comes_at_night_and_before_any_letter(session, texts, mailoutbox):
    known(session, ADDRESS, MOBILE)
    cancel(session, at(8, 3))
    deliver(at(8, 3))
    assert ([number for number, _words in texts.sent], mailoutbox) == ([MOBILE], [])
    assert to_call(session, at(8, 3)) == []


def test_what_is_not_urgent_goes_by_the_way_that_they_like_best(session, texts, mailoutbox):
    known(session, ADDRESS, MOBILE)
    cancel(session, at(2, 10))
    deliver(at(2, 10))
    assert (texts.sent, [letter.to for letter in mailoutbox]) == ([], [[ADDRESS]])


# --- By telephone -------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [[ADDRESS], [ADDRESS, LANDLINE], [LANDLINE], []])
def test_without_a_quick_way_they_are_called_at_once_and_until_they_have_heard(session, texts, values):
    person = known(session, *values)
    cancel(session, at(8, 9))
    assert to_call(session, at(8, 9)) == ["session-cancelled"]
    deliver(at(8, 9))
    assert to_call(session, at(8, 9)) == ["session-cancelled"]
    message = OutboxMessage.objects.get(type="session-cancelled")
    staff = staff_actor(centre=session.centre)
    for result, then in ((CallResult.NO_ANSWER, ["session-cancelled"]), (CallResult.REACHED, [])):
        calls.note(person=person, message=message, result=result, by=staff)
        assert to_call(session, at(8, 10)) == then


def test_letter_alone_is_enough_where_there_is_time(session, texts):
    known(session, ADDRESS)
    cancel(session, at(2, 9))
    deliver(at(2, 9))
    assert to_call(session, at(2, 9)) == []


def test_letter_that_went_out_because_the_text_failed_is_not_enough_either(session, texts, monkeypatch):
    person = known(session, MOBILE, ADDRESS)
    cancel(session, at(8, 9))
    contacts.refuse(person.contact_points.get(value=MOBILE), now=at(8, 9))
    deliver(at(8, 9))
    assert OutboxMessage.objects.get(type="session-cancelled").way == "email"
    assert to_call(session, at(8, 9)) == ["session-cancelled"]


def test_date_that_is_over_is_no_reason_to_call(session, texts):
    known(session, ADDRESS)
    cancel(session, at(8, 9))
    deliver(at(8, 9))
    assert to_call(session, at(9, 10)) == []


def test_whoever_wants_no_messages_is_not_called_instead(session, texts):
    person, other = known(session, ADDRESS), known(session, LANDLINE)
    stopping.stop(person)
    Preferences.objects.create(person=other, do_not_contact=True)
    cancel(session, at(8, 9))
    deliver(at(8, 9))
    outcomes = set(OutboxMessage.objects.filter(type="session-cancelled").values_list("outcome", flat=True))
    assert outcomes == {Outcome.NOT_WANTED}
    assert to_call(session, at(8, 9)) == []


@pytest.mark.parametrize(("now", "is_told"), [(at(2, 9), True), (at(8, 9), False)])
def test_look_beforehand_says_who_has_to_be_called(session, texts, now, is_told):
    known(session, ADDRESS)
    assert [one.is_told for one in impact.of(session, by=SYSTEM, now=now).reaches] == [is_told]


def test_page_before_a_cancellation_names_those_who_are_told_and_those_to_call(session, texts):
    told, called = known(session, MOBILE), known(session, LANDLINE)
    persons.update_details(told, by=SYSTEM, name="Ana Silva")
    with time_machine.travel(at(2, 9), tick=False):
        page = staff_client(Role.COORDINATOR, centre=session.centre).get(
            reverse("desk_activities:cancel", args=[session.public_id])
        )
    [to_call_part, told_part] = page.text.split("Nothing written reaches these in time.")[1].split("</div>", 1)
    assert (called.name in to_call_part, "519-555-0134" in to_call_part) == (True, True)
    assert "Ana Silva (has a place)" in " ".join(told_part.split())
