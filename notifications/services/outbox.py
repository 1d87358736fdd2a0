"""Writing to the outbox, and reading a message as its person would."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import translation

from core import clock, rows, words
from core.actors import Actor
from notifications.models import OutboxMessage, Wording
from notifications.models.outbox import OutboxQuerySet
from notifications.registry import Context, Load, MessageType, types
from notifications.services import friendly
from people.models import Person


@dataclass(frozen=True)
class Rendered:
    """A message in one language; each part is put into words when somebody reads it. `context` holds `person`.

    `own` ends it in a centre's words that are given, in place of those that are stored.
    """

    kind: MessageType
    context: Context
    language: str
    at: datetime
    own: Wording | None = None

    @cached_property
    def subject(self) -> str:
        return self._words("subject")

    @cached_property
    def text(self) -> str:
        end = friendly.end(self.kind, self.context, self.language, own=self.own)
        return f"{self._words('text')} {end}".strip()

    @cached_property
    def address(self) -> str:
        """All of it: where one does something about it. Empty where there is nothing to do."""
        with translation.override(self.language):
            return self.context["address"]() if "address" in self.context else ""

    @cached_property
    def questions(self) -> str:
        """Whom to call."""
        if self.kind.to_staff or "centre" not in self.context:
            return ""
        return words.render("notifications/questions", self.language, self.context)

    def _words(self, part: str) -> str:
        return words.render(f"notifications/{self.kind.slug}/{part}", self.language, self.context)


def notify(
    slug: str,
    *,
    person: Person,
    about: models.Model,
    key: str = "",
    centre_id: int | None = None,
    urgent: bool = False,
) -> None:
    """Owe a person a message of this type, in the caller's transaction.

    `centre_id` is the centre that it comes from, where there is one: its staff say it on the telephone if need be.
    `urgent`: it goes at once by the quickest way, also at night.
    Asked again for the same type, thing, person and `key`, nothing is added. Raises `KeyError` for a type that nobody
    registered.
    """
    wait = timedelta(0) if urgent else types[slug].wait
    now = clock.now()
    message = OutboxMessage(
        key=key_of(slug, about.pk, person.pk, key),
        type=slug,
        person=person,
        about_id=about.pk,
        centre_id=centre_id,
        created_at=now,
        urgent=urgent,
        due_at=now + wait,
    )
    rows.write(message, once=True)


def key_of(slug: str, about_id: int, person_id: int, key: str = "") -> str:
    """By which a message is one, however often it is owed."""
    return f"{slug}:{about_id}:{person_id}:{key}"


def overtaken() -> Q:
    """Messages that a later one of their kind about the same thing makes needless, where the kind waits for such."""
    later = OutboxMessage.objects.filter(
        type=OuterRef("type"), person=OuterRef("person"), about_id=OuterRef("about_id"), pk__gt=OuterRef("pk")
    )
    return Q(Exists(later), type__in=[kind.slug for kind in types if kind.wait])


def render(messages: Iterable[OutboxMessage], *, language: str | None = None) -> list[Rendered]:
    """As `render_each`, the words alone."""
    return [words for _message, words in render_each(messages, language=language)]


def render_each(
    messages: Iterable[OutboxMessage], *, language: str | None = None, also_untrue: bool = False
) -> list[tuple[OutboxMessage, Rendered]]:
    """The messages in their person's language (or the given one), in their order; what makes no sense is left out,
    unless `also_untrue`: for staff, who look at what was sent.

    Needs `person` loaded. As many queries as there are loaders among the types, and one for the centres' own words.
    """
    messages = list(messages)
    wanted: dict[Load, set[int]] = defaultdict(set)
    for message in messages:
        wanted[types[message.type].load].add(message.about_id)
    found = {load: load(ids) for load, ids in wanted.items()}
    rendered = []
    for message in messages:
        kind = types[message.type]
        context = found[kind.load].get(message.about_id)
        if context is None:
            continue
        context = {**context, "message": message, "person": message.person}
        if also_untrue or kind.holds(context):
            spoken = language or message.person.language
            rendered.append((message, Rendered(kind, context, spoken, message.created_at)))
    return rendered


def sample(kind: MessageType, wording: Wording, language: str) -> Rendered:
    """What a message of an adjustable type would say with this wording, stored or not."""
    if kind.sample is None:
        raise ValueError(f"{kind.slug} has no sample")
    return Rendered(kind, kind.sample(wording.centre), language, clock.now(), own=wording)


def at_desk(actor: Actor) -> OutboxQuerySet:
    """What the actor's centre had to tell people whom they may see. No query yet."""
    to_staff = [kind.slug for kind in types if kind.to_staff]
    here: OutboxQuerySet = OutboxMessage.visible_to(actor).filter(centre=actor.centre_id).exclude(type__in=to_staff)
    return here


def inbox(person: Person, *, language: str, limit: int = 10) -> list[Rendered]:
    """The newest messages to a person, in words, newest first."""
    newest = OutboxMessage.objects.filter(person=person).select_related("person").newest_first()[:limit]
    return render(newest, language=language)
