"""Locks in any order of events that chance can think of: who is locked out meets the person on no surface."""

import os
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from activities.models import Booking
from activities.services import bookings
from core import clock
from core.actors import CARE_ROLES, SYSTEM, Channel, Role
from core.errors import DomainError
from people.actors import for_user
from people.models import LockBox, Merge, Person
from people.models.lockbox import Reason
from people.services import erasure, locks, merging
from tests.architecture.lock_surfaces import MADE, SURFACES, Scene, tells
from tests.factories.activities import SessionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("LOCKS_EXAMPLES", "4"))  # more by hand: LOCKS_EXAMPLES=500
STEPS = 12
STAFF = [(Role.COORDINATOR,), (Role.MANAGER,), (Role.COORDINATOR, Role.LINK_WORKER)]
QUICK = ("search", "whom a change", "walk-in", "lifts wished")
FAST = sorted(name for name in SURFACES if "by service" in name or name.startswith(QUICK))
# The way from each kind of row to its person.
WAYS = {
    "people.Person": "pk",
    "matches.Match": "request__person",
    "matches.Visit": "match__request__person",
    "matches.VisitLog": "visit__match__request__person",
    "matches.Say": "match__request__person",
    "notifications.Delivery": "message__person",
    "prescriptions.Step": "case__person",
}
Said = tuple[str, Any]  # ("user", place among the staff) or ("role", a role)
staff = st.integers(0, len(STAFF) - 1)
records = st.integers(0, 1)
roles = st.sampled_from(sorted(CARE_ROLES))


