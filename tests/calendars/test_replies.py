"""What comes back by e-mail: a no frees the seat, and nothing else that anybody sends changes a thing."""

from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from anymail.inbound import AnymailInboundMessage
from django.db import OperationalError
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from activities.models import Booking
from activities.services import bookings
from calendars import reading
from calendars.models import SentEntry
from calendars.services import replies
from core.actors import SYSTEM, Channel
from core.models import AuditEvent, Transition
from notifications.models import OutboxMessage
from people.services import erasure, persons
from tests.calendars.letters import calendar_of, deliver, values
from tests.calendars.test_invitations import ADDRESS, TUESDAY
from tests.factories.activities import SessionFactory
from tests.fakes import mail_providers
from tests.fakes.calendar_programs import PROGRAMS, Answer, google, letter, outlook, part, thunderbird

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def provider(settings) -> None:
    settings.INBOUND_MAIL_PROVIDER = "mailgun"
    settings.ANYMAIL = {
        "WEBHOOK_SECRET": mail_providers.SECRET,
        "MAILGUN_WEBHOOK_SIGNING_KEY": mail_providers.KEY,
    }


@pytest.fixture
def session(activity):
    return SessionFactory(activity=activity, day=TUESDAY, capacity=1)


@pytest.fixture
def booking(session, centre):
    return book(session, persons.register(name="Ana Silva", centre=centre, contact=ADDRESS, by=SYSTEM))


@pytest.fixture
def invitation(booking):
    return invited()


def book(session, person):
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)


def invited() -> bytes:
    [sent] = deliver()
    return calendar_of(sent)


def send(post: mail_providers.Post) -> int:
    headers, body = post
    meta = {"HTTP_AUTHORIZATION": headers["Authorization"]} if "Authorization" in headers else {}
    client = Client(raise_request_exception=False)
    answer = client.post(mail_providers.ADDRESS, body, content_type=headers["Content-Type"], **meta)
    return answer.status_code


def reply(answer: Answer, program=google, to: str = "") -> int:
    return send(mail_providers.mailgun(program(answer), to or answer.to))


def state(booking: Booking) -> str:
    return Booking.objects.get(pk=booking.pk).state


def unread() -> int:
    return OutboxMessage.objects.filter(type="letter-unread").count()


# --- A no ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_no_frees_the_seat_for_whoever_waits_and_is_confirmed(booking, session, centre, invitation, program):
    waits = book(session, persons.register(name="Rosa", centre=centre, contact="rosa@example.org", by=SYSTEM))
    deliver()
    assert reply(Answer(invitation), program) == 200
    assert (state(booking), state(waits), unread()) == ("cancelled", "offered", 0)
    step = Transition.of(booking).last()
    assert (step.name, step.actor_person_id, step.channel) == ("cancel", booking.person_id, Channel.EMAIL)
    [to_ana] = [sent for sent in deliver() if sent["To"] == ADDRESS]
    assert to_ana["Subject"] == "Your place is cancelled"
    assert values(calendar_of(to_ana))["METHOD"] == "CANCEL"


@pytest.mark.parametrize("raw", [True, False])
@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_other_provider_hands_in_the_same(booking, invitation, settings, program, raw):
    settings.INBOUND_MAIL_PROVIDER = "postmark"
    answer = Answer(invitation)
    assert send(mail_providers.postmark(program(answer), answer.to, raw=raw)) == 200
    assert state(booking) == "cancelled"


def test_same_reply_again_does_nothing_more(booking, invitation):
    for _time in range(3):
        assert reply(Answer(invitation)) == 200
    assert Transition.of(booking).filter(name="cancel").count() == 1
    assert AuditEvent.objects.filter(action="booking.cancel", person_id=booking.person_id).count() == 1
    assert (OutboxMessage.objects.filter(type="place-cancelled").count(), unread()) == (1, 0)


def test_change_of_mind_counts_as_said_last(booking, invitation):
    for says in ("ACCEPTED", "TENTATIVE", "NEEDS-ACTION", "DELEGATED", ""):
        assert reply(Answer(invitation, says=says)) == 200
        assert (state(booking), unread()) == ("confirmed", 0)
    reply(Answer(invitation, says="declined"))
    assert state(booking) == "cancelled"


def test_address_in_other_letters_is_the_same(booking, invitation):
    answer = Answer(invitation)
    reply(Answer(invitation, attendee=ADDRESS.title(), organizer=answer.to.title()), to=answer.to.title())
    assert state(booking) == "cancelled"


# --- What is no no ------------------------------------------------------------------------------


def test_reply_to_an_old_invitation_leaves_the_new_place_alone(booking, session, invitation):
    bookings.cancel(booking, by=SYSTEM)
    deliver()
    again = book(session, booking.person)
    newer = invited()
    reply(Answer(invitation))
    reply(Answer(invitation, sequence="-5"))
    assert state(again) == "confirmed"
    reply(Answer(newer))
    assert state(again) == "cancelled"


