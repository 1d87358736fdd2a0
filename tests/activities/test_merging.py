from datetime import timedelta

import pytest
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Attendance, Booking, Enrolment, EnrolmentState, Invitation, Session, Worry
from activities.services import bookings, enrolments
from core.actors import SYSTEM, Channel
from core.errors import DomainError
from notifications.models import Call, CallResult, OutboxMessage
from people.services import merging
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def staff(centre):
    return staff_actor(centre=centre)


@pytest.fixture
def kept(centre):
    return PersonFactory(name="Émilie Roy", centres=[centre])


@pytest.fixture
def merged(centre):
    return PersonFactory(name="Emily Roy", centres=[centre])


def rows():
    """Every row of the upper rooms that may change hands."""
    return {
        "bookings": sorted(Booking.objects.values_list("pk", "person", "state", "enrolment")),
        "enrolments": sorted(Enrolment.objects.values_list("pk", "person", "state")),
        "invitations": sorted(Invitation.objects.values_list("pk", "person")),
        "worries": sorted(Worry.objects.values_list("pk", "person", "reporter")),
        "messages": sorted(OutboxMessage.objects.values_list("pk", "person")),
        "calls": sorted(Call.objects.values_list("pk", "person")),
    }


def book(session, person):
    return bookings.book(session=session, person=person, channel=Channel.WEB, by=SYSTEM)


def seats_of(session):
    return Session.objects.get(pk=session.pk).seats_taken


def test_everything_moves_and_comes_back(centre, kept, merged, staff):
    activity = ActivityFactory(centre=centre)
    session = SessionFactory(activity=activity)
    now = timezone.now()
    booking = book(session, merged)
    Invitation.objects.create(activity=activity, person=merged, at=now)
    Worry.objects.create(session=session, person=merged, reporter=kept, text="…", at=now)
    Worry.objects.create(session=session, person=kept, reporter=merged, text="…", at=now)
    Call.objects.create(person=merged, centre=centre, result=CallResult.REACHED, at=now)
    ChampionFactory(person=merged, centre=CentreFactory())
    before = rows()
    done = merging.merge(kept, merged, by=staff)
    assert Booking.objects.get().person == kept
    assert Booking.objects.get().public_id == booking.public_id  # its signed link goes on working
    for model in (Booking, Invitation, Call, OutboxMessage):
        assert list(model.objects.values_list("person", flat=True).distinct()) == [kept.pk]
    assert kept.championships.count() == 1
    merging.undo(done, by=staff)
    assert rows() == before
    assert merged.championships.count() == 1


@pytest.mark.parametrize("kept_has_place", [True, False])
def test_better_place_stays_and_nobody_is_told_it_is_cancelled(centre, kept, merged, staff, kept_has_place):
    session = SessionFactory(activity=ActivityFactory(centre=centre, capacity=1))
    first, second = (kept, merged) if kept_has_place else (merged, kept)
    place, waits = book(session, first), book(session, second)
    assert merging.preview(kept, merged, actor=staff).notes == [
        "Both have a place at 1 date. The better place stays; the other is given back, for somebody else to take."
    ]
    merging.merge(kept, merged, by=staff)
    assert dict(Booking.objects.values_list("pk", "state")) == {place.pk: "confirmed", waits.pk: "cancelled"}
    assert set(Booking.objects.values_list("person", flat=True)) == {kept.pk}
    assert not OutboxMessage.objects.filter(type="place-cancelled").exists()


def test_place_given_back_is_offered_to_who_waits_and_is_not_taken_back(centre, kept, merged, staff):
    session = SessionFactory(activity=ActivityFactory(centre=centre, capacity=2))
    own, double, waits = (book(session, person) for person in (kept, merged, PersonFactory()))
    done = merging.merge(kept, merged, by=staff)
    states = dict(Booking.objects.values_list("pk", "state"))
    assert states == {own.pk: "confirmed", double.pk: "cancelled", waits.pk: "offered"}
    assert seats_of(session) == 2
    merging.undo(done, by=staff)
    double.refresh_from_db()
    assert (double.person, double.state) == (merged, "cancelled")


def test_double_place_at_another_centre_is_given_back_as_well(kept, merged, staff):
    session = SessionFactory()
    own, double = book(session, kept), book(session, merged)
    merging.merge(kept, merged, by=staff)
    assert dict(Booking.objects.values_list("pk", "state")) == {own.pk: "confirmed", double.pk: "cancelled"}


