"""The lock-box: setting a lock, lifting it, and opening a locked record for one of the reasons that the law allows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from centres.models import Centre
from core import audit, clock, throttle
from core.actors import CARE_ROLES, STAFF_ROLES, Actor, Role
from core.errors import DomainError
from core.policies import require
from core.registry import Registry
from core.text import fold
from people.models import ContactPoint, LockBox, LockOverride, Person, StaffRole, User
from people.models.lockbox import Reason, shut_to
from people.services import contacts, merging

# Who is told, in the same transaction, that a locked record was opened: rooms above know how.
tells: Registry[Callable[[LockOverride], None]] = Registry("word that a locked record was opened")
OPEN_FOR = timedelta(minutes=30)
MOST_SOUGHT = 10  # exact searches for a locked record, by one colleague in an hour


@transaction.atomic
def lock(person: Person, *, centre: Centre, by: Actor, user: User | None = None, role: Role | None = None) -> LockBox:
    """The person does not want one colleague, or everybody in one role, to see their record at a centre. Said twice,
    it is written down once; for the records that were merged into theirs as well, with which some rows have stayed.
    Takes effect with the next look, whatever is open.

    Raises `Forbidden`; `DomainError("lock_whom")` for anybody but exactly one colleague or role of that centre, and
    `("merged_meanwhile")`.
    """
    require(by, "people.lock", person)
    _check_whom(centre, user, role)
    # Under the person's lock: two write the same down once, and nobody merges the record meanwhile.
    if Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk).merged_into_id is not None:
        raise DomainError("merged_meanwhile")
    whom = {"centre": centre, "user": user, "role": role or ""}
    known: LockBox | None = person.locks.standing().filter(**whom).first()
    if known is not None:
        return known
    how = {"since": clock.now(), "channel": by.channel, "recorded_by_user_id": _recorder(person, by)}
    made, *_others = [
        LockBox.objects.create(person_id=pk, **whom, **how)
        for pk in merging.everyone_in(person.pk)
        if pk == person.pk or not LockBox.objects.standing().filter(person=pk, **whom).exists()
    ]
    audit.record("person.locked", by=by, subject=person, person_id=person.pk, lock=made.pk)
    return made


def _check_whom(centre: Centre, user: User | None, role: Role | None) -> None:
    works_there = StaffRole.objects.filter(centre=centre, user=user) if user else StaffRole.objects.none()
    is_one = user is not None and role is None and works_there.exists()
    is_role = user is None and role in STAFF_ROLES
    if not (is_one or is_role):
        raise DomainError("lock_whom")


@transaction.atomic
def lift(found: LockBox, *, by: Actor) -> LockBox:
    """The person lets them see the record again; in the records that were merged into theirs as well. Lifted twice, it
    is written down once. Raises `Forbidden`."""
    person = found.person
    require(by, "people.lift_lock", person)
    same = LockBox.objects.standing().filter(
        person__in=merging.everyone_in(person.pk), centre=found.centre_id, user=found.user_id, role=found.role
    )
    lifted = same.update(lifted_at=clock.now(), lifted_channel=by.channel, lifted_by_user_id=_recorder(person, by))
    if lifted:
        audit.record("person.lock_lifted", by=by, subject=person, person_id=person.pk, lock=found.pk)
    found.refresh_from_db()
    return found


def _recorder(person: Person, by: Actor) -> int | None:
    return None if by.person_id == person.pk else by.user_id


def standing(person: Person) -> list[LockBox]:
    """Who does not see the record just now, the newest first. One query."""
    return list(person.locks.standing().with_whom().newest_first())


def of(person: Person, *, actor: Actor) -> list[LockBox]:
    """All that was ever locked of a person, lifted or not, as far as the actor may know. One query."""
    return list(LockBox.visible_to(actor).filter(person=person).with_whom().newest_first())


def locked_for(*, name: str, born: date | None, number: str, by: Actor) -> Person | None:
    """The one record at the actor's centre that is locked for them and that fits exactly: the whole name, and the date
    of birth or a number. Nothing where there is none, where there are two, or where it is not locked.

    Tries are counted, and who was found is told of it in the access log. Raises `DomainError("too_many_tries")`,
    and `("not_a_phone")` for what is no number.
    """
    if not (by.has(*CARE_ROLES) and by.centre_id and name.strip() and (born or number.strip())):
        return None
    also = Q(birth_date=born) if born else Q(pk__in=[])
    if number.strip():
        also |= Q(pk__in=_with_number(number))
    throttle.allow(throttle.Try("people.locked_sought", str(by.user_id), MOST_SOUGHT))
    here: QuerySet[Person] = Person.objects.filter(
        also, shut_to(by, "pk"), search_name=fold(name), centres=by.centre_id, erased_at=None, merged_into=None
    )
    found = list(here[:2])
    if len(found) != 1:
        return None
    audit.record("person.lock_found", by=by, subject=found[0], person_id=found[0].pk)
    return found[0]


def _with_number(number: str) -> QuerySet[ContactPoint, int]:
    value = contacts.read(number)[1]
    return ContactPoint.objects.filter(value=value).values_list("person", flat=True)


def found_before(person_id: int | None, *, by: Actor) -> Person | None:
    """Whom `locked_for` found, as long as the record is locked for the actor. One query."""
    if person_id is None or by.centre_id is None or not by.has(*CARE_ROLES):
        return None
    here = Person.objects.filter(pk=person_id, centres=by.centre_id, erased_at=None, merged_into=None)
    return here.filter(shut_to(by, "pk")).first()


@transaction.atomic
def override(person: Person, *, reason: Reason, words: str, by: Actor) -> LockOverride:
    """Open a record that is locked for the actor, for `OPEN_FOR`; the privacy officer is told.

    Raises `DomainError("lock_none")` where nothing is locked, `("lock_words")` where it is not said what happened.
    """
    if by.user_id is None or by.centre_id is None or found_before(person.pk, by=by) is None:
        raise DomainError("lock_none")
    if not words.strip():
        raise DomainError("lock_words")
    now = clock.now()
    made = LockOverride.objects.create(
        person=person,
        centre_id=by.centre_id,
        user_id=by.user_id,
        reason=reason,
        words=words.strip(),
        at=now,
        until=now + OPEN_FOR,
    )
    audit.record(
        "person.lock_overridden",
        by=by,
        subject=person,
        person_id=person.pk,
        centre_id=by.centre_id,
        reason=str(reason),
        override=made.pk,
    )
    for tell in tells:
        tell(made)
    return made


def open_now(person: Person, *, by: Actor) -> LockOverride | None:
    """By what the actor sees a record that is locked for them. One query."""
    return LockOverride.open_now(by).filter(person=person).order_by("-until").first()


@dataclass(frozen=True)
class Colleague:
    """Somebody who works at a centre, in these roles there."""

    user: User
    roles: list[Role]

    def is_locked_out(self, users: set[int | None], roles: set[str]) -> bool:
        """Whether these locks leave them nothing of a record: what `shut_to` asks of rows."""
        caring = CARE_ROLES.intersection(self.roles)
        return self.user.pk in users or caring <= roles


def not_locked_out(users: Iterable[User], person: Person, centre_id: int) -> list[User]:
    """Of these colleagues at a centre, those who see the person's record. Two queries."""
    users = list(users)
    here = person.locks.standing().filter(centre=centre_id)
    locked, roles = {lock.user_id for lock in here}, {lock.role for lock in here}
    held: dict[int, list[Role]] = {}
    for user_id, role in StaffRole.objects.filter(centre=centre_id, user__in=users).values_list("user", "role"):
        held.setdefault(user_id, []).append(Role(role))
    return [user for user in users if not Colleague(user, held.get(user.pk, [])).is_locked_out(locked, roles)]


@dataclass(frozen=True)
class Staff:
    """Who works at one centre, by name."""

    centre: Centre
    colleagues: list[Colleague]

    def leaves_nobody(self, locks: Iterable[LockBox]) -> bool:
        """Whether nobody there who may open records sees this one any more."""
        here = [lock for lock in locks if lock.centre_id == self.centre.pk and lock.lifted_at is None]
        users, roles = {lock.user_id for lock in here}, {lock.role for lock in here}
        caring = [one for one in self.colleagues if not CARE_ROLES.isdisjoint(one.roles)]
        return bool(here) and all(one.is_locked_out(users, roles) for one in caring)


def staff_of(centres: Iterable[Centre]) -> list[Staff]:
    """Who works at these centres. One query."""
    centres = list(centres)
    rows = StaffRole.objects.filter(centre__in=centres, user__is_active=True).select_related("user")
    found: dict[int, dict[int, Colleague]] = {centre.pk: {} for centre in centres}
    for row in rows.order_by("user__name", "user", "role"):
        at = found[row.centre_id]
        at.setdefault(row.user_id, Colleague(row.user, [])).roles.append(Role(row.role))
    return [Staff(centre, list(found[centre.pk].values())) for centre in centres]
