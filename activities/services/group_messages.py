"""What a leader writes to the people of their group, once: whom it reaches, that it goes out, and who reads it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from activities.models import Activity, Audience, Booking, Enrolment, GroupMessage, Session, SessionState
from activities.notices import is_soon
from activities.services import seats
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from notifications.models import OutboxMessage, Preferences
from notifications.services import reach, stopping
from notifications.services.outbox import notify
from people.models import Person
from people.services import numbers

SLUG = "group-message"
MOST, PER = 3, timedelta(hours=24)  # of one group, whoever of its leaders writes
READ_FOR = timedelta(days=14)  # on one's own page
SHOWN = 5


@dataclass(frozen=True)
class Reached:
    """Whom a message goes to, as numbers: by themselves, by a call of staff, and who wants no messages."""

    told: int
    to_call: int
    unwilling: int

    @property
    def people(self) -> int:
        return self.told + self.to_call


def holders(rows: Iterable[GroupMessage], *, now: datetime) -> dict[int, set[int]]:
    """By message's id, who has just now the place of which it speaks; nobody once the date is off or over. Of each
    message but its sender. Three queries at most, however many messages."""
    rows = list(rows)
    of_date = {row.session_id for row in rows if row.audience == Audience.DATE and row.session_id}
    of_group = {row.activity_id for row in rows if row.audience == Audience.AHEAD}
    places = Booking.objects.confirmed().filter(session__state=SessionState.SCHEDULED, session__ends_at__gt=now)
    at_date, in_group = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for session_id, activity_id, person_id in places.filter(
        Q(session__in=of_date) | Q(session__activity__in=of_group)
    ).values_list("session", "session__activity", "person"):
        at_date[session_id].add(person_id)
        in_group[activity_id].add(person_id)
    standing = Enrolment.objects.active().filter(activity__in=of_group)
    for activity_id, person_id in standing.values_list("activity", "person") if of_group else ():
        in_group[activity_id].add(person_id)
    return {row.pk: _of(row, at_date, in_group) - {row.sender_id} for row in rows}


def _of(row: GroupMessage, at_date: dict[int, set[int]], in_group: dict[int, set[int]]) -> set[int]:
    if row.audience == Audience.AHEAD:
        return in_group[row.activity_id]
    return at_date[row.session_id] if row.session_id else set()


def draft(session: Session, *, audience: Audience, text: str, by: Actor) -> GroupMessage:
    """The message as it would be, not stored."""
    return GroupMessage(
        activity=session.activity,
        centre=session.centre,
        audience=audience,
        session=session if audience == Audience.DATE else None,
        sender_id=by.person_id,
        text=" ".join(text.split()),
    )


def reached(message: GroupMessage, *, now: datetime) -> Reached:
    """Before it is sent. Five queries, however many people."""
    people = _people(message, now)
    willing = _willing(people)
    points = {person.pk: list(person.contact_points.all()) for person in willing}
    stopped = numbers.stopped(point.value for own in points.values() for point in own)
    told = sum(any(reach.is_reached(point, stopped) for point in own) for own in points.values())
    return Reached(told, len(willing) - told, len(people) - len(willing))


def _people(message: GroupMessage, now: datetime) -> list[Person]:
    ids = holders([message], now=now)[message.pk]
    rows = Person.objects.filter(pk__in=ids, erased_at=None).select_related("preferences")
    return list(rows.prefetch_related("contact_points").order_by("pk"))


def _willing(people: Collection[Person]) -> list[Person]:
    """Without those who want no messages, or none about their places."""
    refusing = stopping.who_stopped({person.pk for person in people})
    return [one for one in people if one.pk not in refusing and not Preferences.of(one).do_not_contact]


@transaction.atomic
def send(session: Session, *, audience: Audience, text: str, by: Actor, now: datetime | None = None) -> GroupMessage:
    """Owe it to everybody whom it is for. Whoever stands in for one date writes to its people alone.

    Raises `Forbidden`, `DomainError("message_needs_words")`, `("session_cancelled")`, `("session_over")`,
    `("message_to_nobody")`, and `("message_too_many")` once as many were sent to the group as a day may have.
    """
    is_date = audience == Audience.DATE
    require(
        by,
        "activities.write_to_date" if is_date else "activities.lead_group",
        session if is_date else session.activity,
    )
    now = now or clock.now()
    group = seats.lock_group(session.activity_id)
    session.refresh_from_db(fields=["state", "ends_at"])
    message = draft(session, audience=audience, text=text, by=by)
    check(message, session, now=now)
    willing = _willing(_people(message, now))
    if not willing:
        raise DomainError("message_to_nobody")
    _check_rate(group, now)
    message.people, message.sent_at = len(willing), now
    message.save()
    urgent = is_date and is_soon(session.starts_at, now)
    for person in willing:
        notify(SLUG, person=person, about=message, centre_id=message.centre_id, urgent=urgent)
    audit.record("group_message.sent", by=by, subject=message, people=len(willing))
    return message


def check(message: GroupMessage, session: Session, *, now: datetime) -> None:
    """What speaks against it, whoever it is for."""
    if not message.text:
        raise DomainError("message_needs_words")
    if session.is_cancelled:
        raise DomainError("session_cancelled")
    if session.ends_at <= now:
        raise DomainError("session_over")


def _check_rate(group: Activity, now: datetime) -> None:
    if GroupMessage.objects.filter(activity=group, sent_at__gt=now - PER).count() >= MOST:
        raise DomainError("message_too_many", most=MOST)


def read_by(person_id: int, *, now: datetime) -> list[GroupMessage]:
    """What was written to somebody lately, newest first, as long as they have the place. Five queries at most."""
    got = OutboxMessage.objects.filter(type=SLUG, person=person_id, created_at__gt=now - READ_FOR)
    rows = GroupMessage.objects.filter(pk__in=got.values("about_id")).select_related(
        "activity", "centre", "session__centre", "sender"
    )
    found = list(rows.order_by("-sent_at", "-pk"))
    held = holders(found, now=now) if found else {}
    return [row for row in found if person_id in held[row.pk]]


def lately(activity: Activity) -> list[GroupMessage]:
    """What was written to a group, for its leaders: the newest few. One query."""
    return list(GroupMessage.objects.all().of_activity(activity.pk)[:SHOWN])