def test_reply_leaves_a_place_alone_that_no_calendar_was_told_of(booking, session, invitation):
    bookings.cancel(booking, by=SYSTEM)
    deliver()
    again = book(session, booking.person)
    reply(Answer(invitation, sequence="99"))
    assert state(again) == "confirmed"


def test_forged_reply_changes_nothing(booking, session, centre, invitation):
    token = SentEntry.objects.get().token
    other = book(
        SessionFactory(activity=session.activity, day=TUESDAY + timedelta(weeks=1)),
        persons.register(name="Rosa", centre=centre, contact="rosa@example.org", by=SYSTEM),
    )
    theirs = invited()
    forged = [
        Answer(invitation, organizer="invitations@testserver.example"),
        Answer(invitation, organizer="invitations+@testserver.example"),
        Answer(invitation, organizer=f"invitations+{'0' * 20}@testserver.example"),
        Answer(invitation, organizer=f"invitations+{token[:-1]}@testserver.example"),
        Answer(invitation, organizer=f"invitations+{token}@elsewhere.example"),
        Answer(invitation, organizer=f"others+{token}@testserver.example"),
        Answer(invitation, organizer=Answer(theirs).to),  # with another's address, for this date
        Answer(theirs, organizer=Answer(invitation).to),  # and the other way about
        Answer(theirs, attendee=ADDRESS),
        Answer(invitation, uid="session-0@localhost"),
        Answer(invitation, attendee="friend@example.org"),  # it was passed on
    ]
    for answer in forged:
        assert reply(answer) == 200
        assert (answer.to, state(booking), state(other)) == (answer.to, "confirmed", "confirmed")


def test_no_of_another_address_is_told_to_whoever_was_invited(booking, invitation):
    reply(Answer(invitation, attendee="ana.silva@work.example"))
    assert (state(booking), unread()) == ("confirmed", 1)


def test_no_after_the_start_changes_nothing(booking, session, invitation, clock):
    clock.move_to(session.starts_at)
    assert reply(Answer(invitation)) == 200
    assert state(booking) == "confirmed"


def test_nobody_is_found_by_the_address_of_an_erased_person(booking, invitation):
    erasure.erase(booking.person, by=SYSTEM)
    assert reply(Answer(invitation)) == 200
    assert unread() == 0


# --- What people write --------------------------------------------------------------------------


def written(to: str, more: str = "") -> bytes:
    answer = Answer(b"", attendee=ADDRESS, organizer=to)
    return letter(
        answer, more + part("text/plain; charset=utf-8", "Je ne peux pas venir, je suis malade.", "8bit"), "Mardi"
    )


def test_words_of_a_person_get_an_answer_once_a_day(booking, invitation, clock):
    to = Answer(invitation).to
    for _time in range(2):
        assert send(mail_providers.mailgun(written(to), to)) == 200
    [answer] = deliver()
    assert (answer["To"], answer["Subject"], state(booking)) == (ADDRESS, "Your e-mail was not read", "confirmed")
    assert "613-555-0142" in answer.get_payload(decode=True).decode()
    assert "/my-place/" in answer.get_payload(decode=True).decode()
    clock.shift(timedelta(days=1))
    send(mail_providers.mailgun(written(to), to))
    assert unread() == 2


@pytest.mark.parametrize("program", [outlook, google, thunderbird])
def test_words_beside_a_no_get_an_answer_too(booking, invitation, program):
    reply(Answer(invitation, comment="I fell. Please call my sister."), program)
    assert (state(booking), unread()) == ("cancelled", 1)


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_another_time_is_not_ours_to_agree_to_and_gets_an_answer(booking, invitation, program):
    reply(Answer(invitation, method="COUNTER"), program)
    assert (state(booking), unread()) == ("confirmed", 1)


@pytest.mark.parametrize(
    "more",
    [
        "Auto-Submitted: auto-replied\n",
        "Precedence: bulk\n",
        "List-Id: <cards.example.org>\n",
    ],
)
def test_machine_gets_no_answer(booking, invitation, more):
    to = Answer(invitation).to
    assert send(mail_providers.mailgun(written(to, more), to)) == 200
    assert unread() == 0


def test_letter_for_nobody_is_let_pass(booking):
    assert send(mail_providers.mailgun(written("invitations@testserver.example"), "a@b.example")) == 200
    assert unread() == 0


def test_log_holds_no_words_and_no_address(booking, invitation, caplog, capsys):
    to = Answer(invitation).to
    reply(Answer(invitation, uid="session-0@localhost"))
    send(mail_providers.mailgun(written("x@y.example"), "x@y.example"))
    send(({"Content-Type": "application/json", **mail_providers.mailgun(b"", to)[0]}, b"{malade"))
    said = caplog.text + capsys.readouterr().out
    assert ("malade" in said, ADDRESS in said, to in said) == (False, False, False)


