"""A leader's worry about somebody's safety, from the moment it is written until it is looked after."""

from datetime import datetime

from django.db import transaction

from activities import states
from activities.models import Booking, Session, Worry
from core import audit, clock
from core.actors import CARE_ROLES, Actor, Role
from core.errors import DomainError
from core.policies import require
from notifications.services.outbox import notify
from people.models import Person, User
from people.services import locks, persons, staff


@transaction.atomic
def report(
    session: Session, *, text: str, by: Actor, about: Booking | None = None, now: datetime | None = None
) -> Worry:
    """Tell the named people of the centre at once. The words go to nobody else and into no record but this one.

    Raises `Forbidden`, `DomainError("worry_needs_words")`.
    """
    require(by, "activities.report_worry", session)
    if not text.strip():
        raise DomainError("worry_needs_words")
    worry = Worry.objects.create(
        session=session,
        person=about.person if about else None,
        reporter=Person.objects.filter(pk=by.person_id).first() if by.person_id else None,
        text=text.strip(),
        at=now or clock.now(),
    )
    states.worries.remember(worry, "report", before="", by=by)
    for user in _told(worry):
        notify("worry-reported", person=persons.of_account(user), about=worry, centre_id=session.centre_id)
    return worry


def _told(worry: Worry) -> list[User]:
    """Those who hear of worries and may see whom this is about; the managers, where none of them may; else all of
    them, who then see to it that a colleague looks."""
    centre_id = worry.session.centre_id
    named, managers = hearers(centre_id), staff.at_centre(centre_id, Role.MANAGER)
    if worry.person is None:
        return named
    for users in (named, managers):
        if seeing := locks.not_locked_out(users, worry.person, centre_id):
            return seeing
    return named


def hearers(centre_id: int) -> list[User]:
    """Who is told: the named people; where there are none the managers; where there are none of those either, the
    coordinators. At most three queries."""
    named = staff.who_hear_worries(centre_id)
    return named or staff.at_centre(centre_id, Role.MANAGER) or staff.at_centre(centre_id, Role.COORDINATOR)


def is_heard_by(actor: Actor) -> bool:
    """Whether worries of the centre where the actor works come to them. Two queries at most."""
    if actor.centre_id is None or not actor.has(*CARE_ROLES):
        return False
    return actor.has(Role.MANAGER) or actor.user_id in {user.pk for user in hearers(actor.centre_id)}


def view(worry: Worry, *, by: Actor) -> Worry:
    """Open it to read: recorded. Raises `Forbidden`."""
    require(by, "activities.answer_worry", worry)
    audit.record("worry.viewed", by=by, subject=worry, person_id=worry.person_id)
    return worry


@transaction.atomic
def take(worry: Worry, *, by: Actor) -> Worry:
    """Say that one looks into it, so that two do not. Raises `Forbidden`; `Moved` where somebody does already."""
    require(by, "activities.answer_worry", worry)
    return states.worries.move(worry, "take", by=by)


@transaction.atomic
def close(worry: Worry, *, by: Actor) -> Worry:
    """Say that it is looked after. Raises `Forbidden`, `Moved`."""
    require(by, "activities.answer_worry", worry)
    return states.worries.move(worry, "close", by=by)
