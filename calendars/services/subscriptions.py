"""Addresses of people's own calendars: made, changed, replaced, ended, and found by their token.

The token is in the address alone; what we keep is its hash. It can be read once, right after it was made.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, Subquery

from activities.models import Booking
from calendars import addresses
from calendars.models import Scope, Subscription
from calendars.models.subscriptions import SubscriptionQuerySet as Rows
from centres.models import Centre
from core import audit, clock
from core.actors import CARE_ROLES, Actor
from core.errors import DomainError
from core.models import Transition
from core.policies import require
from people.models import Person, StaffRole

CHOICES = ("language", "discreet", "reminder", "shows_waiting")
MOST = 10  # at one time for one person
NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class NewAddress:
    """An address that was just made: the one moment at which its token is known."""

    subscription: Subscription
    token: str

    @property
    def address(self) -> str:
        return addresses.of_own(self.token)


@transaction.atomic
def make(
    *,
    person: Person,
    scope: Scope,
    by: Actor,
    centre: Centre | None = None,
    now: datetime | None = None,
    **choices: Any,
) -> NewAddress:
    """A calendar of the person's own; `choices` are any of `CHOICES`, `centre` belongs to `Scope.CENTRE`.

    Raises `Forbidden`, `DomainError("too_many_calendars")`.
    """
    at = now or clock.now()
    token = _token()
    subscription = Subscription(
        person=person,
        scope=scope,
        centre=centre if scope == Scope.CENTRE else None,
        token_hash=_hash(token),
        made_at=at,
        changed_at=at,
        **{"language": person.language, **_known(choices)},
    )
    require(by, "calendars.subscribe", subscription)
    if Subscription.objects.filter(person=person, revoked_at=None).count() >= MOST:
        raise DomainError("too_many_calendars")
    subscription.save()
    audit.record("subscription.made", by=by, subject=subscription, person_id=subscription.person_id)
    return NewAddress(subscription, token)


@transaction.atomic
def change(subscription: Subscription, *, by: Actor, now: datetime | None = None, **choices: Any) -> Subscription:
    """Other choices under the same address. Raises `Forbidden`."""
    require(by, "calendars.change_subscription", subscription)
    changed = {name: value for name, value in _known(choices).items() if getattr(subscription, name) != value}
    if not changed:
        return subscription
    for name, value in changed.items():
        setattr(subscription, name, value)
    subscription.changed_at = now or clock.now()
    subscription.save(update_fields=[*changed, "changed_at"])
    audit.record("subscription.changed", by=by, subject=subscription, person_id=subscription.person_id)
    return subscription


@transaction.atomic
def rotate(subscription: Subscription, *, by: Actor) -> NewAddress:
    """Another address for the same calendar; the old one opens nothing from now on.

    Raises `Forbidden`, `DomainError("calendar_ended")`.
    """
    require(by, "calendars.change_subscription", subscription)
    token = _token()
    standing = Subscription.objects.filter(pk=subscription.pk, revoked_at=None)
    if not standing.update(token_hash=_hash(token), fetched_at=None):
        raise DomainError("calendar_ended")
    subscription.refresh_from_db(fields=["token_hash", "fetched_at"])
    audit.record("subscription.rotated", by=by, subject=subscription, person_id=subscription.person_id)
    return NewAddress(subscription, token)


@transaction.atomic
def revoke(subscription: Subscription, *, by: Actor, now: datetime | None = None) -> Subscription:
    """End it at once. Asked again, nothing happens. Raises `Forbidden`."""
    require(by, "calendars.change_subscription", subscription)
    standing = Subscription.objects.filter(pk=subscription.pk, revoked_at=None)
    if standing.update(revoked_at=now or clock.now()):
        audit.record("subscription.revoked", by=by, subject=subscription, person_id=subscription.person_id)
    subscription.refresh_from_db(fields=["revoked_at"])
    return subscription


def by_token(token: str) -> Subscription | None:
    """What this token opens, if it opens anything: a centre's calendar only as long as its person works there.

    With `placed_at`, when the person last got, or gave back, a place: what was given back leaves no date behind. One
    query.
    """
    return _with_last_step_of_places().filter(token_hash=_hash(token)).first()


def standing(person: Person) -> list[Subscription]:
    """The person's calendars whose addresses open something, oldest first. One query."""
    return list(_open().filter(person=person).select_related("centre"))


def note_fetched(subscription: Subscription, *, now: datetime) -> None:
    """Write down that a program was there, where the last note is an hour old. Otherwise no query."""
    before = now - NOTED_EVERY
    if subscription.fetched_at is None or subscription.fetched_at < before:
        is_due = Q(fetched_at=None) | Q(fetched_at__lt=before)
        Subscription.objects.filter(is_due, pk=subscription.pk).update(fetched_at=now)


@cache
def _open() -> Rows:
    """Standing ones, without those of a centre where the person works no more. Put together once, and only refined."""
    works_there = StaffRole.objects.filter(
        user__person=OuterRef("person"), user__is_active=True, centre=OuterRef("centre"), role__in=CARE_ROLES
    )
    return Subscription.objects.all().standing().filter(~Q(scope=Scope.CENTRE) | Exists(works_there))


@cache
def _with_last_step_of_places() -> Rows:
    """What is read at each visit of a program, with `placed_at`: putting it together took longer than asking it."""
    mine = Booking.objects.filter(person=OuterRef(OuterRef("person"))).values("pk")
    steps = Transition.objects.filter(subject=Booking._meta.label_lower, subject_id__in=mine)
    last = Subquery(steps.order_by().values("subject").annotate(last=Max("at")).values("last"))
    return _open().select_related("centre").annotate(placed_at=last).order_by()


def _known(choices: dict[str, Any]) -> dict[str, Any]:
    if unknown := choices.keys() - set(CHOICES):
        raise TypeError(f"no choices of a calendar: {sorted(unknown)}")
    return choices


def _token() -> str:
    return secrets.token_urlsafe(24)


def _hash(token: str) -> str:
    """Enough for a token that nobody can guess: it needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
