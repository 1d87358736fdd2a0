"""What is owed goes out once, by a way that takes it, and only as long as it is true and wanted."""

from datetime import time, timedelta
from smtplib import SMTPConnectError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.services import bookings, sessions
from core import jobs
from core.actors import SYSTEM, Channel, Role
from core.models import AuditEvent
from notifications.gateways import Busy
from notifications.models import OutboxMessage, Outcome, Preferences
from notifications.services import calls, delivery, stopping
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import codes, consents, contacts, persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory
from tests.fakes import mail_server
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
ADDRESS = "ana@example.org"


@pytest.fixture
def centre():
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550100")


def known(centre, *, contact=ADDRESS, **fields):
    return persons.register(name="Ana Silva", centre=centre, contact=contact, by=SYSTEM, **fields)


def placed(centre, person, **group):
    day = timezone.localdate() + timedelta(days=3)
    session = SessionFactory(activity=ActivityFactory(centre=centre, start_date=day, **group), day=day)
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)


def deliver(after=timedelta(0)):
    return delivery.deliver_due(now=timezone.now() + after)


def outcomes():
    return list(OutboxMessage.objects.order_by("pk").values_list("outcome", flat=True))


def failing(monkeypatch, error):
    """The mail server answers with this; returns the addresses that were tried."""
    tried = []

    def send(message, **_kwargs):
        tried.append(message.to[0])
        raise error

    monkeypatch.setattr(EmailMessage, "send", send)
    return tried


def test_message_goes_out_once_with_its_place_and_its_way_to_stop(centre):
    booking = placed(centre, known(centre), title_en="Card Night")
    assert (deliver(), deliver()) == (1, 0)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([ADDRESS], "You have a place")
    assert "Card Night" in letter.body
    assert letter.body.count("Guelph CHC: 519-555-0100") == 1
    lines = {line.rpartition(": ")[0]: line.rpartition(": ")[2] for line in letter.body.splitlines()}
    assert Client().get(lines["Your place"]).context["booking"] == booking
    stop = lines["No more messages about your places"]
    assert stopping.person_of(stop.rstrip("/").rpartition("/")[2]) == booking.person
    assert letter.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    message = OutboxMessage.objects.get()
    assert (message.outcome, message.way, message.due_at, message.lease_until) == ("sent", "email", None, None)


def test_message_speaks_the_persons_language(centre):
    placed(centre, known(centre, language="fr"), title_fr="Soirée de cartes")
    deliver()
    [letter] = mail.outbox
    assert letter.subject == "Vous avez une place"
    assert letter.body.count("CSC de Guelph, 519-555-0100") == 1
    assert "Ne plus recevoir de messages sur vos places\xa0: " in letter.body
    assert "/fr/" in letter.body
    assert "/en/" not in letter.body


def test_sensitive_group_is_named_nowhere_in_the_letter(centre):
    placed(centre, known(centre), title_en="Grief Circle", title_fr="Cercle de deuil", slug="grief", sensitive=True)
    deliver()
    sent = mail.outbox[0].message().as_string().lower()
    assert "grief" not in sent
    assert "deuil" not in sent


def test_what_is_no_longer_true_is_not_sent(centre):
    booking = placed(centre, known(centre))
    bookings.cancel(booking, by=SYSTEM, quiet=True)
    deliver()
    assert (mail.outbox, outcomes()) == ([], [Outcome.NOT_TRUE])


def test_what_is_too_old_is_not_sent(centre):
    placed(centre, known(centre))
    deliver(after=delivery.SEND_FOR + timedelta(minutes=1))
    assert (mail.outbox, outcomes()) == ([], [Outcome.TOO_OLD])


def test_whoever_said_no_is_left_in_peace_and_silence_is_no_no(centre):
    silent, said_no = known(centre), known(centre, contact="no@example.org")
    consents.withdraw(person=said_no, purpose=Purpose.OWN_PLACES, by=SYSTEM)
    placed(centre, silent)
    placed(centre, said_no)
    deliver()
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]]
    assert outcomes() == [Outcome.SENT, Outcome.NOT_WANTED]


def test_failure_for_now_is_tried_again_later_and_later(centre, monkeypatch):
    placed(centre, known(centre))
    with monkeypatch.context() as patch:
        tried = failing(patch, SMTPConnectError(421, b"busy"))
        deliver()
        deliver()
        assert tried == [ADDRESS]
        pause = OutboxMessage.objects.get().due_at - timezone.now()
        assert timedelta(seconds=20) < pause < timedelta(seconds=40)
        deliver(after=timedelta(minutes=1))
        assert len(tried) == 2
        assert OutboxMessage.objects.get().due_at - timezone.now() > timedelta(seconds=100)
    deliver(after=timedelta(minutes=3))
    assert ([letter.to for letter in mail.outbox], outcomes()) == ([[ADDRESS]], [Outcome.SENT])


