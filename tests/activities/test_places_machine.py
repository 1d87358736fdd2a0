"""Places in any order of events that chance can think of: what must hold of them holds after each."""

import os
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from activities.choices import JoinMode
from activities.models import Activity, Attendance, Booking, Enrolment, Session
from activities.models.booking import ACTIVE
from activities.services import bookings, enrolments, joining, scheduling, sessions, waiting
from centres.models import Centre
from core import clock
from core.actors import SYSTEM, Channel, person_actor
from core.errors import DomainError, Forbidden
from people.models import Person
from people.services import erasure, merging
from tests.activities import places_world as world
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("PLACES_EXAMPLES", "20"))  # more by hand: PLACES_EXAMPLES=2000
START = datetime(2027, 3, 1, 15, tzinfo=UTC)  # two days before the first date
MODES = [JoinMode.SIGN_UP, JoinMode.STANDING, JoinMode.COURSE]
EVERYBODY = 6
MOST_CANCELLED = 1
FEWEST = 4  # so many are neither erased nor merged
people = st.integers(0, EVERYBODY - 1)
dates = st.sampled_from([0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 8])  # mostly the first of each group: seats are scarce there
rows = st.integers(0, 60)  # any booking there is, counted from the newest
groups = st.integers(0, len(MODES) - 1)
standing = st.sampled_from([1, 2, 2])
capacities = st.integers(0, 4)
kept = st.sampled_from([0, 0, 1])


