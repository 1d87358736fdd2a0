"""A champion is asked to call somebody, or to meet them: what it needs, what comes of it, and when it is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Attendance, Booking, BookingState, CallState, Enrolment, InviteCall
from activities.services import bookings, call_choices, invite_calls
from champions.models import Clearance
from champions.services import standing
from core import merging
from core.actors import SYSTEM, Channel, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent
from notifications.models import OutboxMessage, Preferences
from people.models.consent import Purpose
from people.services import consents, contacts, erasure
from people.services import merging as merge_services
from tests.activities.asking_world import AskingWorld, terry_sees
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return AskingWorld()


def told(person):
    return sorted(OutboxMessage.objects.filter(person=person).values_list("type", flat=True))


# --- What it needs ----------------------------------------------------------------------------------


def test_champion_is_asked_and_told_without_a_name(world):
    call = world.asked()
    assert (call.state, call.tries, call.asked_by_id) == (CallState.OPEN, 0, world.worker.user_id)
    assert told(world.terry.person) == ["champion-asked"]
    assert told(world.brian) == []
    assert terry_sees(world) == [call]


def refused(world, **fields):
    with pytest.raises(DomainError) as no:
        world.asked(**fields)
    assert InviteCall.objects.count() == 0
    return no.value.code


def test_without_their_consent_nobody_is_asked(world):
    consents.withdraw(person=world.brian, purpose=Purpose.CHAMPION_CALLS, by=world.worker)
    assert refused(world) == "no_consent_to_calls"


def test_do_not_contact_wins_over_everything(world):
    Preferences.objects.create(person=world.brian, do_not_contact=True)
    assert refused(world, by=SYSTEM) == "wants_no_contact"


def test_champion_without_a_confidentiality_agreement_is_not_asked(world):
    Clearance.objects.filter(champion=world.terry).update(until=timezone.localdate() - timedelta(days=2))
    assert refused(world) == "champion_not_signed"


def test_champion_of_another_centre_is_not_asked(world):
    assert refused(world, champion=ChampionFactory()) == "champion_not_free"


def test_champion_on_a_break_is_not_asked(world):
    standing.pause(world.terry, by=SYSTEM)
    assert refused(world) == "champion_not_free"


def test_nobody_is_asked_to_call_themselves(world):
    ContactPointFactory(person=world.terry.person)
    consents.give(person=world.terry.person, purpose=Purpose.CHAMPION_CALLS, by=SYSTEM)
    theirs = world.terry.person.contact_points.first()
    assert refused(world, person=world.terry.person, point=theirs) == "champion_not_free"


def test_number_of_somebody_else_is_refused(world):
    assert refused(world, point=ContactPointFactory()) == "no_number_to_call"


def test_address_is_no_number(world):
    assert refused(world, point=ContactPointFactory(person=world.brian, by_email=True)) == "no_number_to_call"


@pytest.mark.parametrize("days", [-1, 23])
def test_time_is_neither_past_nor_without_end(world, days):
    assert refused(world, session=None, until=timezone.localdate() + timedelta(days=days)) == "call_until"


def test_nobody_is_invited_beyond_the_date_itself(world):
    call = world.asked(until=world.session.day + timedelta(days=3))
    assert call.until == world.session.starts_at


def test_the_same_is_asked_once(world):
    world.asked()
    with pytest.raises(DomainError) as no:
        world.asked(champion=world.champion("Rosa Diaz"))
    assert no.value.code == "asked_already"


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.EVALUATOR])
def test_others_on_staff_ask_nobody(world, role):
    with pytest.raises(Forbidden):
        world.asked(by=staff_actor(role, centre=world.centre))


def test_staff_elsewhere_ask_nobody(world):
    with pytest.raises(Forbidden):
        world.asked(by=staff_actor(Role.LINK_WORKER, centre=CentreFactory()))


def test_candidates_speak_the_language_signed_and_are_the_least_burdened_first(world):
    world.asked()
    rosa = world.champion("Rosa Diaz")
    world.champion("Luc Roy", languages=["fr"])
    ChampionFactory(centre=world.centre, uncleared=True)  # never signed
    standing.pause(world.champion("Bill Tan"), by=SYSTEM)
    found = call_choices.candidates(world.brian, centre_id=world.centre.pk, now=timezone.now())
    assert [(one.champion, one.open_calls) for one in found] == [(rosa, 0), (world.terry, 1)]


@pytest.mark.parametrize(
    ("sensitive", "may_name", "is_named"), [(False, False, True), (True, False, False), (True, True, True)]
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_script_has_a_first_name_and_no_private_group_that_they_do_not_know(language, sensitive, may_name, is_named):
    world = AskingWorld(sensitive=sensitive)
    world.brian.language = language
    words = call_choices.suggested_script(world.brian, world.group, world.session, may_name=may_name)
    title = getattr(world.group, f"title_{language}")
    assert "Brian" in words
    assert "Halloran" not in words
    assert (title in words) is is_named


# --- What comes of it -------------------------------------------------------------------------------


def test_yes_gives_a_place_by_the_champion_on_their_behalf(world):
    call = world.asked()
    booking = invite_calls.say_yes(call, by=world.as_terry())
    assert (booking.person, booking.session, booking.state) == (world.brian, world.session, BookingState.CONFIRMED)
    assert booking.channel == Channel.VOICE
    call.refresh_from_db()
    assert (call.state, call.booking, call.tries) == (CallState.YES, booking, 1)
    assert told(world.brian) == ["place-confirmed"]
    assert terry_sees(world) == []
    event = AuditEvent.objects.get(action="booking.book")
    assert (event.person_id, event.actor_person_id) == (world.brian.pk, world.terry.person_id)


def test_yes_to_any_date_needs_one_of_the_group(world):
    call = world.asked(session=None)
    with pytest.raises(DomainError) as no:
        invite_calls.say_yes(call, by=world.as_terry(), session=SessionFactory())
    assert no.value.code == "choose_a_date"
    assert invite_calls.say_yes(call, by=world.as_terry(), session=world.session).session == world.session


def test_yes_to_a_course_is_a_place_at_all_its_dates():
    world = AskingWorld(join_mode=JoinMode.COURSE)
    second = SessionFactory(activity=world.group, day=world.session.day + timedelta(weeks=1))
    booking = invite_calls.say_yes(world.asked(session=None), by=world.as_terry())
    assert booking.session == world.session
    assert Enrolment.objects.get().person == world.brian
    assert set(Booking.objects.values_list("session", flat=True)) == {world.session.pk, second.pk}


def test_yes_to_a_group_by_invitation_opens_it_to_them():
    world = AskingWorld(join_mode=JoinMode.INVITATION)
    assert invite_calls.say_yes(world.asked(), by=world.as_terry()).state == BookingState.CONFIRMED


def test_yes_to_a_full_date_waits(world):
    world.session.capacity = 0
    world.session.save()
    assert invite_calls.say_yes(world.asked(), by=world.as_terry()).state == BookingState.WAITLISTED


def test_champion_books_nobody_else_and_nothing_else(world):
    world.asked()
    elsewhere = SessionFactory(activity=ActivityFactory(centre=world.centre))
    other_date = SessionFactory(activity=world.group, day=world.session.day + timedelta(weeks=1))
    neighbour = PersonFactory(centres=[world.centre])
    for session, person in ((elsewhere, world.brian), (other_date, world.brian), (world.session, neighbour)):
        with pytest.raises(Forbidden):
            bookings.book(session=session, person=person, channel=Channel.VOICE, by=world.as_terry())
    with pytest.raises(Forbidden):
        bookings.book(session=world.session, person=world.brian, channel=Channel.WALK_IN, by=world.as_terry())
    assert Booking.objects.count() == 0


def test_champion_books_nobody_once_the_call_is_over(world):
    call = world.asked()
    invite_calls.take_back(call, by=world.worker)
    with pytest.raises(Forbidden):
        bookings.book(session=world.session, person=world.brian, channel=Channel.VOICE, by=world.as_terry())
    with pytest.raises(Forbidden):
        invite_calls.say_yes(call, by=world.as_terry())


def test_another_champion_answers_nothing(world):
    call = world.asked()
    rosa = person_actor(world.champion("Rosa Diaz").person_id)
    with pytest.raises(Forbidden):
        invite_calls.record(call, "not_now", after=0, by=rosa)
    assert not InviteCall.visible_to(rosa).exists()


def test_nobody_answers_three_times_and_it_ends(world):
    call = world.asked()
    for nth in range(3):
        assert terry_sees(world) == [call]
        invite_calls.record(call, "no_answer", after=nth, by=world.as_terry())
    assert (call.state, call.tries) == (CallState.UNREACHED, 3)
    assert terry_sees(world) == []


def test_the_same_page_sent_twice_is_one_try(world):
    call = world.asked()
    for _time in range(2):
        invite_calls.record(InviteCall.objects.get(), "no_answer", after=0, by=world.as_terry())
    call.refresh_from_db()
    assert call.tries == 1


def test_who_thinks_about_it_is_called_again_but_not_for_ever(world):
    call = world.asked()
    for nth in range(3):
        invite_calls.record(call, "think", after=nth, by=world.as_terry())
    assert call.state == CallState.NOT_NOW


@pytest.mark.parametrize(
    ("result", "state"), [("not_now", CallState.NOT_NOW), ("wrong_number", CallState.WRONG_NUMBER)]
)
def test_other_answers_end_it(world, result, state):
    call = invite_calls.record(world.asked(), result, after=0, by=world.as_terry())
    assert call.state == state
    assert call.ended_at is not None
    assert terry_sees(world) == []


def test_second_answer_to_the_same_call_is_refused(world):
    call = world.asked()
    invite_calls.record(call, "not_now", after=0, by=world.as_terry())
    with pytest.raises(Moved):
        invite_calls.record(call, "wrong_number", after=1, by=SYSTEM)


def test_champion_who_cannot_gives_it_back(world):
    assert invite_calls.cannot(world.asked(), by=world.as_terry()).state == CallState.CANNOT


def test_taken_back_is_told(world):
    invite_calls.take_back(world.asked(), by=world.worker)
    assert told(world.terry.person) == ["champion-asked", "champion-not-needed"]


def test_call_led_to_attendance(world):
    call = world.asked()
    booking = invite_calls.say_yes(call, by=world.as_terry())
    assert not call.led_to_attendance
    Booking.objects.filter(pk=booking.pk).update(attendance=Attendance.CAME)
    assert InviteCall.objects.with_all().get().led_to_attendance


# --- When it is gone --------------------------------------------------------------------------------


def test_details_are_gone_when_the_time_is_up(world, time_machine):
    call = world.asked()
    time_machine.move_to(call.until - timedelta(minutes=1))
    assert InviteCall.visible_to(world.as_terry()).exists()
    time_machine.move_to(call.until + timedelta(minutes=1))
    assert not InviteCall.visible_to(world.as_terry()).exists()
    assert InviteCall.visible_to(world.worker).get() == call


def withdraw(world):
    consents.withdraw(person=world.brian, purpose=Purpose.CHAMPION_CALLS, by=person_actor(world.brian.pk))


def want_no_contact(world):
    Preferences.objects.create(person=world.brian, do_not_contact=True)


def pause(world):
    standing.pause(world.terry, by=SYSTEM)


def lapse(world):
    Clearance.objects.update(until=timezone.localdate() - timedelta(days=2))


def call_off(world):
    world.session.state = "cancelled"
    world.session.save()


def merge_away(world):
    merge_services.merge(PersonFactory(centres=[world.centre]), world.brian, by=SYSTEM)
    InviteCall.objects.update(person=world.brian)


@pytest.mark.parametrize("happens", [withdraw, want_no_contact, pause, lapse, call_off, merge_away])
def test_details_are_gone_with_what_they_rest_on(world, happens):
    call = world.asked()
    happens(world)
    assert not InviteCall.visible_to(world.as_terry()).exists()
    with pytest.raises(Forbidden):
        invite_calls.say_yes(call, by=world.as_terry())


def test_erasing_takes_it_back_and_forgets_the_words(world):
    call = world.asked()
    erasure.erase(world.brian, by=SYSTEM)
    call.refresh_from_db()
    assert (call.state, call.script, call.point) == (CallState.TAKEN_BACK, "", None)
    assert terry_sees(world) == []


def test_number_that_is_removed_is_not_shown(world):
    call = world.asked()
    contacts.remove(world.point, by=world.worker)
    call.refresh_from_db()
    assert call.point is None


def test_call_goes_with_the_record_that_stays(world):
    call = world.asked()
    kept = PersonFactory(centres=[world.centre])
    consents.give(person=kept, purpose=Purpose.CHAMPION_CALLS, by=SYSTEM)
    merge_services.merge(kept, world.brian, by=SYSTEM)
    call.refresh_from_db()
    assert call.person == kept


def test_of_two_calls_for_one_human_the_second_stays_behind(world):
    call = world.asked()
    other = PersonFactory(centres=[world.centre])
    consents.give(person=other, purpose=Purpose.CHAMPION_CALLS, by=SYSTEM)
    second = world.asked(person=other, point=ContactPointFactory(person=other))
    merge_services.merge(world.brian, other, by=SYSTEM)
    second.refresh_from_db()
    assert second.person == other
    assert terry_sees(world) == [call]
    assert "activities.InviteCall.person" in merging.registry


# --- At the door ------------------------------------------------------------------------------------


def test_who_is_met_is_told_by_whom(world):
    call = world.door()
    assert (call.state, call.until) == (CallState.OPEN, world.session.ends_at + timedelta(days=3))
    assert told(world.terry.person) == ["champion-asked"]
    assert told(world.brian) == ["met-at-door"]


def test_place_that_was_given_back_needs_nobody_at_the_door(world):
    place = world.place()
    bookings.cancel(place, by=SYSTEM)
    with pytest.raises(DomainError) as no:
        world.door(booking=place)
    assert no.value.code == "booking_ended"


@pytest.mark.parametrize(("result", "state"), [("met", CallState.MET), ("not_met", CallState.NOT_MET)])
def test_whether_they_met_is_written_down_after_the_date_began(world, time_machine, result, state):
    call = world.door()
    with pytest.raises(DomainError) as no:
        invite_calls.record(call, result, after=0, by=world.as_terry())
    assert no.value.code == "too_early_to_say"
    time_machine.move_to(world.session.starts_at + timedelta(minutes=5))
    assert invite_calls.record(call, result, after=0, by=world.as_terry()).state == state


def test_three_days_after_the_date_the_name_is_gone(world, time_machine):
    world.door()
    time_machine.move_to(world.session.ends_at + timedelta(days=3, minutes=1))
    assert terry_sees(world) == []


def test_asked_for_the_door_a_champion_gives_no_place(world):
    place = world.place()
    world.door(booking=place)
    bookings.cancel(place, by=SYSTEM)
    with pytest.raises(Forbidden):
        bookings.book(session=world.session, person=world.brian, channel=Channel.VOICE, by=world.as_terry())