def test_mailbox_that_is_full_is_no_address_that_is_wrong(centre, monkeypatch):
    person = known(centre)
    placed(centre, person)
    failing(monkeypatch, SMTPRecipientsRefused({ADDRESS: (452, b"full")}))
    deliver()
    assert person.contact_points.get().refused_at is None
    assert outcomes() == [""]


def test_address_that_nobody_has_is_flagged_and_staff_call(centre, monkeypatch):
    booking = placed(centre, known(centre))
    sessions.cancel(booking.session, by=SYSTEM)
    assert calls.to_make(centre.pk, by=SYSTEM) == []
    tried = failing(monkeypatch, SMTPRecipientsRefused({ADDRESS: (550, b"no such user")}))
    deliver()
    assert tried == [ADDRESS]
    assert set(outcomes()) == {Outcome.NOT_TRUE, Outcome.UNREACHABLE}
    assert [call.message.type for call in calls.to_make(centre.pk, by=SYSTEM)] == ["session-cancelled"]
    point = booking.person.contact_points.get()
    assert point.refused_at is not None
    assert AuditEvent.objects.filter(action="contact_point.refused", person_id=booking.person_id).exists()
    assert contacts.verify(point, by=SYSTEM).refused_at is None


def test_provider_that_wants_a_pause_is_asked_no_more_at_this_look(centre, texts, monkeypatch):
    asked = []

    def busy(_gateway, **text):
        asked.append(text["to"])
        raise Busy

    monkeypatch.setattr(texts, "send_text", busy)
    monkeypatch.setattr(delivery, "BATCH", 1)
    for nth in range(3):
        person = known(centre, contact=f"+1519555014{nth}", contact_kind=ContactKind.MOBILE)
        Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
        placed(centre, person)
    assert (deliver(), len(asked), outcomes()) == (0, 1, ["", "", ""])


def test_next_way_is_tried_where_the_first_is_refused(centre, monkeypatch):
    person = known(centre, contact="wrong@example.org")
    contacts.add(person=person, value=ADDRESS, by=SYSTEM)
    placed(centre, person)

    def send(letter):
        if letter.to != ADDRESS:
            raise codes.Refused
        codes.by_email(letter)

    monkeypatch.setitem(codes.ways._items, ContactKind.EMAIL, codes.Way(send))
    deliver()
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]]


def test_after_the_last_try_staff_call(centre, monkeypatch):
    booking = placed(centre, known(centre))
    sessions.cancel(booking.session, by=SYSTEM)
    failing(monkeypatch, OSError("no network"))
    for number in range(delivery.MOST_TRIES + 1):
        deliver(after=number * timedelta(hours=2))
    assert Outcome.UNREACHABLE in outcomes()
    assert [call.message.type for call in calls.to_make(centre.pk, by=SYSTEM)] == ["session-cancelled"]


def test_after_the_last_try_by_one_way_the_next_is_taken(centre, monkeypatch, texts):
    person = known(centre, contact="519-555-0142", contact_kind=ContactKind.MOBILE)
    ContactPointFactory(person=person, by_email=True)
    placed(centre, person)
    OutboxMessage.objects.update(urgent=True)  # else the text would wait for the morning

    def breaks(*_args, **_kwargs):
        raise ConnectionError

    monkeypatch.setattr(texts, "send_text", breaks)
    for number in range(delivery.MOST_TRIES + 1):
        deliver(after=number * timedelta(hours=2))
    assert (len(mail.outbox), outcomes()) == (1, [Outcome.SENT])


def test_who_has_only_a_mobile_is_called_where_no_texts_go_out(centre, request):
    booking = placed(centre, known(centre, contact="519-555-0142", contact_kind=ContactKind.MOBILE))
    sessions.cancel(booking.session, by=SYSTEM)
    deliver()
    assert [call.message.type for call in calls.to_make(centre.pk, by=SYSTEM)] == ["session-cancelled"]
    texts = request.getfixturevalue("texts")
    Preferences.objects.create(person=booking.person, quiet_from=time(0), quiet_until=time(0))
    placed(centre, booking.person)
    deliver()
    [(number, words)] = texts.sent
    assert number == "+15195550142"
    assert "http" not in words


