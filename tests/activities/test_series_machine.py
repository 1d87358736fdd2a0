"""A series changed in any order of events that chance can think of: it is as if it had been so from the start, with
what was changed by hand at single dates on top.
"""

import os
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

import pytest
import recurrence
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from activities.choices import JoinMode
from activities.models import Booking, Session
from activities.services import bookings, enrolments, scheduling, series, sessions
from activities.services.plans import Kind
from activities.services.scheduling import Materialised
from activities.services.series import changing, pausing, resuming
from activities.services.timetable import Change
from centres.models import Venue
from centres.services.closures import statutory_holidays
from core import clock
from core.actors import SYSTEM, Channel
from core.errors import DomainError
from notifications.models import OutboxMessage
from people.models import Person
from tests.activities import places_world
from tests.activities.series_world import DAY, HOLIDAYS, PLACE, World, text_of
from tests.factories.activities import ActivityFactory
from tests.factories.centres import CentreFactory, ClosureFactory, VenueFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("SERIES_EXAMPLES", "10"))  # more by hand: SERIES_EXAMPLES=1000
WEEKS = 5
EVERYBODY = 4
STARTS = [date(2026, 10, 5), date(2026, 12, 14), date(2027, 2, 8), date(2027, 3, 8)]  # before holidays and new clocks
NEWS = ["session-moved", "session-cancelled", "dates-changed"]

numbers = st.integers(0, 40)
people = st.integers(0, EVERYBODY - 1)
days = st.integers(-3, 45)
kinds = st.sampled_from(
    ["weekly", "weekly", "weekly", "fortnightly", "monthly", "last", "friday and saturday", "daily"]
)
hours = st.sampled_from([time(1, 30), time(2, 30), time(10), time(14), time(20, 30)])
holidays = st.sampled_from(["skip", "next_day", "next_day", "next_day", "meet"])
capacities = st.sampled_from([None, 1, 2, 3])
changes = st.fixed_dictionaries(
    {},
    optional={
        "start_time": hours,
        "minutes": st.sampled_from([45, 60, 600]),
        "venue": st.integers(0, 2),
        "capacity": capacities,
        "kind": st.tuples(kinds, st.integers(0, 6)),
        "last_date": st.sampled_from([None, None, 10, 20, 30]),
        "on_holidays": holidays,
    },
).filter(bool)


def build():
    centre = CentreFactory()
    VenueFactory.create_batch(2, centre=centre)
    PersonFactory.create_batch(EVERYBODY, centres=[centre])
    return centre


def look(row):
    """What people and calendars see of a date."""
    return row.state, row.starts_at, row.ends_at, row.venue_id


