"""Message types: declared by the app that owns the event, worded in templates in both languages."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core.registry import Registry
from people.models import ContactPoint
from people.services.codes import CalendarPart

Context = dict[str, Any]
Load = Callable[[Collection[int]], dict[int, Context]]


@dataclass(frozen=True)
class Asks:
    """What a text message of a type asks: a question by text (`notifications.keywords`), and of each digit what it
    stands for, by the id of what the message is about. `templates/notifications/<slug>/reply.{en,fr}.txt` says so.

    `says_keys`: its words for the telephone (`voice`) say themselves what the keys mean. `by_text`: only a text asks
    it, and no telephone rings for it."""

    question: str
    choices: Callable[[int], list[Any]]
    says_keys: bool = False
    by_text: bool = False


@dataclass(frozen=True)
class MessageType:
    """One kind of message.

    `load(ids)` fetches what messages are about, all at once, and gives each one's template context by its id; an id
    that is gone is left out. `call`: staff say it on the telephone to whoever nothing written can reach.
    `holds(context)` says whether the message still makes sense; beside what was loaded, `context["message"]` is the
    message itself. `own_places`: it is about places of theirs, and whoever said no to such messages gets none. A
    context may hold `address`, which gives the address where one does something about it, `leads_to`, what stands
    there (an "answer" or one's "page", and else a place), and `way`, where somebody chose the only way by which it
    goes. Its words are `templates/notifications/<slug>/{subject,text}.{en,fr}.txt`; the subject never says more than
    that there is news.
    `wait`: it is held back for so long, and where another of its kind about the same thing follows meanwhile, that one
    says it. `to_staff`: it needs no line about whom to call, and stands on no list of messages to people.
    `sample(centre)` is a context to look at: centres can say the end of such a message in their own words
    (`models.Wording`), in place of `friendly.{en,fr}.txt` where there is one. `by_email`: it goes to an e-mail address
    or nowhere. `by_call`: the telephone rings for it, also a mobile one and without having been chosen for such calls,
    or nothing does: its person agreed to that beforehand.
    """

    slug: str
    load: Load
    call: bool
    holds: Callable[[Context], bool]
    own_places: bool
    wait: timedelta
    asks: Asks | None
    to_staff: bool
    sample: Callable[[Any], Context] | None
    by_email: bool
    by_call: bool

    @property
    def asks_by_telephone(self) -> Asks | None:
        """What a call of ours asks."""
        return None if self.asks and self.asks.by_text else self.asks

    @property
    def is_worth_a_call(self) -> bool:
        """Whether the telephone may ring for it: it has to be heard, or asks something."""
        return self.call or self.by_call or self.asks_by_telephone is not None


types: Registry[MessageType] = Registry("message type")

# By the slug of a type: what its letters say to a calendar, made from their context when they are about to be carried.
Enclose = Callable[[Context, ContactPoint], CalendarPart | None]
enclosing: Registry[Enclose] = Registry("calendar's part of a message type")


def register(
    slug: str,
    *,
    load: Load,
    holds: Callable[[Context], bool] = lambda _context: True,
    call: bool = False,
    own_places: bool = False,
    wait: timedelta = timedelta(0),
    asks: Asks | None = None,
    to_staff: bool = False,
    sample: Callable[[Any], Context] | None = None,
    by_email: bool = False,
    by_call: bool = False,
) -> None:
    kind = MessageType(slug, load, call, holds, own_places, wait, asks, to_staff, sample, by_email, by_call)
    types.register(slug, kind)
