"""A place goes into its person's calendar by e-mail, changes there, and leaves it; nobody else's ever does."""

from datetime import date, timedelta
from email.message import Message

import pytest
import recurring_ical_events
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from activities.models import Booking
from activities.services import bookings, enrolments, publishing, sessions
from calendars.models import SentEntry
from calendars.services import invitations
from core.actors import SYSTEM, Channel, person_actor
from notifications.models import OutboxMessage, Preferences
from notifications.services import resending
from people.models import ContactPoint
from people.models.contact import ContactKind
from people.services import contacts, erasure, merging, persons
from tests.calendars.conftest import NOW
from tests.calendars.letters import calendar_of, deliver, lines, values
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import staff_actor
from tests.fakes import mail_server

pytestmark = pytest.mark.django_db
ADDRESS = "ana@example.org"
TUESDAY = date(2026, 11, 10)
LATER = timedelta(minutes=31)  # once a change has waited for another


@pytest.fixture
def session(activity):
    return SessionFactory(activity=activity, day=TUESDAY, public_id="b3b7d9c2-9c5f-4a55-8d1c-1f0d8a4b7f11", revision=3)


@pytest.fixture
def ana(centre):
    return persons.register(name="Ana Silva", centre=centre, contact=ADDRESS, by=SYSTEM)


def book(session, person, channel=Channel.DESK):
    return bookings.book(session=session, person=person, channel=channel, by=SYSTEM)


def move(session, start, **changes):
    hour = start.replace(tzinfo=None)
    return sessions.move(session, day=hour.date(), start_time=hour.time(), by=SYSTEM, **changes)


def told(letters: list[Message]) -> list[tuple[str, int]]:
    """Of each letter that says something to a calendar, what and with which number."""
    found = [values(content) for letter in letters if (content := calendar_of(letter))]
    return [(one["METHOD"], int(one["SEQUENCE"])) for one in found]


def set_right(clock) -> list[Message]:
    clock.shift(timedelta(minutes=1))
    invitations.owe_corrections(now=timezone.now())
    return deliver()


# --- The bytes ----------------------------------------------------------------------------------