def test_double_entry_of_the_past_stays_with_the_old_record(centre, kept, merged, staff):
    day = timezone.localdate() - timedelta(days=3)
    session = SessionFactory(activity=ActivityFactory(centre=centre), day=day)
    for person in (kept, merged):
        BookingFactory(session=session, person=person, attendance=Attendance.CAME)
    assert merging.preview(kept, merged, actor=staff).notes == [
        "Both stood in the register of 1 past date. The second entry stays with the old record."
    ]
    before = rows()
    merging.merge(kept, merged, by=staff)
    assert rows() == before


def standing_group(centre, **fields):
    activity = ActivityFactory(centre=centre, join_mode=JoinMode.STANDING, **fields)
    days = [activity.start_date + timedelta(weeks=week) for week in range(3)]
    return activity, [SessionFactory(activity=activity, day=day) for day in days]


def enrol(activity, person):
    return enrolments.enrol(activity=activity, person=person, channel=Channel.DESK, by=SYSTEM)


def test_one_standing_place_is_left_with_the_better_place_of_each_date(centre, kept, merged, staff):
    activity, sessions = standing_group(centre, capacity=1)
    own = enrol(activity, kept)
    bookings.cancel(own.bookings.get(session=sessions[1]), by=SYSTEM)  # skips a date, …
    other = enrol(activity, merged)  # …which the other record then has
    done = merging.merge(kept, merged, by=staff)
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.state, other.state) == (EnrolmentState.ACTIVE, EnrolmentState.ENDED)
    live = Booking.objects.active().order_by("session")
    assert [(row.session, row.person, row.state, row.enrolment) for row in live] == [
        (session, kept, "confirmed", own) for session in sessions
    ]
    merging.undo(done, by=staff)
    other.refresh_from_db()
    assert (other.person, own.person) == (merged, kept)
    assert {row.enrolment for row in Booking.objects.filter(person=merged)} == {other}


def test_standing_place_of_the_merged_one_goes_on(centre, kept, merged, staff):
    activity, _sessions = standing_group(centre)
    enrolment = enrol(activity, merged)
    before = rows()
    done = merging.merge(kept, merged, by=staff)
    enrolment.refresh_from_db()
    assert (enrolment.person, enrolment.state) == (kept, EnrolmentState.ACTIVE)
    merging.undo(done, by=staff)
    assert rows() == before


def test_place_in_a_course_stays_and_the_wait_for_it_ends(centre, kept, merged, staff):
    activity = ActivityFactory(centre=centre, join_mode=JoinMode.COURSE, capacity=1)
    for week in range(2):
        SessionFactory(activity=activity, day=activity.start_date + timedelta(weeks=week))
    place, waits = enrol(activity, merged), enrol(activity, kept)
    merging.merge(kept, merged, by=staff)
    place.refresh_from_db()
    waits.refresh_from_db()
    assert (place.person, place.state, waits.state) == (kept, EnrolmentState.ACTIVE, EnrolmentState.ENDED)
    assert set(place.bookings.values_list("state", flat=True)) == {"confirmed"}
    assert set(waits.bookings.values_list("state", flat=True)) == {"cancelled"}


def test_second_invitation_stays_with_the_old_record(centre, kept, merged, staff):
    activity = ActivityFactory(centre=centre)
    for person in (kept, merged):
        Invitation.objects.create(activity=activity, person=person, at=timezone.now())
    before = rows()
    merging.undo(merging.merge(kept, merged, by=staff), by=staff)
    assert rows() == before


def test_two_champions_of_one_centre_are_not_merged(centre, kept, merged, staff):
    for person in (kept, merged):
        ChampionFactory(person=person, centre=centre)
    with pytest.raises(DomainError, match="both_champions"):
        merging.merge(kept, merged, by=staff)
    assert centre.name in merging.preview(kept, merged, actor=staff).obstacle


def test_centre_at_which_the_kept_one_has_something_by_now_stays(kept, merged, staff):
    session = SessionFactory()
    merged.centres.add(session.centre)
    done = merging.merge(kept, merged, by=staff)
    book(session, kept)
    merging.undo(done, by=staff)
    assert session.centre in kept.centres.all()