def test_message_of_a_worker_that_died_is_taken_up_when_its_lease_ends(centre):
    placed(centre, known(centre))
    assert len(delivery._claim(timezone.now()).messages) == 1
    assert deliver() == 0
    assert deliver(after=delivery.LEASE + timedelta(seconds=1)) == 1
    assert len(mail.outbox) == 1


def test_worker_that_was_too_slow_writes_nothing(centre):
    placed(centre, known(centre))
    slow = delivery._claim(timezone.now())
    deliver(after=delivery.LEASE + timedelta(seconds=1))
    slow.notes = {slow.messages[0].pk: {"due_at": timezone.now()}}
    slow._write()
    assert outcomes() == [Outcome.SENT]


def test_worker_sends_at_each_look(centre):
    placed(centre, known(centre))
    jobs.run_due()
    placed(centre, known(centre, contact="two@example.org"))
    jobs.run_due()
    assert [letter.to[0] for letter in mail.outbox] == [ADDRESS, "two@example.org"]


@pytest.mark.parametrize("number", [1, 3])
def test_nothing_due_asks_one_query(centre, number, django_assert_num_queries):
    for _ in range(number):
        placed(centre, known(centre))
    deliver()
    with django_assert_num_queries(1):
        deliver()


# --- Over SMTP ----------------------------------------------------------------------------------


@pytest.fixture
def server(settings):
    with mail_server.running() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


def test_letter_reaches_a_real_mail_server_whole(centre, server):
    placed(centre, known(centre, language="fr"), title_fr="Thé et jasette")
    deliver()
    [(to, letter)] = server.letters
    assert (to, letter["Subject"]) == (ADDRESS, "Vous avez une place")
    [text] = [part for part in letter.walk() if part.get_content_type() == "text/plain"]
    assert "Thé et jasette" in text.get_payload(decode=True).decode()
    message = OutboxMessage.objects.get()
    assert letter["Message-ID"].startswith(f"<message-{message.pk}-")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = letter["List-Unsubscribe"].replace("\n ", "").strip("<>")
    assert stopping.person_of(stop.rstrip("/").rpartition("/")[2]) == message.person


@pytest.mark.parametrize(("code", "outcome", "is_flagged"), [(550, Outcome.UNREACHABLE, True), (451, "", False)])
def test_servers_no_counts_for_good_or_for_now(centre, server, code, outcome, is_flagged):
    person = known(centre)
    placed(centre, person)
    server.answers[ADDRESS] = code
    deliver()
    assert (server.letters, outcomes()) == ([], [outcome])
    assert (person.contact_points.get().refused_at is not None) is is_flagged
    server.answers.clear()
    deliver(after=timedelta(minutes=1))
    assert len(server.letters) == (0 if is_flagged else 1)


def test_server_that_is_away_costs_no_message(centre, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    placed(centre, known(centre))
    deliver()
    with mail_server.running() as server:
        settings.EMAIL_PORT = server.port
        deliver(after=timedelta(minutes=1))
        assert [to for to, _letter in server.letters] == [ADDRESS]


# --- Stopping -----------------------------------------------------------------------------------


def test_link_in_a_message_stops_messages_by_its_button_alone(centre):
    person = known(centre, language="fr")
    address = stopping.address(person)
    client = Client(enforce_csrf_checks=True)
    assert "Arrêter les messages" in client.get(address).text
    assert not stopping.has_stopped(person)
    for _press in range(2):
        assert "Vous ne recevez plus de messages" in client.post(address, {"List-Unsubscribe": "One-Click"}).text
    assert [consent.given for consent in person.consents.all()] == [False]


def test_link_that_was_altered_or_whose_person_is_gone_opens_nothing(centre):
    person = known(centre)
    address = stopping.address(person)
    assert Client().get(address[:-3] + "x/").status_code == 404
    person.erased_at = timezone.now()
    person.save()
    assert Client().post(address).status_code == 404


# --- At the desk --------------------------------------------------------------------------------


def test_staff_see_what_became_of_messages_of_their_own_centre(centre):
    person = known(centre)
    bookings.cancel(placed(centre, person), by=SYSTEM, quiet=True)
    deliver()
    given_back = placed(centre, person)
    deliver()
    bookings.cancel(given_back, by=SYSTEM, quiet=True)  # what was sent stays in sight
    placed(centre, person)
    placed(CentreFactory(), person)
    page = staff_client(Role.COORDINATOR, centre=centre).get(reverse("desk:person", args=[person.public_id])).text
    messages = page.split("Messages to them")[1].split("</ul>")[0]
    assert messages.count("You have a place") == 3
    assert (
        messages.index("On its way") < messages.index("Sent by e-mail") < messages.index("Not sent: it was no longer")
    )