class Series(RuleBasedStateMachine):
    """Each run in a transaction of its own that is taken back."""

    centre = None

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.by_hand = {}  # of each date's key: what somebody decided about it
        self.past = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(
        start=st.sampled_from(STARTS),
        kind=kinds,
        offset=st.integers(0, 6),
        hour=hours,
        capacity=capacities,
        on_holidays=holidays,
        mode=st.sampled_from([JoinMode.SIGN_UP, JoinMode.STANDING]),
        standing=st.sets(people, max_size=2),
        wishes=st.lists(st.tuples(people, numbers), max_size=8),
    )
    def begin(self, start, kind, offset, hour, capacity, on_holidays, mode, standing, wishes):
        self.now = datetime.combine(start, time(9), tzinfo=PLACE).astimezone(UTC)
        self.world = World(start, WEEKS)
        first = start + DAY * offset
        values = {"start_date": first, "start_time": hour, "minutes": 60, "capacity": capacity, "last_date": None}
        self.world.begin({**values, "on_holidays": on_holidays, "venue": None, "kind": kind})
        fields = {**values, "on_holidays": on_holidays, "venue": None, "rule": self.rule_of(kind, first)}
        self.group = ActivityFactory(centre=self.centre, join_mode=mode, **fields)
        self.materialise()
        if mode == JoinMode.STANDING and self.group.sessions.exists():
            for who in standing:
                asked = {"person": self.person(who), "channel": Channel.DESK, "by": SYSTEM}
                with clock.standing_at(self.now):
                    enrolments.enrol(activity=self.group, **asked, now=self.now)
        for who, at in wishes:
            self.book(who, at)

    # --- Looking things up ----------------------------------------------------------------------

    @property
    def today(self):
        return self.now.astimezone(PLACE).date()

    def rule_of(self, kind, anchor):
        return recurrence.deserialize(text_of(kind, anchor), include_dtstart=False)

    def person(self, number):
        return Person.objects.order_by("pk")[number]

    def rows(self):
        return list(self.group.sessions.select_related("activity", "centre").order_by("starts_at", "pk"))

    def ahead(self, number, **wanted):
        found = [row for row in self.rows() if row.starts_at > self.now]
        found = [row for row in found if all(getattr(row, name) == value for name, value in wanted.items())]
        return found[number % len(found)] if found else None

    def places(self):
        """The live places at coming dates, and what their people see of these."""
        live = Booking.objects.active().filter(session__activity=self.group, session__starts_at__gt=self.now)
        return {row.pk: (row.person_id, look(row.session)) for row in live.select_related("session")}

    @contextmanager
    def telling(self):
        """Within the block, whoever has a place at a date that changes is told once, and nobody else."""
        self.now += timedelta(minutes=1)
        before, last = self.places(), OutboxMessage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with clock.standing_at(self.now):
            yield
        rows = Booking.objects.active().select_related("session").in_bulk(before)
        assert set(rows) == set(before), "somebody lost a place"
        touched = {person for pk, (person, seen) in before.items() if look(rows[pk].session) != seen}
        told = OutboxMessage.objects.filter(pk__gt=last, type__in=NEWS).values_list("person", flat=True)
        assert sorted(told) == sorted(touched)

    # --- The series -----------------------------------------------------------------------------

    def materialise(self):
        self.group.refresh_from_db()
        return scheduling.materialise(activity=self.group, by=SYSTEM, now=self.now)

    def apply(self, edit, along=0):
        """Look at the preview, do it, and find that exactly this was done; the nightly run then has nothing to do."""
        self.group.refresh_from_db()
        with self.telling():
            _timetable, plan = series.preview(self.group, edit, now=self.now)
            going = [step.session.pk for number, step in enumerate(plan.to_decide) if along >> number & 1]
            done = series.apply(self.group, edit, digest=plan.digest, along=going, by=SYSTEM, now=self.now)
            self.check_done(plan.decided(going), done)
            written = self.written()
            assert self.materialise() == Materialised()
            assert self.written() == written

    def check_done(self, plan, done):
        rows = Session.objects.in_bulk([step.session.pk for step in plan.steps])
        gone = {step.session.pk for step in plan.of_kind(Kind.VANISH, Kind.CALL_OFF)}
        assert all(pk not in rows or rows[pk].is_cancelled for pk in gone)
        for step in plan.steps:
            if step.wanted:
                row = rows[step.session.pk]
                seen = (row.original_date, row.starts_at, row.ends_at, row.venue_id)
                assert (row.is_cancelled, *seen) == (False, step.wanted.original, *step.wanted.time_and_place)
        for one in plan.appear:
            assert self.group.sessions.get(original_date=one.original).starts_at == one.slot.starts_at
        assert done.created == len(plan.appear)

    def written(self):
        return list(self.group.sessions.order_by("pk").values())

    @rule(since=days, values=changes, along=numbers)
    def change(self, since, values, along):
        first = self.today + DAY * since
        model, columns = dict(values), dict(values)
        if "kind" in values:
            kind, offset = values["kind"]
            model["kind"] = kind
            model["start_date"] = columns["start_date"] = max(first, self.today) + DAY * offset
            columns["rule"] = self.rule_of(kind, columns["start_date"])
            del columns["kind"]
        if values.get("last_date"):
            model["last_date"] = columns["last_date"] = max(first, self.today) + DAY * values["last_date"]
        if "venue" in values:
            columns["venue"] = [None, *Venue.objects.order_by("pk")][values["venue"]]
            model["venue"] = columns["venue"].pk if columns["venue"] else None
        self.world.change(first, self.today, model)
        self.apply(changing(Change(first, columns)), along)

    @rule(since=st.integers(0, 6), values=changes)
    def change_where_a_holiday_moves_a_date(self, since, values):
        """It keeps its own, though what the group becomes begins before it."""
        coming = [(day - self.today).days for day in sorted(HOLIDAYS) if self.today < day < self.today + DAY * 30]
        if not coming:
            return
        self.change(0, {"kind": ("weekly", coming[0]), "on_holidays": "next_day", "last_date": None}, 0)
        self.holiday_comes(0)
        self.change(since, values, 0)
        moved_on = {row.pk: look(row) for row in self.rows() if row.original_date <= self.today < row.day}
        self.time_passes(1, 0)
        self.materialise()
        assert {row.pk: look(row) for row in self.rows() if row.pk in moved_on} == moved_on

    @rule(first=days, length=st.sampled_from([0, 2, 6, 13, None]), along=numbers)
    def pause(self, first, length, along):
        start = self.today + DAY * max(first, 0)
        end = None if length is None else start + DAY * length
        self.world.pause(start, end)
        self.apply(pausing(start, end), along)

    @rule(back=st.integers(0, 30))
    def resume(self, back):
        self.world.resume(self.today + DAY * back, self.today)
        self.apply(resuming(self.today + DAY * back))

    @rule(since=days, hour=hours, who=people, at=numbers)
    def somebody_signs_up_in_between(self, since, hour, who, at):
        self.group.refresh_from_db()
        edit = changing(Change(self.today + DAY * since, {"start_time": hour}))
        _timetable, shown = series.preview(self.group, edit, now=self.now)
        session = self.ahead(at, state="scheduled")
        touched = [step.session.pk for step in shown.steps]
        known = Booking.objects.count()
        self.book(who, at)
        if session and session.pk in touched and Booking.objects.count() > known:
            before = self.written()
            with pytest.raises(DomainError, match="plan_changed"):
                series.apply(self.group, edit, digest=shown.digest, by=SYSTEM, now=self.now)
            assert self.written() == before

    @rule(ahead=st.integers(1, 40))
    def close_the_centre(self, ahead):
        day = self.today + DAY * ahead
        ClosureFactory(centre=self.centre, first_day=day)
        self.world.closures.add(day)

    # --- Single dates ---------------------------------------------------------------------------

    @contextmanager
    def trying(self, *codes):
        """Where one of these rules says no, nothing has changed."""
        before, refused = self.written(), None
        try:
            with self.telling():
                yield
        except DomainError as error:
            refused = error.code
        if refused:
            assert refused in codes
            assert self.written() == before

    def decide(self, session, **what):
        self.by_hand[session.pk] = self.by_hand.get(session.pk, {}) | what

    @rule(at=numbers)
    def call_off(self, at):
        if session := self.ahead(at, state="scheduled"):
            with self.telling():
                sessions.cancel(session, by=SYSTEM, now=self.now)
            self.decide(session, off=True)

    @rule(at=numbers)
    def reinstate(self, at):
        """Whoever brings it back has decided that it is there, at that time."""
        if session := self.ahead(at, state="cancelled"):
            with self.trying("paused_then"):
                sessions.reinstate(session, by=SYSTEM, now=self.now)
                kept = {name: value for name, value in self.by_hand.pop(session.pk, {}).items() if name != "off"}
                self.decide(session, **{**kept, "time": (session.starts_at, session.ends_at)})

    @rule(at=numbers, by=st.integers(-6, 9), hour=hours, venue=st.integers(0, 2))
    def move(self, at, by, hour, venue):
        if session := self.ahead(at, state="scheduled"):
            place = [None, *Venue.objects.order_by("pk")][venue]
            with self.trying("date_in_the_past"):
                asked = {"day": session.day + DAY * by, "start_time": hour, "venue": place}
                moved = sessions.move(session, **asked, by=SYSTEM, now=self.now)
                if (moved.starts_at, moved.ends_at) != (session.starts_at, session.ends_at):
                    self.decide(session, time=(moved.starts_at, moved.ends_at))
                if moved.venue_id != session.venue_id:
                    self.decide(session, place=moved.venue_id)

    @rule(at=numbers, capacity=capacities)
    def resize(self, at, capacity):
        if session := self.ahead(at, state="scheduled"):
            with self.trying("fewer_than_taken"):
                sessions.resize(session, capacity=capacity, by=SYSTEM, now=self.now)
                self.decide(session, seats=capacity)

    @rule(ahead=st.integers(0, 30), hour=hours, capacity=capacities)
    def add(self, ahead, hour, capacity):
        asked = {"day": self.today + DAY * ahead, "start_time": hour, "minutes": 30, "venue": None}
        with self.trying("date_in_the_past", "date_is_there"):
            made = sessions.add(self.group, **asked, capacity=capacity, by=SYSTEM, now=self.now)
            self.decide(made, time=(made.starts_at, made.ends_at), place=None, seats=capacity)

    # --- People and time ------------------------------------------------------------------------

    @rule(who=people, at=numbers)
    def book(self, who, at):
        if session := self.ahead(at, state="scheduled"):
            asked = {"person": self.person(who), "channel": Channel.DESK, "by": SYSTEM}
            with clock.standing_at(self.now):
                bookings.book(session=session, **asked, now=self.now)

    @rule(which=numbers)
    def give_back(self, which):
        live = Booking.objects.filter(pk__in=self.places()).select_related("person", "session__activity")
        if live:
            with clock.standing_at(self.now):
                bookings.cancel(live.order_by("pk")[which % len(live)], by=SYSTEM, now=self.now)

    @rule(after=st.integers(-1, 2))
    def holiday_comes(self, after):
        coming = [day + DAY * after for day in sorted(HOLIDAYS)]
        morning = [datetime.combine(day, time(9), tzinfo=PLACE).astimezone(UTC) for day in coming]
        self.now = next((moment for moment in morning if self.now < moment <= self.now + DAY * 45), self.now)

    @rule(days=st.sampled_from([1, 1, 3, 7, 10]), hours=st.integers(0, 23))
    def time_passes(self, days, hours):
        if self.today < self.world.start + DAY * 150:  # so far the model looks
            self.now += timedelta(days=days, hours=hours)

    # --- What holds -----------------------------------------------------------------------------

    @invariant()
    def holds(self):
        """The nightly run brings everything in line, and has nothing to do when it runs again."""
        with self.telling():
            self.materialise()
            written = self.written()
            assert self.materialise() == Materialised()
            assert self.written() == written
        self.check_past()
        self.check_dates()
        places_world.check_seats()
        places_world.check_once()

    def check_past(self):
        now = {row.pk: (row.original_date, row.day, row.revision, *look(row)) for row in self.rows()}
        assert {pk: now.get(pk) for pk in self.past} == self.past
        self.past = {pk: seen for pk, seen in now.items() if seen[4] <= self.now}

    def check_dates(self):
        """What is there is what a group made anew would have, with what was decided by hand."""
        rows = {row.original_date: row for row in self.rows()}
        wanted = self.world.wanted(self.now)
        assert set(wanted) <= set(rows)
        assert set(self.by_hand) <= {row.pk for row in rows.values()}
        for row in rows.values():
            if row.starts_at > self.now and row.original_date <= self.world.until(self.now):
                self.check_date(row, wanted.get(row.original_date))

    def check_date(self, row, asked):
        kept = self.by_hand.get(row.pk, {})
        if "time" in kept:
            assert (row.starts_at, row.ends_at) == kept["time"]
            is_on = not self.world.is_paused(row.day)
        elif row.original_date < self.today:
            self.check_moved_on(row)
            return
        else:
            is_on = asked is not None
        assert row.is_cancelled == (not is_on or "off" in kept)
        if row.is_cancelled:
            return
        if "time" not in kept:
            assert (row.starts_at, row.ends_at) == (asked.starts_at, asked.ends_at)
        note = self.world.notes[row.day if "time" in kept else row.original_date]
        assert row.venue_id == kept.get("place", note["venue"])
        least = note["capacity"] if note["capacity"] is None else max(note["capacity"], row.seats_taken)
        assert row.capacity == kept.get("seats", least)

    def check_moved_on(self, row):
        """A holiday moved it on past today: what the rule becomes meanwhile is no matter to it."""
        is_open = row.day not in HOLIDAYS and row.day not in self.world.closures
        assert row.is_cancelled or (is_open and not self.world.is_paused(row.day))


def test_holidays_of_the_model_are_ontarios() -> None:
    known = statutory_holidays(2026).keys() | statutory_holidays(2027).keys()

    assert {day for day in known if STARTS[0] <= day <= date(2027, 7, 31)} == HOLIDAYS


@override_settings(SESSION_HORIZON_WEEKS=WEEKS)
def test_series_is_as_if_made_anew_whatever_happened_to_it():
    Series.centre = build()
    by_chance = settings(
        max_examples=EXAMPLES,
        stateful_step_count=25,
        deadline=None,
        phases=[Phase.generate],  # making a failure shorter takes minutes
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(Series, settings=by_chance)
