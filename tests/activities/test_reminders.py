"""When somebody is reminded of a place, when not, and in which words."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from activities.choices import JoinMode
from activities.models import BookingState
from activities.services import bookings, reminders, sessions
from core import jobs
from core.actors import SYSTEM, Channel
from notifications import parts
from notifications.models import OutboxMessage, Outcome, Preferences, Reminders
from notifications.services import delivery, texting
from people.models.contact import ContactKind
from people.services import persons
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
# A Tuesday, two days after the clocks went back.
DAY = date(2026, 11, 3)
START = datetime(2026, 11, 3, 14, tzinfo=TORONTO)
EARLY = datetime(2026, 10, 20, 10, tzinfo=TORONTO)
NUMBER = "+15195550142"


def local(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=TORONTO)


@pytest.fixture
def centre():
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550100")


@pytest.fixture
def group(centre):
    return ActivityFactory(centre=centre, title_en="Card Night", title_fr="Soirée de cartes", start_date=DAY)


@pytest.fixture
def session(group):
    return SessionFactory(activity=group, day=DAY)


@pytest.fixture
def person(centre):
    return persons.register(
        name="Ana Silva", centre=centre, contact=NUMBER, contact_kind=ContactKind.MOBILE, by=SYSTEM
    )


def book(session, person, at=EARLY):
    with time_machine.travel(at, tick=False):
        return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, quiet=True)


def remind(at):
    """How many reminders became due at this moment."""
    with time_machine.travel(at, tick=False):
        return reminders.remind(now=at)


def deliver(at):
    with time_machine.travel(at, tick=False):
        return delivery.deliver_due(now=at)


def wish(person, **wishes):
    return Preferences.objects.create(person=person, **wishes)


# --- When ---------------------------------------------------------------------------------------


def test_day_before_at_the_hour_of_the_start_and_two_hours_before_once_each(session, person):
    book(session, person)
    due = [local(2, 13, 59), local(2, 14), local(2, 14, 1), local(3, 11, 59), local(3, 12), local(3, 12, 1)]
    assert [remind(at) for at in due] == [0, 1, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("wanted", "days"),
    [(Reminders.BOTH, [2, 3]), (Reminders.DAY_BEFORE, [2]), (Reminders.TWO_HOURS, [3]), (Reminders.NONE, [])],
)
def test_each_person_is_reminded_as_they_like(session, person, wanted, days):
    book(session, person)
    wish(person, reminders=wanted)
    assert [at.day for at in (local(2, 14), local(3, 12)) if remind(at)] == days


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 11, 1), datetime(2026, 10, 31, 18, tzinfo=UTC)),  # 25 hours before: the clocks go back
        (date(2027, 3, 14), datetime(2027, 3, 13, 19, tzinfo=UTC)),  # 23 hours before
    ],
)
def test_clock_change_shifts_nothing(group, person, day, before):
    session = SessionFactory(activity=group, day=day)
    book(session, person)
    assert (session.starts_at - before) / timedelta(hours=1) in (23, 25)
    assert [remind(before - timedelta(minutes=1)), remind(before)] == [0, 1]


@pytest.mark.parametrize("state", [BookingState.WAITLISTED, BookingState.THINKING, BookingState.CANCELLED])
def test_nobody_is_reminded_of_a_place_that_they_have_not(session, state):
    BookingFactory(session=session, state=state, created_at=EARLY)
    assert remind(local(2, 14)) == 0


def test_nobody_is_reminded_of_a_date_that_is_cancelled(session, person):
    book(session, person)
    with time_machine.travel(EARLY):
        sessions.cancel(session, by=SYSTEM, quiet=True)
    assert remind(local(2, 14)) == 0


def test_whoever_signs_up_after_a_reminder_was_due_gets_the_next_alone(session, person):
    book(session, person, at=local(2, 18))
    assert [remind(local(2, 18)), remind(local(3, 12))] == [0, 1]


def test_whoever_gets_a_place_from_the_list_after_a_reminder_was_due_gets_the_next_alone(group, person):
    session = SessionFactory(activity=group, day=DAY, capacity=1)
    first = book(session, persons.register(name="Bo", centre=group.centre, by=SYSTEM))
    waiting = book(session, person)
    with time_machine.travel(local(2, 16), tick=False):
        bookings.cancel(first, by=SYSTEM, quiet=True)
        waiting.refresh_from_db()
        bookings.accept(waiting, by=SYSTEM)
    assert [remind(local(2, 16, 1)), remind(local(3, 12))] == [0, 1]


def test_place_given_back_and_made_again_is_reminded_of_once(session, person):
    first = book(session, person)
    assert remind(local(2, 14)) == 1
    with time_machine.travel(local(2, 15), tick=False):
        bookings.cancel(first, by=SYSTEM, quiet=True)
    book(session, person, at=local(2, 16))
    assert [remind(local(2, 16)), remind(local(3, 12)), remind(local(3, 13))] == [0, 1, 0]


@pytest.mark.parametrize(("hour", "due"), [(8, 1), (10, 1), (11, 0)])
def test_worker_that_stood_still_catches_up_until_the_next_reminder_says_it(session, person, hour, due):
    book(session, person)
    assert remind(local(3, hour, 30) if hour < 11 else local(3, hour)) == due


def test_date_with_a_new_time_is_reminded_of_anew(session, person):
    book(session, person)
    assert remind(local(2, 14)) == 1
    with time_machine.travel(local(2, 15), tick=False):
        sessions.move(session, day=date(2026, 11, 4), start_time=time(16), by=SYSTEM)
    assert [remind(at) for at in (local(3, 12), local(3, 16), local(4, 14))] == [0, 1, 1]


def test_whoever_hears_of_a_new_time_after_its_reminder_was_due_gets_the_next_alone(session, person):
    book(session, person)
    with time_machine.travel(local(1, 15), tick=False):
        sessions.move(session, day=date(2026, 11, 2), start_time=time(14), by=SYSTEM)
    assert [remind(local(1, 15, 1)), remind(local(2, 12))] == [0, 1]


@pytest.mark.parametrize("places", [1, 3])
def test_it_takes_the_same_queries_however_many_places(session, centre, places, django_assert_num_queries):
    for nth in range(places):
        book(session, persons.register(name=f"Ana {nth}", centre=centre, by=SYSTEM))
    remind(local(2, 14))
    with django_assert_num_queries(2):
        assert remind(local(2, 14, 1)) == 0


def test_worker_reminds_by_itself(session, person):
    book(session, person)
    with time_machine.travel(local(2, 14), tick=False):
        jobs.run_due()
    assert OutboxMessage.objects.filter(type="place-reminder").count() == 1


# --- Whether it is sent -------------------------------------------------------------------------


def outcome():
    return OutboxMessage.objects.get(type="place-reminder").outcome


def test_place_given_back_meanwhile_is_not_reminded_of(session, person, texts):
    booking = book(session, person)
    remind(local(2, 14))
    with time_machine.travel(local(2, 14), tick=False):
        bookings.cancel(booking, by=SYSTEM, quiet=True)
    deliver(local(2, 14))
    assert (texts.sent, outcome()) == ([], Outcome.NOT_TRUE)


def test_reminder_of_a_time_that_is_not_the_dates_any_more_is_not_sent(group, person, texts):
    session = SessionFactory(activity=group, day=DAY, starts_at=local(3, 22), ends_at=local(3, 23))
    book(session, person)
    remind(local(2, 22))
    deliver(local(2, 22))
    with time_machine.travel(local(2, 22, 30), tick=False):
        sessions.move(session, day=date(2026, 11, 6), start_time=time(14), by=SYSTEM)
    deliver(local(3, 8))
    assert outcome() == Outcome.NOT_TRUE
    assert not any("Reminder" in words for _number, words in texts.sent)


def test_text_waits_for_the_end_of_the_quiet_hours(group, person, texts):
    session = SessionFactory(activity=group, day=DAY, starts_at=local(3, 9), ends_at=local(3, 10))
    book(session, person)
    remind(local(3, 7))
    deliver(local(3, 7))
    assert texts.sent == []
    deliver(local(3, 8))
    assert len(texts.sent) == 1


def test_text_that_could_only_come_after_the_start_is_not_sent(group, person, texts):
    session = SessionFactory(activity=group, day=DAY, starts_at=local(3, 7, 30), ends_at=local(3, 8, 30))
    book(session, person)
    wish(person, reminders=Reminders.TWO_HOURS)
    remind(local(3, 5, 30))
    deliver(local(3, 5, 30))
    deliver(local(3, 8))
    assert (texts.sent, outcome()) == ([], Outcome.NOT_TRUE)


def test_day_before_and_two_hours_before_never_come_together(session, person, texts):
    """Somebody whose quiet hours are nearly the whole day hears of it once."""
    book(session, person)
    wish(person, quiet_from=time(13), quiet_until=time(12))
    remind(local(2, 14))
    deliver(local(2, 14))
    remind(local(3, 12))
    deliver(local(3, 12))
    assert len(texts.sent) == 1


# --- In which words -----------------------------------------------------------------------------


def text_of(session, person, texts):
    book(session, person)
    remind(local(2, 14))
    deliver(local(2, 14))
    [(number, words)] = texts.sent
    assert number == NUMBER
    return words


def test_text_is_short_and_says_how_to_answer(session, person, texts):
    words = text_of(session, person, texts)
    assert words == (
        "Reminder: Card Night, Tuesday, November 3, 2 pm, Guelph CHC.\nQuestions? Call Guelph CHC: 519-555-0100.\n"
        "Reply 2 if you cannot come."
    )
    assert parts.count(words) == 1


def test_french_text_is_short_as_well(session, person, texts):
    persons.update_details(person, by=SYSTEM, language="fr")
    words = text_of(session, person, texts)
    assert words == (
        "Rappel : Soirée de cartes, mardi 3 novembre, 14 h, CSC de Guelph.\n"
        "Des questions? Appelez-nous : CSC de Guelph, 519-555-0100.\nRépondez 2 si vous ne pouvez pas venir."
    )
    assert parts.count(words) == 2


@pytest.mark.parametrize(
    ("language", "beginning"),
    [
        ("en", "Your Tuesday 2 pm at Guelph CHC: a reminder."),
        ("fr", "Rappel : nous vous attendons mardi à 14 h, CSC de Guelph."),
    ],
)
def test_sensitive_group_is_a_weekday_and_an_hour(session, person, texts, language, beginning):
    type(session.activity).objects.update(sensitive=True)
    persons.update_details(person, by=SYSTEM, language=language)
    words = text_of(session, person, texts)
    assert words.split("\n")[0] == beginning
    assert "3" not in words.split("\n")[0]


def test_letter_says_where_to_give_the_place_back_and_asks_for_no_reply(session, centre):
    person = persons.register(name="Bo", centre=centre, contact="bo@example.org", by=SYSTEM)
    book(session, person)
    remind(local(2, 14))
    deliver(local(2, 14))
    [letter] = mail.outbox
    assert letter.subject == "A reminder of your place"
    assert "Your place: http" in letter.body
    assert "No more messages about your places" in letter.body
    assert "Reply 2" not in letter.body


def test_place_in_a_course_is_reminded_of_as_well(centre, person):
    group = ActivityFactory(centre=centre, join_mode=JoinMode.COURSE, start_date=DAY)
    BookingFactory(session=SessionFactory(activity=group, day=DAY), person=person, created_at=EARLY)
    assert remind(local(2, 14)) == 1


@pytest.mark.parametrize(
    ("said", "state", "due"), [("2", BookingState.CANCELLED, 0), ("1", BookingState.CONFIRMED, 1)]
)
def test_answer_to_the_text_gives_the_place_back_or_keeps_it(session, person, texts, said, state, due):
    type(session.centre).objects.update(line_number="+15195550199")
    booking = book(session, person)
    remind(local(2, 14))
    deliver(local(2, 14))
    with time_machine.travel(local(2, 15), tick=False):
        answer = texting.receive(provider_id="SM0", number=NUMBER, line="+15195550199", said=said)
    booking.refresh_from_db()
    assert booking.state == state
    assert "November 3" in answer
    assert remind(local(3, 12)) == due