class Locks(RuleBasedStateMachine):
    """What people said is kept here in sets, as simply as can be, and the house is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.now = timezone.now()
        self.scene = Scene()
        self.scene.ready()
        self.users = [self._works(*held) for held in STAFF]
        self.models = [(type(make(self.scene)), WAYS.get(label, "person")) for label, make in MADE.items()]
        LockBox.objects.all().delete()
        twin = PersonFactory(name="Ottilie Brandt", centres=[self.scene.centre])
        ContactPointFactory(person=twin, value="+16135550188")
        self.people = [self.scene.neighbour, twin]
        self.said: list[set[Said]] = [set(), set()]
        self.opened: dict[tuple[int, int], Any] = {}  # who, which record → until when
        self.kept: int | None = None  # while they are one
        self.before: list[set[Said]] = []
        self.since: set[Said] = set()
        self.gone: set[int] = set()
        self.turn = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.inside.__exit__(None, None, None)

    def _works(self, *held: Role) -> Any:
        user = StaffRoleFactory(centre=self.scene.centre, role=held[0], hears_worries=True).user
        for role in held[1:]:
            StaffRoleFactory(centre=self.scene.centre, role=role, user=user)
        return user

    def _record(self, which: int) -> int:
        """The one that stands for it now."""
        return which if self.kept is None else self.kept

    def _is_out(self, who: int, which: int) -> bool:
        said = self.said[which]
        caring = CARE_ROLES.intersection(STAFF[who])
        is_locked = ("user", who) in said or all(("role", role) in said for role in caring)
        until = self.opened.get((who, which))
        return is_locked and not (until is not None and until > self.now)

    # --- what happens ---------------------------------------------------------------------------------

    def _lock(self, which: int, said: Said, **whom: Any) -> None:
        which = self._record(which)
        if which in self.gone:
            return
        with clock.standing_at(self.now):
            locks.lock(self.people[which], centre=self.scene.centre, by=SYSTEM, **whom)
        if self.kept is not None and said not in self.said[which]:
            self.since.add(said)
        self.said[which].add(said)

    @rule(which=records, who=staff)
    def lock_by_name(self, which: int, who: int) -> None:
        self._lock(which, ("user", who), user=self.users[who])

    @rule(which=records, role=roles)
    def lock_by_role(self, which: int, role: Role) -> None:
        self._lock(which, ("role", role), role=role)

    @rule(which=records, nth=st.integers(0, 5))
    def lift(self, which: int, nth: int) -> None:
        which = self._record(which)
        standing = locks.standing(self.people[which])
        if not standing or which in self.gone:
            return
        found = standing[nth % len(standing)]
        said = ("user", self.users.index(found.user)) if found.user else ("role", Role(found.role))
        with clock.standing_at(self.now):
            locks.lift(found, by=SYSTEM)
        for kept in (self.said[which], self.since, *(self.before if self.kept is not None else [])):
            kept.discard(said)

    @rule(which=records, who=staff)
    def override(self, which: int, who: int) -> None:
        which = self._record(which)
        by = for_user(self.users[who])
        with clock.standing_at(self.now), suppress(DomainError), transaction.atomic():
            locks.override(self.people[which], reason=Reason.HARM, words="A fire.", by=by)
            self.opened[who, which] = self.now + locks.OPEN_FOR

    @rule(minutes=st.sampled_from([10, 31]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(which=records, weeks=st.integers(3, 6))
    def book(self, which: int, weeks: int) -> None:
        day = self.scene.activity.start_date + timedelta(weeks=weeks)
        session = self.scene.activity.sessions.filter(day=day).first()
        session = session or SessionFactory(activity=self.scene.activity, day=day)
        person = self.people[self._record(which)]
        if self._record(which) not in self.gone:
            with suppress(DomainError), transaction.atomic():
                bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)

    @rule(which=records)
    def cancel(self, which: int) -> None:
        row = Booking.objects.active().filter(person=self.people[self._record(which)]).order_by("-pk").first()
        if row is not None:
            with suppress(DomainError), transaction.atomic():
                bookings.cancel(row, by=SYSTEM)

    @rule(kept=records)
    def merge(self, kept: int) -> None:
        if self.kept is not None or self.gone:
            return
        with clock.standing_at(self.now):
            merging.merge(self.people[kept], self.people[1 - kept], by=SYSTEM)
        self.kept, self.since = kept, set()
        self.before = [set(one) for one in self.said]
        self.said = [self.said[0] | self.said[1] for _ in self.said]
        for who in range(len(STAFF)):  # what was opened of the one moves with its rows
            if until := self.opened.pop((who, 1 - kept), None):
                self.opened[who, kept] = max(until, self.opened.get((who, kept), until))

    @rule()
    def undo(self) -> None:
        if self.kept is None or self.gone:
            return
        with clock.standing_at(self.now):
            merging.undo(Merge.objects.get(undone_at=None), by=SYSTEM)
        self.kept = None
        self.said = [one | self.since for one in self.before]
        self.opened = {}  # whoever had one open may have it still; nothing is asked of these
        self.now += locks.OPEN_FOR

    @rule(which=records, surely=st.integers(0, 3))
    def erase(self, which: int, surely: int) -> None:
        which = self._record(which)
        if surely or which in self.gone:  # seldom: nothing happens afterwards
            return
        person = Person.objects.get(pk=self.people[which].pk)
        erasure.erase(person, by=SYSTEM)
        self.gone |= {which} if self.kept is None else {0, 1}

    # --- what must be so -------------------------------------------------------------------------------

    @invariant()
    def nobody_sees_a_row_of_who_locked_them_out(self) -> None:
        with clock.standing_at(self.now):
            for who, user in enumerate(self.users):
                actor = for_user(user)
                for which, person in enumerate(self.people):
                    is_out = self._is_out(who, which) and not (self.kept is not None and which != self.kept)
                    seen = [
                        model._meta.label
                        for model, way in self.models
                        if model.visible_to(actor).filter(**{way: person.pk}).exists()
                    ]
                    if is_out:
                        assert seen == []
                    elif which not in self.gone and self._record(which) == which:
                        assert "people.Person" in seen

    @invariant()
    def nothing_names_them(self) -> None:
        """One surface after the other, as the steps go."""
        self.turn += 1
        name = FAST[self.turn % len(FAST)]
        with clock.standing_at(self.now):
            for who, user in enumerate(self.users):
                if self._is_out(who, self._record(0)) and self._record(0) not in self.gone:
                    assert (name, tells(SURFACES[name](self.scene, user))) == (name, [])


def test_lock_holds_whatever_happens():
    by_chance = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        phases=[Phase.generate],  # making a failure shorter takes minutes
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(Locks, settings=by_chance)