# --- The door -----------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [{"secret": "porchlight:guessed"}, {"key": "guessed"}, {"secret": ""}])
def test_wrong_secret_is_refused(booking, invitation, wrong):
    answer = Answer(invitation)
    assert send(mail_providers.mailgun(google(answer), answer.to, **wrong)) == 403
    assert state(booking) == "confirmed"


def test_wrong_secret_of_the_other_provider_is_refused(booking, invitation, settings):
    settings.INBOUND_MAIL_PROVIDER = "postmark"
    answer = Answer(invitation)
    assert send(mail_providers.postmark(google(answer), answer.to, secret="porchlight:guessed")) == 403
    headers, body = mail_providers.postmark(google(answer), answer.to)
    assert send(({"Content-Type": headers["Content-Type"]}, body)) == 403
    assert state(booking) == "confirmed"


@pytest.mark.parametrize(
    ("name", "secret"), [("", mail_providers.SECRET), ("nobody", mail_providers.SECRET), ("mailgun", "")]
)
def test_without_a_provider_and_a_secret_there_is_no_door(booking, invitation, settings, name, secret):
    settings.INBOUND_MAIL_PROVIDER = name
    settings.ANYMAIL = {**settings.ANYMAIL, "WEBHOOK_SECRET": secret}
    assert reply(Answer(invitation)) == 403


def test_door_is_for_posts_alone():
    assert Client().get(mail_providers.ADDRESS).status_code == 405


def test_provider_tries_again_where_our_database_fails(booking, invitation, monkeypatch):
    def fail(*_args, **_kwargs):
        raise OperationalError("no answer")

    with monkeypatch.context() as patch:
        patch.setattr(replies.bookings, "cancel", fail)
        assert reply(Answer(invitation)) == 500
    assert reply(Answer(invitation)) == 200
    assert state(booking) == "cancelled"


HOSTILE = [
    b"",
    b"\0\xff\xfe" * 50,
    b"Content-Type: text/calendar; charset=nonsense\n\nBEGIN:VCALENDAR",
    b"Content-Type: text/calendar; charset=utf-16\n\nBEGIN:VCALENDAR\nMETHOD:REPLY",
    b"Content-Type: text/calendar\n\n" + b"BEGIN:VEVENT\r\n" * 5000,
    b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n",
    b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nSEQUENCE:many\nEND:VEVENT\n",
    b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nATTENDEE;PARTSTAT:::\nEND:VEVENT\n",
    b"Content-Type: text/calendar\nContent-Transfer-Encoding: base64\n\n!!!not base64!!!",
    b'Content-Type: multipart/mixed; boundary="x"\n\n' + b"--x\nContent-Type: text/calendar\n\nx\n" * 500,
    b"To: " + b"<" * 2000 + b"\nFrom: \xff\n\nx",
    b"Content-Type: message/rfc822\n\n" * 200,
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_letter_is_no_error_of_ours(booking, invitation, body):
    to = Answer(invitation).to
    head = f"From: a@b.example\nTo: {to}\n".encode()
    for whole in (body, head + body):
        post = mail_providers.mailgun(whole.decode("latin-1").encode(), to)
        assert send(post) in {200, 400}
    assert state(booking) == "confirmed"


@pytest.mark.parametrize(
    "provider", ["mailgun", "postmark", "amazon_ses", "brevo", "mailersend", "mailjet", "sparkpost"]
)
@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"RawEmail": 5}', b"\xff", b"null", b'[{"msys": 1}]'])
def test_hostile_post_is_no_error_of_ours(settings, provider, body):
    settings.INBOUND_MAIL_PROVIDER = provider
    headers = mail_providers.postmark(b"", "a@b.example")[0]
    assert send((headers, body)) in {200, 400, 403}


@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.integers(0, 3000), st.sampled_from(sorted(PROGRAMS)))
def test_damaged_reply_is_read_or_not_and_never_surprises(noise, at, name):
    invitation = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u@x\r\nSEQUENCE:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    whole = PROGRAMS[name](Answer(invitation, attendee=ADDRESS, organizer="o@x.example"))
    message = AnymailInboundMessage.parse_raw_mime_bytes(whole[:at] + noise + whole[at:])
    reading.recipients(message)
    reading.is_automatic(message)
    found = reading.reply_in(message)
    assert found is None or isinstance(found, reading.Reply)


@pytest.mark.django_db(transaction=True)
def test_reply_over_the_wire(live_server, booking, invitation):
    answer = Answer(invitation)
    headers, body = mail_providers.mailgun(outlook(answer), answer.to)
    connection = HTTPConnection(urlsplit(live_server.url).netloc, timeout=20)
    connection.request("POST", mail_providers.ADDRESS, body, {**headers, "Authorization": "Basic d3Jvbmc6d3Jvbmc="})
    assert connection.getresponse().status == 403
    connection.close()
    assert state(booking) == "confirmed"
    connection.request("POST", mail_providers.ADDRESS, body, headers)
    assert connection.getresponse().status == 200
    connection.close()
    assert state(booking) == "cancelled"
