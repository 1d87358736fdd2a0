"""How people join, at the desk: whom a change touches, who is invited, and who comes every time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Activity, BookingState, Enrolment, EnrolmentState, Invitation
from activities.services import bookings, enrolments, invitations, joining
from activities.services.joining import RULES
from core.actors import SYSTEM, Channel, Role, person_actor
from core.models import AuditEvent
from people.services import persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory(last_hours=2)


@pytest.fixture
def activity(centre):
    return ActivityFactory(centre=centre, capacity=5)


@pytest.fixture
def session(activity):
    return SessionFactory(activity=activity, day=timezone.localdate() + timedelta(days=5))


@pytest.fixture
def as_colleague(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


def address(name, thing):
    return reverse(f"desk_activities:{name}", args=[thing])


def somebody(centre, name="Ana Silva"):
    return persons.register(name=name, centre=centre, by=SYSTEM)


def booked(session, **wishes):
    person = somebody(session.centre)
    return bookings.book(session=session, person=person, channel=Channel.WEB, by=person_actor(person.pk), **wishes)


def rules(activity, **changed):
    sent = {name: getattr(activity, name) for name in RULES} | changed
    sent["companion_takes_seat"] = "on" if sent["companion_takes_seat"] else ""
    return {name: value for name, value in sent.items() if value is not None}


# --- the rules ----------------------------------------------------------------------------------
def test_rules_that_touch_nobody_are_saved_at_once(activity, as_colleague):
    response = as_colleague.post(address("joining", activity.pk), rules(activity, capacity=8, newcomer_seats=2))
    assert response["Location"] == address("activity", activity.pk)
    activity.refresh_from_db()
    assert (activity.capacity, activity.newcomer_seats) == (8, 2)


def test_rules_that_touch_somebody_are_shown_first(activity, session, as_colleague):
    booking = booked(session)
    sent = rules(activity, join_mode=JoinMode.INVITATION)
    response = as_colleague.post(address("joining", activity.pk), sent)
    assert [one.booking for one in response.context["touched"]] == [booking]
    assert Activity.objects.get().join_mode == JoinMode.SIGN_UP
    response = as_colleague.post(address("joining", activity.pk), {**sent, "sure": "1"})
    assert response["Location"] == address("touched", activity.pk)
    assert Activity.objects.get().join_mode == JoinMode.INVITATION
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"newcomer_seats": 3, "prescribed_seats": 3}, "newcomer_seats"),
        ({"newcomer_seats": 1, "kept_until_hours": 1}, "kept_until_hours"),
        ({"capacity": 0}, "capacity"),
        ({"joinable_dates": 0}, "joinable_dates"),
        ({"join_mode": "magic"}, "join_mode"),
    ],
)
def test_rules_that_cannot_be_say_so_at_their_field(activity, as_colleague, changed, field):
    response = as_colleague.post(address("joining", activity.pk), rules(activity, **changed))
    assert list(response.context["form"].errors) == [field]


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.EVALUATOR])
def test_rules_are_for_coordinators(activity, centre, role):
    assert staff_client(role, centre=centre).get(address("joining", activity.pk)).status_code == 403


# --- whom they touch ----------------------------------------------------------------------------
@pytest.mark.parametrize("people", [1, 3])
def test_touched_take_the_same_queries_however_many(
    activity, session, as_colleague, people, django_assert_num_queries
):
    for _number in range(people):
        booked(session)
    joining.change(activity, join_mode=JoinMode.INVITATION, by=SYSTEM)
    with django_assert_num_queries(11):
        response = as_colleague.get(address("touched", activity.pk))
    assert len(response.context["touched"]) == people


def test_touched_are_told_of_on_the_page_of_the_group(activity, session, as_colleague):
    booking = booked(session)
    joining.change(activity, join_mode=JoinMode.INVITATION, by=SYSTEM)
    assert "1 place no longer fits" in as_colleague.get(address("activity", activity.pk)).text
    sent = {"then": "keep", "why": "not_invited"}
    as_colleague.post(address("settle", booking.public_id), sent)
    assert Invitation.objects.get().person == booking.person
    assert as_colleague.get(address("touched", activity.pk)).context["touched"] == []


def test_touched_by_a_course_can_join_all_of_it(activity, session, as_colleague):
    booking = booked(session)
    joining.change(activity, join_mode=JoinMode.COURSE, by=SYSTEM)
    as_colleague.post(address("settle", booking.public_id), {"then": "keep", "why": "one_date"})
    booking.refresh_from_db()
    assert (booking.enrolment, joining.touched(Activity.objects.get(), by=SYSTEM)) == (Enrolment.objects.get(), [])


def test_touched_who_only_thought_of_coming_are_given_a_place(activity, session, as_colleague):
    Activity.objects.update(join_mode=JoinMode.DROP_IN)
    session.activity.refresh_from_db()
    thought = booked(session)
    joining.change(activity, join_mode=JoinMode.SIGN_UP, by=SYSTEM)
    assert "Give the place" in as_colleague.get(address("touched", activity.pk)).text
    as_colleague.post(address("settle", thought.public_id), {"then": "keep", "why": "thinking"})
    assert list(thought.person.bookings.active().values_list("state", flat=True)) == [BookingState.CONFIRMED]


def test_touched_by_a_seat_for_whom_they_bring_are_counted_anew(activity, session, as_colleague):
    Activity.objects.update(companion_takes_seat=False)
    session.refresh_from_db()
    booking = booked(session, companions=1)
    joining.change(activity, companion_takes_seat=True, by=SYSTEM)
    as_colleague.post(address("settle", booking.public_id), {"then": "keep", "why": "companion"})
    booking.refresh_from_db()
    assert booking.seats == 2


def test_touched_can_be_cancelled_with_notice(activity, session, as_colleague):
    booking = booked(session)
    joining.change(activity, join_mode=JoinMode.INVITATION, by=SYSTEM)
    stranger = staff_client(Role.COORDINATOR)
    assert stranger.post(address("settle", booking.public_id), {"then": "cancel"}).status_code == 404
    response = as_colleague.post(address("settle", booking.public_id), {"then": "cancel"})
    assert response["Location"] == reverse("desk:person", args=[booking.person.public_id])
    booking.refresh_from_db()
    said = [str(message) for message in as_colleague.get(response["Location"]).context["messages"]]
    assert said == ["The place is cancelled. Nothing written can reach this person: please call now."]
    assert booking.state == BookingState.CANCELLED
    assert booking.person.messages.filter(type="place-cancelled").count() == 1


# --- invitations --------------------------------------------------------------------------------
def test_invite_finds_somebody_and_opens_the_group_to_them(activity, as_colleague):
    person = somebody(activity.centre)
    response = as_colleague.post(address("invite", activity.pk), {"q": "ana"})
    assert response.context["people"] == [person]
    as_colleague.post(address("invite", activity.pk), {"person": person.public_id})
    assert as_colleague.get(address("activity", activity.pk)).context["people"].invited == [Invitation.objects.get()]
    assert AuditEvent.about(person.pk).filter(action="person.listed").count() == 2


def test_somebody_of_another_centre_cannot_be_invited(activity, as_colleague):
    other = somebody(CentreFactory())
    for sent in (str(other.public_id), "nobody"):
        assert as_colleague.post(address("invite", activity.pk), {"person": sent}).status_code == 404


def test_withdrawn_invitation_is_closed(activity, as_colleague):
    invitation = invitations.invite(activity=activity, person=somebody(activity.centre), by=SYSTEM)
    assert staff_client(Role.COORDINATOR).post(address("withdraw", invitation.pk)).status_code == 404
    as_colleague.post(address("withdraw", invitation.pk))
    assert Invitation.objects.standing().count() == 0


# --- standing places ----------------------------------------------------------------------------
@pytest.mark.parametrize("people", [1, 3])
def test_group_takes_the_same_queries_however_many_belong_to_it(
    activity, session, as_colleague, people, django_assert_num_queries
):
    joining.change(activity, join_mode=JoinMode.STANDING, by=SYSTEM)
    for _number in range(people):
        person = somebody(activity.centre)
        enrolments.enrol(activity=activity, person=person, channel=Channel.DESK, by=SYSTEM)
        invitations.invite(activity=activity, person=person, by=SYSTEM)
    with django_assert_num_queries(19):
        response = as_colleague.get(address("activity", activity.pk))
    assert len(response.context["people"].enrolled) == people


def test_standing_place_is_ended_after_a_question(activity, session, as_colleague):
    joining.change(activity, join_mode=JoinMode.STANDING, by=SYSTEM)
    enrolment = enrolments.enrol(activity=activity, person=somebody(activity.centre), channel=Channel.DESK, by=SYSTEM)
    page = address("end_standing", enrolment.public_id)
    as_colleague.get(page)
    assert Enrolment.objects.get().state == EnrolmentState.ACTIVE
    assert staff_client(Role.COORDINATOR).post(page).status_code == 404
    as_colleague.post(page)
    assert Enrolment.objects.get().state == EnrolmentState.ENDED
