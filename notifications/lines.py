"""Messages as staff see them: the words, where each is, why, and what to do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.text import labelled
from notifications import presenters
from notifications.models import IN_VAIN, DeliveryStatus, OutboxMessage, Outcome, Preferences
from notifications.models.outbox import OutboxQuerySet
from notifications.services import outbox, quiet, reach
from people.models import ContactPoint, Person
from people.models.contact import ContactKind
from people.services import numbers

# Whatever else became of a message was in vain.
COLOURS: dict[str, str] = {
    "": "yellow",
    Outcome.SENT: "green",
    Outcome.NOT_TRUE: "grey",
    Outcome.OVERTAKEN: "grey",
}
TAGS: dict[str, str | Promise] = {
    "": gettext_lazy("on its way"),
    Outcome.SENT: gettext_lazy("sent"),
    Outcome.NOT_TRUE: gettext_lazy("not needed"),
    Outcome.OVERTAKEN: gettext_lazy("not needed"),
}
ALL_SAID = frozenset({"", Outcome.UNREACHABLE, Outcome.NOT_WANTED})  # by the tag, and by what is to know
AGAIN = frozenset({Outcome.SENT, Outcome.UNREACHABLE, Outcome.TOO_OLD})  # what may be sent again


@dataclass(frozen=True)
class Line:
    """One message. `tag` says in a word where it is, `state` in a sentence where there is more to say, `whys` what is
    to know or to do."""

    message: OutboxMessage
    when: str
    words: str
    tag: str
    colour: str
    state: str
    whys: list[str] = field(default_factory=list)
    may_resend: bool = False
    may_call: bool = False


def of(messages: Iterable[OutboxMessage]) -> list[Line]:
    """A line for each message. As many queries as there are loaders among the types, and one.

    Needs `person` with its preferences and contact points, `centre` and `deliveries` loaded.
    """
    messages = list(messages)
    words = {message.pk: rendered.text for message, rendered in outbox.render_each(messages, also_untrue=True)}
    stopped = numbers.stopped(point.value for message in messages for point in message.person.contact_points.all())
    now = clock.now()
    return [_line(message, words.get(message.pk, ""), stopped, now) for message in messages]


def with_all(messages: OutboxQuerySet) -> OutboxQuerySet:
    """With everything that `of` needs."""
    return messages.select_related("person__preferences", "centre").prefetch_related(
        "person__contact_points", "deliveries"
    )


def _line(message: OutboxMessage, words: str, stopped: Collection[str], now: datetime) -> Line:
    outcome, is_heard = message.outcome, message.settled_at is not None
    return Line(
        message=message,
        when=presenters.moment(message.created_at, message.zone),
        words=words or _("What this was about is gone."),
        tag=_tag(message),
        colour="green" if is_heard else COLOURS.get(outcome, "red"),
        state="" if outcome in ALL_SAID and not is_heard else presenters.state(message),
        whys=[] if is_heard else _whys(message, stopped, now),
        may_resend=not is_heard and outcome in AGAIN and _is_reached(message.person, stopped),
        may_call=not is_heard and outcome in {Outcome.SENT, *IN_VAIN} and may_be_called(message.person),
    )


def _tag(message: OutboxMessage) -> str:
    if message.settled_at:
        return _("heard")
    return str(TAGS.get(message.outcome, "")) or _("did not get through")


def _is_reached(person: Person, stopped: Collection[str]) -> bool:
    return any(reach.is_reached(point, stopped) for point in person.contact_points.all())


def may_be_called(person: Person) -> bool:
    """Whether somebody may call them, and can. Needs preferences and contact points loaded."""
    numbers_of = [point for point in person.contact_points.all() if point.kind != ContactKind.EMAIL]
    return bool(numbers_of) and not Preferences.of(person).do_not_contact


def _whys(message: OutboxMessage, stopped: Collection[str], now: datetime) -> list[str]:
    if message.outcome == Outcome.NOT_WANTED:
        return [_unwanted(message.person)]
    if message.outcome == Outcome.TOO_OLD:
        return [_("It could not be sent for two days. If it is still news, send it again or call them.")]
    if message.outcome in {Outcome.NOT_TRUE, Outcome.OVERTAKEN}:
        return []
    tried = _tried(message)
    points = list(message.person.contact_points.all())
    if message.outcome == Outcome.UNREACHABLE:
        return [_point(point, tried, stopped) for point in points] or [
            _("We have neither a number nor an address for them. Ask them for one when you see them.")
        ]
    whys = [_point(point, tried, stopped) for point in points if tried.get(point.pk) == DeliveryStatus.FAILED]
    return whys + _progress(message, now)


def _tried(message: OutboxMessage) -> Mapping[int | None, str]:
    """What became of the newest try at each address and number."""
    return {one.point_id: one.status for one in message.deliveries.all() if one.counts}


def _unwanted(person: Person) -> str:
    if Preferences.of(person).do_not_contact:
        return _("They want no messages and no calls from us.")
    return _("They said no to messages about their places. If they change their mind, write it down on their record.")


def _point(point: ContactPoint, tried: Mapping[int | None, str], stopped: Collection[str]) -> str:
    """Why nothing got through to an address or a number, and what to do."""
    return labelled(point.shown, _why(point, tried.get(point.pk, ""), stopped))


def _why(point: ContactPoint, status: str, stopped: Collection[str]) -> str:
    if point.refused_at:
        if point.kind == ContactKind.EMAIL:
            return _("nobody has this address. Ask for another one.")
        return _("the carrier refused it. Ask for another number.")
    if point.value in stopped and point.kind != ContactKind.LANDLINE:
        return _("somebody texted STOP from it, so no texts go there. Call them.")
    if status == DeliveryStatus.FAILED:
        return _("it did not arrive.")
    if status in {DeliveryStatus.LOST, DeliveryStatus.HANDED}:
        return _("it never reached the carrier.")
    if point.way is None:
        return _("a landline, which only people call.")
    if point.way not in reach.open_ways():
        return _("nothing leaves from here by telephone. Call them.")
    return _("it was not tried. Send it again.")


def _progress(message: OutboxMessage, now: datetime) -> list[str]:
    """How it is doing: that it has arrived, what it waits for, or that it is tried again."""
    if any(one.counts and one.status == DeliveryStatus.DELIVERED for one in message.deliveries.all()):
        return [_("It has arrived.")]
    if message.outcome or message.due_at is None or message.due_at <= now:
        return []
    until = {"moment": presenters.moment(message.due_at, message.zone)}
    if message.tries:
        return [_("It did not go out yet, and is tried again on %(moment)s.") % until]
    if message.due_at == quiet.ends(message, now):
        return [_("It waits for the end of their quiet hours, on %(moment)s.") % until]
    return [_("It goes out on %(moment)s.") % until]