def build():
    """One centre, a group of each kind with three weekly dates, and six people of whom half came before."""
    centre = CentreFactory()
    everybody = [PersonFactory(centres=[centre]) for _ in range(EVERYBODY)]
    for mode in MODES:
        activity = ActivityFactory(
            centre=centre, join_mode=mode, start_date=START.date() + timedelta(days=2), start_time=time(14)
        )
        scheduling.materialise(activity=activity, by=SYSTEM, until=activity.start_date + timedelta(weeks=2), now=START)
        before = SessionFactory(
            activity=activity, capacity=None, seats_taken=EVERYBODY // 2, day=START.date() - timedelta(days=30)
        )
        for person in everybody[: EVERYBODY // 2]:
            BookingFactory(session=before, person=person, attendance=Attendance.CAME)
        before.bookings.update(created_at=START - timedelta(days=40))
    return staff_actor(centre=centre)


class Places(RuleBasedStateMachine):
    """Each run in a transaction of its own that is taken back."""

    staff = None

    def __init__(self):
        super().__init__()
        self.now = START
        self.late = set()
        self.undo = transaction.atomic()
        self.undo.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # --- The world's rules ----------------------------------------------------------------------

    @initialize(
        capacity=st.integers(1, 3),
        companions=st.booleans(),
        newcomers=kept,
        prescribed=kept,
        hours=st.sampled_from([1, 24, 200]),
        party=st.sampled_from([0, 6, 6]),
        last=st.sampled_from(["first_reply", "call_list", "call_list"]),
        joinable=st.integers(1, 3),
        enrolled=st.lists(st.tuples(people, standing, st.integers(0, 1)), min_size=5, max_size=9),
        wishes=st.lists(st.tuples(people, dates, st.integers(0, 1)), min_size=5, max_size=12),
    )
    def begin(self, capacity, companions, newcomers, prescribed, hours, party, last, joinable, wishes, enrolled):
        Centre.objects.update(party_holds_hours=party, last_hours_rule=last)
        Activity.objects.update(
            capacity=capacity,
            companion_takes_seat=companions,
            newcomer_seats=newcomers,
            prescribed_seats=prescribed,
            kept_until_hours=hours,
            joinable_dates=joinable,
        )
        Session.objects.filter(starts_at__gt=START).update(capacity=capacity)
        for who, at, companions in enrolled:
            self.enrol(who, at, companions, "web")
        for who, at, companions in wishes:
            self.book(who, at, companions)

    # --- Looking things up ----------------------------------------------------------------------

    def session(self, number):
        ahead = Session.objects.filter(starts_at__gt=START).select_related("activity", "centre")
        found = list(ahead.order_by("starts_at", "pk"))
        return found[number % len(found)]

    def booking(self, number, *wanted):
        """One in one of these states where there is one, else any."""
        made = Booking.objects.filter(created_at__gte=START).select_related("session__activity", "person")
        found = list(made.filter(state__in=wanted).order_by("-pk")) or list(made.order_by("-pk"))
        return found[number % len(found)] if found else None

    def enrolment(self, number):
        found = list(Enrolment.objects.select_related("activity", "person").order_by("-pk"))
        return found[number % len(found)] if found else None

    def person(self, number):
        found = list(Person.objects.filter(erased_at=None, merged_into=None, user=None).order_by("pk"))
        return found[number % len(found)]

    def humans(self):
        return Person.objects.filter(erased_at=None, merged_into=None, user=None).count()

    def written(self):
        places = Booking.objects.order_by("pk").values_list("pk", "state", "person", "seats", "offer_until", "turn_at")
        wanted = Session.objects.order_by("pk").values_list("pk", "state", "capacity", "seats_taken", "starts_at")
        return list(places), list(wanted), list(Enrolment.objects.order_by("pk").values_list("pk", "person", "state"))

    @contextmanager
    def trying(self):
        """At this machine's moment; where a rule says no, nothing has changed."""
        before = self.written()
        with clock.standing_at(self.now):
            try:
                yield
            except Forbidden:
                raise
            except DomainError:
                after = self.written()
            else:
                return
        assert after == before

    def ask(self, session, call):
        """A place for somebody who comes now: never before those who come first."""
        first = world.comes_first(session, self.now)
        with self.trying():
            newest = Booking.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            made = call()
            if made.pk > newest and made.state == "confirmed":
                assert not [row for row in first if row.person_id != made.person_id]
                assert world.had_seats(made)

    # --- What people do -------------------------------------------------------------------------

    @rule(who=people, at=dates, companions=st.integers(0, 1))
    def book(self, who, at, companions):
        self.book_by(who, at, companions, by_self=True, channel=Channel.WEB)

    @rule(who=people, at=dates, companions=st.integers(0, 3), channel=st.sampled_from(["desk", "prescription"]))
    def book_by_staff(self, who, at, companions, channel):
        self.book_by(who, at, companions, by_self=False, channel=Channel(channel))

    def book_by(self, who, at, companions, **fields):
        self.book_at(self.session(at), who, companions, **fields)

    def book_at(self, session, who, companions, *, by_self, channel):
        person = self.person(who)
        by = person_actor(person.pk) if by_self else self.staff
        asked = {"session": session, "person": person, "channel": channel, "by": by, "companions": companions}
        if session.activity.join_mode == JoinMode.COURSE:
            with self.trying():
                bookings.book(**asked, now=self.now)
        else:
            self.ask(session, lambda: bookings.book(**asked, now=self.now))

    @rule(who=people, at=standing, companions=st.integers(0, 1), channel=st.sampled_from(["web", "prescription"]))
    def enrol(self, who, at, companions, channel):
        activity, person = Activity.objects.order_by("pk")[at], self.person(who)
        by = self.staff if channel == "prescription" else person_actor(person.pk)
        asked = {"person": person, "channel": Channel(channel), "by": by, "companions": companions}
        with self.trying():
            enrolments.enrol(activity=activity, **asked, now=self.now)

    @rule(which=rows)
    def end(self, which):
        if enrolment := self.enrolment(which):
            with self.trying():
                enrolments.end(enrolment, by=person_actor(enrolment.person_id), now=self.now)

    @rule(which=rows, at=dates)
    def come_after_all(self, which, at):
        if enrolment := self.enrolment(which):
            found = list(enrolment.activity.sessions.filter(starts_at__gt=START).order_by("pk"))
            session = found[at % len(found)]
            with self.trying():
                enrolments.come_after_all(enrolment, session, by=person_actor(enrolment.person_id), now=self.now)

    @rule(which=rows, state=st.sampled_from(["confirmed", "confirmed", "offered", "waitlisted", "cancelled"]))
    def cancel(self, which, state):
        if booking := self.booking(which, state):
            with self.trying():
                bookings.cancel(booking, by=person_actor(booking.person_id), now=self.now)

    @rule(which=rows, state=st.sampled_from(["confirmed", "offered"]))
    def give_back_and_answer(self, which, state):
        """What happens most often: somebody cannot come, and whoever is offered the place says yes or no."""
        self.cancel(which, state)
        self.accept(which, "offered", by_staff=False)

    @rule(which=rows, who=people, companions=st.integers(0, 1))
    def give_back_and_somebody_comes(self, which, who, companions):
        """Whoever comes just then waits behind those whose seat it is."""
        if booking := self.booking(which, "confirmed"):
            self.cancel(which, "confirmed")
            session = Session.objects.select_related("activity", "centre").get(pk=booking.session_id)
            self.book_at(session, who, companions, by_self=True, channel=Channel.WEB)

    @rule(which=rows, state=st.sampled_from(["offered", "offered", "waitlisted"]), by_staff=st.booleans())
    def accept(self, which, state, by_staff):
        if booking := self.booking(which, state):
            by = self.staff if by_staff else person_actor(booking.person_id)
            with self.trying():
                bookings.accept(booking, by=by, now=self.now)

    @rule(which=rows)
    def accept_late(self, which):
        """When the deadline is over, whether or not somebody passed the offer on yet."""
        late = list(Booking.objects.filter(state="offered").order_by("-pk"))
        if late:
            booking = late[which % len(late)]
            self.now = max(self.now, booking.offer_until)
            with self.trying():
                bookings.accept(booking, by=person_actor(booking.person_id), now=self.now)
                raise AssertionError("an offer was taken after its deadline")

    @rule(which=rows, companions=st.integers(0, 1))
    def change(self, which, companions):
        if booking := self.booking(which, *ACTIVE):
            with self.trying():
                asked = {"companions": companions, "access_needs": "", "by": person_actor(booking.person_id)}
                bookings.change(booking, **asked, now=self.now)

    @rule(which=rows, at=dates, wait=st.booleans())
    def move(self, which, at, wait):
        if booking := self.booking(which, *ACTIVE):
            to, by = self.session(at), person_actor(booking.person_id)
            self.ask(to, lambda: bookings.move(booking, to=to, by=by, wait=wait, now=self.now))

    @precondition(lambda self: self.humans() > FEWEST)
    @rule(who=people)
    def erase(self, who):
        person = self.person(who)
        with self.trying():
            erasure.erase(person, by=SYSTEM)

    @precondition(lambda self: self.humans() > FEWEST)
    @rule(who=people, other=people)
    def merge(self, who, other):
        with self.trying():
            merging.merge(self.person(who), self.person(other), by=SYSTEM, now=self.now)

    # --- What the centre does -------------------------------------------------------------------

    @rule(at=dates, capacity=capacities)
    def resize(self, at, capacity):
        with self.trying():
            sessions.resize(self.session(at), capacity=capacity, by=self.staff, now=self.now)

    @rule(at=groups, capacity=st.integers(1, 4), newcomers=kept, prescribed=kept, companions=st.booleans())
    def change_rules(self, at, capacity, newcomers, prescribed, companions):
        activity = Activity.objects.order_by("pk")[at]
        rules = {"capacity": capacity, "newcomer_seats": newcomers, "prescribed_seats": prescribed}
        with self.trying():
            joining.change(activity, by=self.staff, now=self.now, companion_takes_seat=companions, **rules)

    @precondition(lambda _self: Session.objects.filter(state="cancelled").count() < MOST_CANCELLED)
    @rule(at=dates)
    def cancel_session(self, at):
        with self.trying():
            sessions.cancel(self.session(at), by=self.staff, now=self.now)

    @rule(at=dates, days=st.integers(-2, 3), hour=st.integers(8, 20))
    def move_session(self, at, days, hour):
        session = self.session(at)
        with self.trying():
            day = session.day + timedelta(days=days)
            sessions.move(session, day=day, start_time=time(hour), by=self.staff, now=self.now)

    @rule(at=groups, weeks=st.integers(2, 4), hour=st.integers(8, 20))
    def extend(self, at, weeks, hour):
        """The nightly run, after the group's hour was changed; it may bring more dates."""
        activity = Activity.objects.order_by("pk")[at]
        known = set(activity.sessions.values_list("pk", flat=True))
        Activity.objects.filter(pk=activity.pk).update(start_time=time(hour))
        until = max(activity.start_date + timedelta(weeks=weeks), activity.sessions.latest("day").day)
        scheduling.materialise(activity=activity, by=SYSTEM, until=until, now=self.now)
        self.late |= set(activity.sessions.values_list("pk", flat=True)) - known

    # --- Time -----------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([10, 40, 180, 400, 1500]), jobs=st.booleans())
    def time_passes(self, minutes, jobs):
        self.now += timedelta(minutes=minutes)
        if jobs:
            self.lapse_offers()
            self.offer_waiting()

    @rule(before=st.sampled_from([190, 90, -1]))
    def next_date_comes_near(self, before):
        following = Session.objects.filter(starts_at__gt=self.now, state="scheduled").order_by("starts_at").first()
        if following:
            self.now = max(self.now, following.starts_at - timedelta(minutes=before))

    @rule()
    def lapse_offers(self):
        with clock.standing_at(self.now):
            waiting.lapse_offers(now=self.now)
        assert not Booking.objects.overdue_offers(self.now).exists()
        assert waiting.lapse_offers(now=self.now) == 0

    @rule()
    def offer_waiting(self):
        with clock.standing_at(self.now):
            waiting.offer_waiting(now=self.now)
        ahead = Session.objects.filter(state="scheduled", starts_at__gt=self.now).select_related("activity", "centre")
        for session in ahead.exclude(activity__join_mode=JoinMode.COURSE):
            assert world.in_last_hours(session, self.now) or world.idle(session, self.now) is None
        for activity in Activity.objects.filter(join_mode=JoinMode.COURSE):
            assert world.idle_enrolment(activity, self.now) is None
        assert waiting.offer_waiting(now=self.now) == 0

    # --- What holds -----------------------------------------------------------------------------

    @invariant()
    def holds(self):
        world.check_seats()
        world.check_once()
        world.check_offers()
        world.check_history()
        world.check_courses(self.now, self.late)
        world.check_who_is_gone(self.now)


def test_places_hold_whatever_happens():
    Places.staff = build()
    by_chance = settings(
        max_examples=EXAMPLES,
        stateful_step_count=25,
        deadline=None,
        phases=[Phase.generate],  # making a failure shorter takes minutes
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(Places, settings=by_chance)
