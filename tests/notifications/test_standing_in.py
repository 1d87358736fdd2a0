"""Can you stand in? Asked by text and by call, answered by a digit, and by nobody but whom it was put to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.services import substitutes
from core.actors import SYSTEM
from notifications.models import Delivery, DeliveryStatus, OutboxMessage, Outcome
from notifications.services import conversations, stopping
from people.models.contact import ContactKind, Way
from tests.activities.leading_world import ask_of
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory
from tests.fakes.signed import LINE, Call, Handset

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("token")]
NUMBER, OTHER = "+15195550142", "+15195550143"


@pytest.fixture(autouse=True)
def _by_day(time_machine):
    """At night nobody is asked (`activities.substituting.is_night`)."""
    time_machine.move_to(timezone.localtime().replace(hour=12, minute=0))


@pytest.fixture
def session(centre):
    day = timezone.localdate() + timedelta(days=6)
    group = ActivityFactory(centre=centre, start_date=day, title_en="Card Night", title_fr="Soirée de cartes")
    return SessionFactory(activity=group, day=day)


def helper(session, number, kind=ContactKind.MOBILE, **fields):
    champion = ChampionFactory(centre=session.centre, helps_out=True, **fields)
    ContactPointFactory(person=champion.person, kind=kind, value=number, calls_ok=kind == ContactKind.LANDLINE)
    return champion


def handed(champion, way=Way.TEXT):
    """The question went out to them."""
    message = OutboxMessage.objects.get(type="substitute-wanted", person=champion.person)
    OutboxMessage.objects.filter(pk=message.pk).update(outcome=Outcome.SENT, due_at=None)
    point = champion.person.contact_points.get()
    delivery = Delivery.objects.create(
        message=message, point=point, way=way, at=timezone.now(), status=DeliveryStatus.ACCEPTED
    )
    if way == Way.TEXT:
        conversations.wait_for_answer(delivery, at=timezone.now())
    return delivery


def stands_in(session):
    session.refresh_from_db()
    return session.substitute


@pytest.mark.parametrize(
    ("language", "yes", "late"),
    [
        ("en", "Thank you! You stand in: Card Night, ", "Somebody stands in already."),
        ("fr", "Merci! Vous faites le remplacement : Soirée de cartes, ", None),
    ],
)
def test_first_text_wins_and_the_second_is_told(session, language, yes, late):
    one, other = (helper(session, number, person__language=language) for number in (NUMBER, OTHER))
    substitutes.seek(session, by=SYSTEM)
    handed(one)
    handed(other)
    assert Handset(NUMBER).text("1").startswith(yes)
    assert stands_in(session) == one
    answer = Handset(OTHER).text("1")
    assert late is None or answer.startswith(late)
    assert stands_in(session) == one


def test_no_by_text_asks_the_next(session):
    leader, co_leader = ChampionFactory(centre=session.centre), helper(session, NUMBER)
    session.activity.leaders.set([leader, co_leader])
    next_one = helper(session, OTHER)
    substitutes.seek(session, by=SYSTEM, away=leader)
    handed(co_leader)
    assert Handset(NUMBER).text("2").startswith("That is fine.")
    assert (ask_of(co_leader).state, ask_of(next_one).state) == ("no", "asked")


def test_text_of_a_sensitive_group_does_not_name_it(session):
    session.activity.sensitive = True
    session.activity.save()
    one = helper(session, NUMBER)
    substitutes.seek(session, by=SYSTEM)
    handed(one)
    answer = Handset(NUMBER).text("1")
    assert answer.startswith("Thank you! You stand in: ")
    assert "Card" not in answer


def test_yes_in_a_call_of_ours_counts_and_nothing_is_named(session):
    one = helper(session, NUMBER, ContactKind.LANDLINE)
    substitutes.seek(session, by=SYSTEM)
    delivery = handed(one, Way.VOICE)
    call = Call(LINE, NUMBER, path=f"/phone/voice/message/{delivery.pk}/", AnsweredBy="human").press("1")
    assert call.words.startswith("Can you stand in for a leader at our centre: ")
    assert "For yes, press 1. For no, press 2." in call.words
    call.press("1")
    assert call.words.startswith("Thank you! You stand in: ")
    assert "Card" not in call.words
    assert stands_in(session) == one


def test_nobody_answers_what_was_put_to_another(session):
    """A digit that means somebody else's question does nothing."""
    one = helper(session, NUMBER)
    stranger = helper(session, OTHER)
    substitutes.seek(session, by=SYSTEM)
    handed(one)
    delivery = handed(stranger)
    OutboxMessage.objects.filter(pk=delivery.message_id).update(about_id=ask_of(one).pk)
    delivery.message.refresh_from_db()
    conversations.wait_for_answer(delivery, at=timezone.now())
    assert "does not stand any more" in Handset(OTHER).text("1")
    assert stands_in(session) is None


def test_who_wants_no_messages_about_places_is_still_asked(session):
    """Standing in is no place of theirs: only “do not contact” keeps us from asking."""
    one = helper(session, NUMBER)
    stopping.stop(one.person)
    search = substitutes.seek(session, by=SYSTEM)
    assert [ask.champion for ask in search.asks.all()] == [one]
