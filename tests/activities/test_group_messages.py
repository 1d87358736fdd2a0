"""A leader writes to their group: whom it reaches, what they read, and how often."""

from datetime import timedelta

import pytest
import time_machine

from activities.models import Audience, GroupMessage
from activities.services import bookings, enrolments, group_messages
from core.actors import PUBLIC, SYSTEM, Channel
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from notifications.models import OutboxMessage, Preferences
from notifications.services import outbox
from people.models.consent import Purpose
from people.services import consents, erasure, persons
from tests.activities.leading_world import DAY, NOON, acting, given_a_date
from tests.factories.activities import SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db
WORDS = "Bring a mug on Tuesday."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def leader():
    return ChampionFactory(with_account=True)


@pytest.fixture
def session(leader):
    return given_a_date([leader], title_en="Card Night", title_fr="Soirée de cartes")


@pytest.fixture
def later(session):
    return SessionFactory(activity=session.activity, day=DAY + timedelta(weeks=1))


def person(session, name="Ana Silva", contact="ana@example.org", **more):
    return persons.register(name=name, centre=session.centre, contact=contact, by=SYSTEM, **more)


def booked(session, who):
    return bookings.book(session=session, person=who, channel=Channel.DESK, by=SYSTEM)


def send(session, leader, audience=Audience.DATE, text=WORDS):
    return group_messages.send(session, audience=audience, text=text, by=acting(leader))


def told():
    return {row.person_id for row in OutboxMessage.objects.filter(type="group-message")}


def words(language="en"):
    rows = OutboxMessage.objects.filter(type="group-message").select_related("person")
    return [one.text for one in outbox.render(rows, language=language)]


def code_of(call):
    with pytest.raises(DomainError) as caught:
        call()
    return caught.value.code


def test_goes_to_whoever_has_a_place_on_the_date_and_to_nobody_else(session, later, leader):
    here, waits_not, gone = person(session), person(session, "Bo"), person(session, "Cy")
    booked(session, here)
    booked(later, waits_not)
    bookings.cancel(booked(session, gone), by=SYSTEM)
    booked(session, leader.person)  # they know what they wrote
    made = send(session, leader)
    assert (told(), made.people) == ({here.pk}, 1)


def test_goes_to_everybody_with_a_place_ahead_or_a_standing_one(session, later, leader):
    here, there, always = person(session), person(session, "Bo"), person(session, "Cy")
    booked(session, here)
    booked(later, there)
    session.activity.join_mode = "standing"
    session.activity.save()
    enrolments.enrol(activity=session.activity, person=always, channel=Channel.DESK, by=SYSTEM)
    send(session, leader, Audience.AHEAD)
    assert told() == {here.pk, there.pk, always.pk}


def test_words_are_read_with_the_name_of_the_group(session, leader):
    booked(session, person(session))
    send(session, leader, text="  Bring a mug\n on Tuesday.  ")
    assert words() == ["A message from Card Night about Tuesday, December 8, 2\u00a0pm: “Bring a mug on Tuesday.”"]
    assert "Un message du groupe «\u00a0Soirée de cartes\u00a0» au sujet du" in words("fr")[0]


def test_of_a_sensitive_group_only_that_there_is_a_message(leader):
    session = given_a_date([leader], sensitive=True, title_en="Grief Circle", title_fr="Cercle de deuil")
    ana = person(session)
    booked(session, ana)
    send(session, leader)
    assert words() == ["There is a message from your group. Open your page, or call us: we read it to you."]
    assert [row.text for row in group_messages.read_by(ana.pk, now=NOON)] == [WORDS]


def test_who_gave_the_place_back_reads_nothing(session, leader):
    ana = person(session)
    place = booked(session, ana)
    send(session, leader)
    assert [row.text for row in group_messages.read_by(ana.pk, now=NOON)] == [WORDS]
    bookings.cancel(place, by=SYSTEM)
    assert (words(), group_messages.read_by(ana.pk, now=NOON)) == ([], [])