def test_invitation_has_every_property(session, ana):
    book(session, ana)
    [letter] = deliver()
    found = lines(calendar_of(letter))
    token = SentEntry.objects.get().token

    assert found[: found.index("BEGIN:VTIMEZONE")] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Porchlight//Calendar feeds//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
    ]
    assert found[found.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:session-b3b7d9c2-9c5f-4a55-8d1c-1f0d8a4b7f11@localhost",
        "DTSTAMP:20261103T150000Z",
        "LAST-MODIFIED:20261103T150000Z",
        "SEQUENCE:3",
        "DTSTART;TZID=America/Toronto:20261110T140000",
        "DTEND;TZID=America/Toronto:20261110T153000",
        "SUMMARY;LANGUAGE=en:Cards\\, tea and talk",
        "CATEGORIES:Cards and games",
        "CLASS:PUBLIC",
        "DESCRIPTION;LANGUAGE=en:An easy afternoon of cards\\, tea and talk.\\n\\nSign up for each date\\n\\n"
        "Questions? Call Gateway Centre: 613-555-0142.\\n\\nhttp://localhost:8000/en/activities/cards/",
        "GEO:44.47512;-77.31045",
        "LOCATION:Big room\\, 12 Mill Street\\, Tweed\\, ON K0K 3J0",
        f'ORGANIZER;CN="Gateway Centre":mailto:invitations+{token}@testserver.example',
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "URL:http://localhost:8000/en/activities/cards/",
        "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ana@example.org",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_end_of_an_invitation_has_every_property(session, ana):
    booking = book(session, ana)
    deliver()
    bookings.cancel(booking, by=SYSTEM)
    [letter] = deliver()
    found = lines(calendar_of(letter))
    token = SentEntry.objects.get().token

    assert "METHOD:CANCEL" in found
    assert found[found.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:session-b3b7d9c2-9c5f-4a55-8d1c-1f0d8a4b7f11@localhost",
        "DTSTAMP:20261103T150000Z",
        "LAST-MODIFIED:20261103T150000Z",
        "SEQUENCE:4",
        "DTSTART;TZID=America/Toronto:20261110T140000",
        "DTEND;TZID=America/Toronto:20261110T153000",
        "SUMMARY;LANGUAGE=en:Cards\\, tea and talk",  # the date goes on, without them
        "CATEGORIES:Cards and games",
        "CLASS:PUBLIC",
        "DESCRIPTION;LANGUAGE=en:An easy afternoon of cards\\, tea and talk.\\n\\nSign up for each date\\n\\n"
        "Questions? Call Gateway Centre: 613-555-0142.\\n\\nhttp://localhost:8000/en/activities/cards/",
        "GEO:44.47512;-77.31045",
        "LOCATION:Big room\\, 12 Mill Street\\, Tweed\\, ON K0K 3J0",
        f'ORGANIZER;CN="Gateway Centre":mailto:invitations+{token}@testserver.example',
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "URL:http://localhost:8000/en/activities/cards/",
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT:mailto:ana@example.org",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_date_that_is_called_off_says_so_in_its_title(session, ana):
    book(session, ana)
    deliver()
    sessions.cancel(session, by=SYSTEM)
    [letter] = deliver()
    said = values(calendar_of(letter))
    assert (said["METHOD"], said["STATUS"], said["SEQUENCE"]) == ("CANCEL", "CANCELLED", "4")
    assert said["SUMMARY"] == "CANCELLED: Cards\\, tea and talk"


def test_subscribers_program_reads_the_same_hour_as_in_the_file(session, ana, client):
    book(session, ana)
    [letter] = deliver()
    invited = Calendar.from_ical(calendar_of(letter))
    filed = Calendar.from_ical(client.get(f"/calendar/session/{session.public_id}.ics").content)
    for name in ("UID", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "STATUS", "CLASS", "TRANSP", "URL"):
        assert invited.events[0][name] == filed.events[0][name]
    spans = [
        [(one.start, one.end) for one in recurring_ical_events.of(calendar).at(TUESDAY)]
        for calendar in (invited, filed)
    ]
    assert spans == [[(session.starts_at, session.ends_at)]] * 2


@pytest.mark.parametrize("name", ['Centre "Soleil"; annexe, nord: 2', "Centre\r\nATTENDEE:mailto:evil@example.org"])
def test_name_of_a_centre_cannot_break_the_line(session, centre, ana, name):
    centre.name_en = name
    centre.save()
    book(session, ana)
    [letter] = deliver()
    assert values(calendar_of(letter))["ORGANIZER"].startswith("mailto:invitations+")
    [event] = Calendar.from_ical(calendar_of(letter)).events
    assert event["ATTENDEE"] == "mailto:ana@example.org"


# --- What goes, and what does not ---------------------------------------------------------------


def test_letter_says_what_declining_does_and_speaks_its_language(session, centre):
    book(session, persons.register(name="Rosa", centre=centre, contact=ADDRESS, language="fr", by=SYSTEM))
    [letter] = deliver()
    [text] = [part for part in letter.walk() if part.get_content_type() == "text/plain"]
    assert "vous rendez votre place" in text.get_payload(decode=True).decode()
    assert values(calendar_of(letter))["SUMMARY"] == "Cartes\\, thé et jasette"


def test_sensitive_group_gives_nobody_away(session, activity, ana):
    activity.sensitive = True
    activity.save()
    booking = book(session, ana)
    letters = deliver()
    sessions.cancel(session, by=SYSTEM)
    letters += deliver()
    assert [method for method, _number in told(letters)] == ["REQUEST", "CANCEL"]
    for letter in letters:
        said = values(calendar_of(letter))
        assert said["CLASS"] == "PRIVATE"
        assert said["SUMMARY"].removeprefix("CANCELLED: ") == "Group at Gateway Centre"
        assert not {"LOCATION", "GEO", "URL", "CATEGORIES"} & said.keys()
        assert "cards" not in calendar_of(letter).decode().lower()
    assert booking.person.name not in calendar_of(letters[0]).decode()


def test_whoever_waits_is_in_no_calendar(session, ana, centre):
    session.capacity = 0
    session.save()
    booking = book(session, ana)
    letters = deliver()
    bookings.cancel(booking, by=SYSTEM)
    letters += deliver()
    assert len(letters) == 2
    assert (told(letters), SentEntry.objects.count()) == ([], 0)


def test_whoever_does_not_want_it_gets_no_new_entry_and_the_old_ones_stay_right(session, activity, ana):
    booking = book(session, ana)
    deliver()
    Preferences.objects.create(person=ana, calendar_letters=False)
    other = SessionFactory(activity=activity, day=TUESDAY + timedelta(weeks=1))
    book(other, persons.current(ana))
    bookings.cancel(booking, by=SYSTEM)
    assert told(deliver()) == [("CANCEL", 4)]


def test_without_an_address_for_replies_nothing_is_sent_to_calendars(session, ana, settings):
    settings.INVITATIONS_ADDRESS = ""
    book(session, ana)
    [letter] = deliver()
    assert calendar_of(letter) == b""
    assert letter.get_content_type() == "text/plain"


def test_whoever_comes_every_time_gets_no_heap_of_invitations(centre, ana):
    group = ActivityFactory(centre=centre, join_mode="standing", start_date=TUESDAY)
    dates = [SessionFactory(activity=group, day=TUESDAY + timedelta(weeks=nth)) for nth in range(3)]
    enrolments.enrol(activity=group, person=ana, channel=Channel.DESK, by=SYSTEM)
    letters = deliver()
    sessions.cancel(dates[0], by=SYSTEM)
    letters += deliver()
    assert len(letters) == 2
    assert told(letters) == []


# --- Numbers that rise --------------------------------------------------------------------------


def test_numbers_rise_with_each_change_and_past_the_end(session, ana, clock):
    letters = []
    booking = book(session, ana)
    letters += deliver()
    for hour in (16, 18):
        move(session, session.local_start.replace(hour=hour))
        clock.shift(LATER)
        letters += deliver()
    bookings.cancel(booking, by=SYSTEM)
    letters += deliver()
    again = book(session, ana)
    letters += deliver()
    sessions.resize(session, capacity=30, by=SYSTEM)  # raises the revision, and nobody's calendar changes
    sessions.cancel(session, by=SYSTEM)
    letters += deliver()
    numbers = [("REQUEST", 3), ("REQUEST", 4), ("REQUEST", 5), ("CANCEL", 6), ("REQUEST", 7), ("CANCEL", 8)]
    assert told(letters) == numbers
    assert {values(calendar_of(letter))["ORGANIZER"] for letter in letters} == {
        f"mailto:invitations+{SentEntry.objects.get().token}@testserver.example"
    }
    assert SentEntry.objects.get().booking == again
    stamps = [values(calendar_of(letter))["DTSTAMP"] for letter in letters]
    assert stamps == sorted(stamps)


def test_number_is_never_behind_the_files(session, ana):
    book(session, ana)
    deliver()
    for capacity in (30, 31, 32, 33):
        sessions.resize(session, capacity=capacity, by=SYSTEM)
    sessions.cancel(session, by=SYSTEM)
    session.refresh_from_db()
    assert told(deliver()) == [("CANCEL", session.revision)]


def test_edits_of_half_an_hour_are_one_letter_with_the_last_time(session, ana, clock):
    book(session, ana)
    deliver()
    for hour in (16, 18, 17):
        move(session, session.local_start.replace(hour=hour))
        clock.shift(timedelta(minutes=5))
        assert set_right(clock) == []  # the usual letter is on its way
    clock.shift(LATER)
    [letter] = deliver()
    assert values(calendar_of(letter))["DTSTART"] == "20261110T170000"
    assert set_right(clock) == []


def test_letter_that_is_sent_again_says_the_same_to_the_last_byte(session, ana, centre, clock):
    book(session, ana)
    [first] = deliver()
    clock.shift(timedelta(hours=3))
    resending.resend(OutboxMessage.objects.get(), by=staff_actor(centre=centre))
    [again] = deliver()
    assert calendar_of(again) == calendar_of(first)


def test_letter_that_failed_says_the_same_when_it_is_tried_again(session, ana, settings, clock):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    book(session, ana)
    deliver()
    entry = SentEntry.objects.values().get()
    clock.shift(timedelta(minutes=1))
    with mail_server.running() as server:
        settings.EMAIL_PORT = server.port
        deliver()
        [(_to, letter)] = server.letters
    assert told([letter]) == [("REQUEST", 3)]
    assert SentEntry.objects.values().get() == entry


# --- What the usual letters cannot say ----------------------------------------------------------


def test_place_given_back_by_text_leaves_the_calendar(session, ana, clock):
    booking = book(session, ana)
    deliver()
    bookings.cancel(booking, by=person_actor(ana.pk, channel=Channel.SMS))
    assert deliver() == []
    [letter] = set_right(clock)
    assert (letter["Subject"], told([letter])) == ("Your calendar", [("CANCEL", 4)])
    assert set_right(clock) == []


def test_other_date_instead_comes_in_and_the_old_one_goes(session, activity, ana, clock):
    booking = book(session, ana)
    deliver()
    next_week = SessionFactory(activity=activity, day=TUESDAY + timedelta(weeks=1), revision=0)
    bookings.move(booking, to=next_week, by=SYSTEM)
    assert told(deliver()) == [("REQUEST", 0)]
    assert told(set_right(clock)) == [("CANCEL", 4)]


def test_urgent_news_by_text_reaches_the_calendar_by_email(session, ana, clock, texts):
    contacts.add(person=ana, value="519-555-0142", kind=ContactKind.MOBILE, by=SYSTEM)
    book(session, ana)
    deliver()
    clock.move_to(session.starts_at - timedelta(hours=3))
    sessions.cancel(session, by=SYSTEM)
    assert deliver() == []
    assert len(texts.sent) == 1
    assert told(set_right(clock)) == [("CANCEL", 4)]


def test_group_that_ends_leaves_the_calendar_with_all_its_dates(activity, ana, clock):
    for weeks in range(3):
        book(SessionFactory(activity=activity, day=TUESDAY + timedelta(weeks=weeks)), ana)
    deliver()
    publishing.end(activity, by=SYSTEM)
    letters = deliver()
    assert told(letters) == [("CANCEL", 1)]
    assert told(set_right(clock)) == [("CANCEL", 1)] * 2
    assert SentEntry.objects.filter(is_cancelled=False).count() == 0


def test_single_place_that_became_a_standing_one_is_kept_right(centre, ana):
    group = ActivityFactory(centre=centre, join_mode="standing", start_date=TUESDAY)
    session = SessionFactory(activity=group, day=TUESDAY)
    book(session, ana)
    deliver()
    enrolments.enrol(activity=group, person=ana, channel=Channel.DESK, by=SYSTEM)
    deliver()
    sessions.cancel(session, by=SYSTEM)
    assert told(deliver()) == [("CANCEL", 1)]


def test_what_is_over_is_left_alone(session, ana, clock):
    booking = book(session, ana)
    deliver()
    Booking.objects.filter(pk=booking.pk).update(state="cancelled")
    clock.move_to(session.ends_at)
    assert set_right(clock) == []


def test_correction_that_nothing_can_carry_is_owed_once(session, ana, clock):
    booking = book(session, ana)
    deliver()
    ContactPoint.objects.all().delete()
    bookings.cancel(booking, by=SYSTEM, quiet=True)
    for _minute in range(3):
        assert set_right(clock) == []
    assert OutboxMessage.objects.filter(type=invitations.CORRECTION).count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_corrections_are_looked_for_in_one_query(session, centre, number, django_assert_num_queries):
    for nth in range(number):
        book(session, persons.register(name="Ana", centre=centre, contact=f"ana{nth}@example.org", by=SYSTEM))
    deliver()
    with django_assert_num_queries(1):
        invitations.owe_corrections(now=NOW)


# --- Records that are made one, and forgotten ----------------------------------------------------


def test_place_that_stays_when_two_records_are_made_one_stays_in_the_calendar(session, centre, ana, clock):
    twin = persons.register(name="Ana Silva", centre=centre, contact=ADDRESS, by=SYSTEM)
    book(session, ana)
    book(session, twin)
    deliver()
    merging.merge(ana, twin, by=staff_actor(centre=centre))
    assert set_right(clock) == []
    sessions.cancel(session, by=SYSTEM)
    assert [method for method, _number in told(deliver())] == ["CANCEL"]


def test_erased_person_leaves_nothing_behind(session, ana, centre):
    book(session, ana)
    deliver()
    erasure.erase(ana, by=SYSTEM)
    assert not SentEntry.objects.filter(address=ADDRESS).exists()


# --- As it leaves -------------------------------------------------------------------------------


def test_letter_leaves_as_mail_programs_want_it(session, centre, settings):
    activity = session.activity
    activity.title_fr = "Thé « à l’érable », " * 3
    activity.save()
    with mail_server.running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        book(session, persons.register(name="Rosa", centre=centre, contact=ADDRESS, language="fr", by=SYSTEM))
        deliver()
        [(to, letter)] = server.letters
    assert to == ADDRESS
    assert [part.get_content_type() for part in letter.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/calendar",
        "application/ics",
    ]
    both, file = letter.get_payload()
    _text, calendar = both.get_payload()
    assert calendar["Content-Type"] == 'text/calendar; method="REQUEST"; charset="utf-8"'
    assert file.get_filename() == "invite.ics"
    assert "érable" in values(calendar_of(letter))["SUMMARY"]
    assert mail.outbox == []


def test_link_of_ones_place_is_not_in_the_calendar(session, ana):
    """A calendar is shared with a family; the link would let each of them act."""
    book(session, ana)
    [letter] = deliver()
    assert "/my-place/" not in calendar_of(letter).decode()
    assert Client().get(values(calendar_of(letter))["URL"]).status_code == 200
