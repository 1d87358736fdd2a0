"""Journeys by text over real HTTP: a handset at a stand-in of the provider, the site on the other side."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from activities.models import Booking, BookingState
from activities.services import bookings
from core.actors import SYSTEM, Channel
from matches.models import Visit
from matches.services import visit_reminders
from notifications.models import CallBack, InboundText, Preferences
from people.models import Person
from people.services import persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.matches import MatchFactory, MatchRequestFactory, VisitFactory

pytestmark = pytest.mark.django_db(transaction=True)
LINE, NUMBER = "+15195550100", "+15195550142"
CODE = "4829"


def meets(centre, capacity=8):
    day = timezone.localdate() + timedelta(days=2)
    names = {"title_en": "Card Night", "title_fr": "Soirée de cartes", "join_code": CODE}
    group = ActivityFactory(centre=centre, start_date=day, capacity=capacity, **names)
    return SessionFactory(activity=group, day=day, capacity=capacity)


def known(centre, name="Ana", number=NUMBER, **fields):
    person = persons.register(name=name, centre=centre, contact=number, contact_kind="mobile", by=SYSTEM, **fields)
    Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
    return person


def placed(session, person):
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, quiet=True)


@pytest.fixture
def says(network, centre):
    """Sends texts one after another; returns the last answer."""

    def send(*words):
        answers = [network.handset.text(NUMBER, LINE, said) for said in words]
        return answers[-1][0] if answers[-1] else ""

    return send


@pytest.mark.parametrize(
    ("texts", "language", "answer"),
    [
        ((f"JOIN {CODE}", "1", "Rosa"), "en", "You have a place: Card Night, "),
        ((f"INSCRIRE {CODE}", "1", "Rosa"), "fr", "Vous avez une place : Soirée de cartes, "),
    ],
)
def test_stranger_signs_up_by_text(network, centre, says, deliver, texts, language, answer):
    meets(centre)
    assert says(*texts).startswith(answer)
    booking = Booking.objects.get()
    assert (booking.state, booking.channel) == (BookingState.CONFIRMED, Channel.SMS)
    assert (booking.person.name, booking.person.language) == ("Rosa", language)
    deliver()
    assert len(network.handset.thread(NUMBER)) == 6  # three texts and their answers, and nothing twice


@pytest.mark.parametrize(
    ("language", "asks", "answer"),
    [
        ("en", "Answer 1 to take the place, 2 to let it pass.", "You have a place: Card Night, "),
        ("fr", "Répondez 1 pour prendre la place, 2 pour la laisser.", "Vous avez une place : Soirée de cartes, "),
    ],
)
def test_offer_is_accepted_by_text(network, centre, says, deliver, language, asks, answer):
    session = meets(centre, capacity=1)
    held = placed(session, known(centre, "Bo", "+15195550143"))
    waits = placed(session, known(centre, language=language))
    bookings.cancel(held, by=SYSTEM, quiet=True)
    deliver()
    assert network.handset.thread(NUMBER)[-1].body.endswith(asks)
    assert says("1").startswith(answer)
    waits.refresh_from_db()
    assert waits.state == BookingState.CONFIRMED


def test_offer_that_is_let_pass_goes_to_the_next(network, centre, says, deliver):
    session = meets(centre, capacity=1)
    held = placed(session, known(centre, "Bo", "+15195550143"))
    placed(session, known(centre))
    after = placed(session, known(centre, "Cy", "+15195550144"))
    bookings.cancel(held, by=SYSTEM, quiet=True)
    deliver()
    assert says("2").startswith("Thank you for telling us.")
    after.refresh_from_db()
    assert after.state == BookingState.OFFERED
    deliver()
    assert "A place is free for you" in network.handset.thread("+15195550144")[-1].body


@pytest.mark.parametrize(("word", "language"), [("STOP", "en"), ("ARRÊT", "fr")])
def test_after_stop_nothing_is_texted_until_start(network, centre, says, deliver, word, language):
    session = meets(centre)
    says(word)
    thread = len(network.handset.thread(NUMBER))
    placed(session, known(centre, language=language))
    says("LIST")
    deliver()
    assert len(network.handset.thread(NUMBER)) == thread + 1  # what they wrote
    says("START" if language == "en" else "REPRENDRE")
    assert says("LISTE").startswith("Cette semaine, CSC de Guelph")
    assert mail.outbox == []


def test_webhook_that_is_reported_twice_books_once(network, centre, says):
    meets(centre)
    network.faults.set(double_webhooks=True)
    says(f"JOIN {CODE}", "1", "Rosa")
    assert (Booking.objects.count(), Person.objects.count(), InboundText.objects.count()) == (1, 1, 3)


def test_forged_and_unsigned_webhooks_change_nothing(network, centre):
    meets(centre)
    fields = {"MessageSid": "SM1", "From": NUMBER, "To": LINE, "Body": "CALL ME"}
    for send in (network.webhooks.forged, network.webhooks.unsigned):
        assert send("/phone/sms/", fields).status == 403
    assert (CallBack.objects.count(), InboundText.objects.count()) == (0, 0)


def test_replayed_webhook_is_refused_once_the_provider_would_not_try_again(network, centre, says):
    says("CALL ME")
    CallBack.objects.all().delete()
    InboundText.objects.update(at=timezone.now() - timedelta(hours=1))
    assert network.webhooks.replay().status == 403
    assert CallBack.objects.count() == 0


def test_two_misunderstandings_reach_a_person(network, centre, says):
    assert says("qwertyuiop", "asdfghjkl").startswith("Somebody from Guelph CHC will call you.")
    assert CallBack.objects.get().words == "asdfghjkl"


def reminded_of_a_visit(centre, deliver):
    """Rosa and her visitor are reminded; returns the visit, which is in 23 hours."""
    asked = MatchRequestFactory(centre=centre, can_be_reached="+15195550143")
    match = MatchFactory(centre=centre, request=asked, visitor_can_be_reached=NUMBER)
    for person in (match.champion.person, asked.person):
        Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
    visit = VisitFactory(match=match, starts_at=timezone.now() + timedelta(hours=23))
    assert visit_reminders.remind() == 2
    deliver()
    return visit


@pytest.mark.parametrize(
    ("said", "read_back"),
    [
        ("2 {day:%B %d} 2 PM", "Move the visit of "),
        ("{day.day}/{day.month}", "Sorry, we did not understand. Answer 1 or 2."),
    ],
)
def test_answer_to_a_reminder_of_a_visit_is_another_time(network, centre, deliver, says, said, read_back):
    visit = reminded_of_a_visit(centre, deliver)
    day = timezone.localdate() + timedelta(days=5)
    assert says(said.format(day=day)).startswith(read_back)
    says("1")
    is_read = read_back.startswith("Move")
    moved = Visit.objects.for_rows().get(pk=visit.pk).local_start
    assert ((moved.date(), moved.hour) == (day, 14)) is is_read
    deliver()
    told = [message.body for message in network.handset.thread("+15195550143") if "has another time" in message.body]
    assert len(told) == is_read