def test_who_comes_later_reads_nothing_that_was_not_for_them(session, leader):
    booked(session, person(session))
    send(session, leader)
    bo = person(session, "Bo")
    booked(session, bo)
    assert group_messages.read_by(bo.pk, now=NOON) == []


def test_who_wants_no_messages_is_left_alone_and_counted(session, leader):
    ana, stopped, silent = person(session), person(session, "Bo"), person(session, "Cy")
    by_phone = person(session, "Di", "519-555-0199", contact_kind="landline")
    for one in (ana, stopped, silent, by_phone):
        booked(session, one)
    consents.withdraw(person=stopped, purpose=Purpose.OWN_PLACES, by=SYSTEM)
    Preferences.objects.create(person=silent, do_not_contact=True)
    draft = group_messages.draft(session, audience=Audience.DATE, text=WORDS, by=acting(leader))
    found = group_messages.reached(draft, now=NOON)
    assert (found.told, found.to_call, found.unwilling) == (1, 1, 2)
    send(session, leader)
    assert told() == {ana.pk, by_phone.pk}


def test_three_in_a_day_are_enough(session, leader, clock):
    booked(session, person(session))
    for text in ("One", "Two", "Three"):
        send(session, leader, text=text)
    assert code_of(lambda: send(session, leader, text="Four")) == "message_too_many"
    clock.shift(timedelta(hours=24, seconds=1))
    assert send(session, leader, text="Four").people == 1


@pytest.mark.parametrize(
    ("text", "change", "code"),
    [
        (" ", {}, "message_needs_words"),
        (WORDS, {"state": "cancelled"}, "session_cancelled"),
        (WORDS, {"starts_at": NOON - timedelta(hours=2), "ends_at": NOON}, "session_over"),
        (WORDS, {}, "message_to_nobody"),
    ],
)
def test_what_cannot_be_sent(session, leader, text, change, code):
    type(session).objects.filter(pk=session.pk).update(**change)
    assert code_of(lambda: send(session, leader, text=text)) == code
    assert GroupMessage.objects.count() == 0


def test_who_stands_in_writes_about_their_date_alone(session, later, leader):
    other = ChampionFactory(centre=session.centre)
    type(session).objects.filter(pk=session.pk).update(substitute=other)
    session.refresh_from_db()
    for one in (session, later):
        booked(one, person(session))
    assert send(session, other).people == 1
    with pytest.raises(Forbidden):
        send(later, other)
    with pytest.raises(Forbidden):
        send(session, other, Audience.AHEAD)


@pytest.mark.parametrize("who", ["visitor", "champion", "on a break", "coordinator elsewhere"])
def test_nobody_else_writes(session, leader, who):
    booked(session, person(session))
    if who == "on a break":
        type(leader).objects.filter(pk=leader.pk).update(standing="paused")
    actor = {
        "visitor": PUBLIC,
        "champion": acting(ChampionFactory(centre=session.centre)),
        "on a break": acting(leader),
        "coordinator elsewhere": staff_actor(),
    }[who]
    for audience in Audience:
        with pytest.raises(Forbidden):
            group_messages.send(session, audience=audience, text=WORDS, by=actor)


def test_that_it_was_sent_is_recorded_without_its_words(session, leader):
    booked(session, person(session))
    made = send(session, leader)
    event = AuditEvent.objects.get(action="group_message.sent")
    assert (event.subject_id, event.detail) == (made.pk, {"people": 1})


def test_whose_record_is_erased_has_written_nothing(session, leader):
    booked(session, person(session))
    send(session, leader)
    erasure.erase(leader.person, by=SYSTEM)
    row = GroupMessage.objects.get()
    assert (row.text, row.sender) == ("—", None)


def test_as_many_queries_however_many_people(session, leader, django_assert_num_queries):
    booked(session, person(session))
    draft = group_messages.draft(session, audience=Audience.DATE, text=WORDS, by=acting(leader))
    with django_assert_num_queries(5):
        group_messages.reached(draft, now=NOON)
    for number in range(2):
        booked(session, person(session, f"Person {number}"))
    with django_assert_num_queries(5):
        group_messages.reached(draft, now=NOON)
