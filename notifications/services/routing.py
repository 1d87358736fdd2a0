"""Whether a message still goes out, and by which of its person's ways. Nothing here sends or writes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications.models import Delivery, DeliveryStatus, OutboxMessage, Outcome
from notifications.registry import types
from notifications.services import outbox, quiet, reach, stopping
from notifications.services.outbox import Rendered
from people.models import ContactPoint
from people.models.contact import ContactKind, Way
from people.services import numbers

QUICKEST = [Way.TEXT, Way.VOICE, Way.EMAIL]
ENGAGED_FOR = timedelta(minutes=5)  # by a call of ours whose end nobody reports
CALL_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True)
class Route:
    """What becomes of one message now: carried to `point` as `words`; or settled as `outcome`; or put off `until`."""

    message: OutboxMessage
    words: Rendered | None = None
    point: ContactPoint | None = None
    outcome: Outcome | None = None
    until: datetime | None = None

    @property
    def way(self) -> Way | None:
        """How it is carried to the point."""
        return _way(self.message, self.point) if self.point else None


def _way(message: OutboxMessage, point: ContactPoint) -> Way | None:
    """The point's own, but for a message for which every telephone rings."""
    if not types[message.type].by_call:
        return point.way
    return Way.VOICE if point.kind != ContactKind.EMAIL else None


def plan(messages: Iterable[OutboxMessage], *, now: datetime) -> list[Route]:
    """A route for each message. Needs `person` with its contact points, `centre` and `deliveries` loaded.

    As many queries as there are loaders among the types, and three; one more where somebody likes to be called.
    """
    messages = list(messages)
    words = {message.pk: rendered for message, rendered in outbox.render_each(messages)}
    refusing = stopping.who_stopped({message.person_id for message in messages})
    overtaken = _overtaken(messages)
    stopped = numbers.stopped(point.value for message in messages for point in message.person.contact_points.all())
    engaged = _engaged(messages, now)
    routes = []
    for message in messages:
        if stopping.is_unwanted(message, refusing):
            routes.append(Route(message, outcome=Outcome.NOT_WANTED))
        elif message.pk in overtaken:
            routes.append(Route(message, outcome=Outcome.OVERTAKEN))
        elif message.pk not in words:
            routes.append(Route(message, outcome=Outcome.NOT_TRUE))
        else:
            routes.append(_not_at_once(_route(message, words[message.pk], stopped, now), engaged, now))
    return routes


def _engaged(messages: Iterable[OutboxMessage], now: datetime) -> set[str]:
    """Which of their numbers a call of ours may be ringing. One query, or none."""
    called = {
        point.value
        for message in messages
        for point in message.person.contact_points.all()
        if _way(message, point) == Way.VOICE
    }
    if not called:
        return set()
    going = Delivery.objects.filter(
        way=Way.VOICE,
        point__value__in=called,
        status__in=[DeliveryStatus.HANDED, DeliveryStatus.ACCEPTED],
        at__gt=now - ENGAGED_FOR,
    )
    return set(going.values_list("point__value", flat=True))


def _not_at_once(route: Route, engaged: set[str], now: datetime) -> Route:
    """A telephone rings for one message at a time: a second call would find it engaged."""
    if route.point is None or route.way != Way.VOICE:
        return route
    if route.point.value in engaged:
        return Route(route.message, until=now + CALL_AGAIN)
    engaged.add(route.point.value)
    return route


def _route(message: OutboxMessage, words: Rendered, stopped: Collection[str], now: datetime) -> Route:
    """By the first way that takes it and was not tried in vain. What rings waits for the end of the night."""
    failed = {one.point_id for one in message.deliveries.all() if one.counts and one.status == DeliveryStatus.FAILED}
    points = [point for point in message.person.contact_points.all() if point.pk not in failed]
    if types[message.type].by_email:
        points = [point for point in points if point.way == Way.EMAIL]
    if chosen := words.context.get("way"):
        points = [point for point in points if point.way == chosen]
    if message.urgent:
        points.sort(key=lambda point: QUICKEST.index(point.way) if point.way else len(QUICKEST))
    for point in points:
        way = _way(message, point)
        if way == Way.VOICE and not types[message.type].is_worth_a_call:
            continue
        if reach.is_rung(point) if types[message.type].by_call else reach.is_reached(point, stopped):
            until = None if message.urgent or way == Way.EMAIL else quiet.ends(message, now)
            return Route(message, until=until) if until else Route(message, words, point)
    return Route(message, outcome=Outcome.UNREACHABLE)


def _overtaken(messages: Iterable[OutboxMessage]) -> set[int]:
    """Those that a later message makes needless. One query, or none."""
    merging = [message.pk for message in messages if types[message.type].wait]
    return set(OutboxMessage.objects.filter(outbox.overtaken(), pk__in=merging).values_list("pk", flat=True))
