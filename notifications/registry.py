"""Message types: declared by the app that owns the event, worded in templates in both languages."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core.registry import Registry

Context = dict[str, Any]
Load = Callable[[Collection[int]], dict[int, Context]]


@dataclass(frozen=True)
class MessageType:
    """One kind of message.

    `load(ids)` fetches what messages are about, all at once, and gives each one's template context by its id; an id
    that is gone is left out. `call`: staff say it on the telephone to whoever nothing written can reach.
    `holds(context)` says whether the message still makes sense. `own_places`: it is about places of theirs, and
    whoever said no to such messages gets none. A context may hold `address`, which gives the address where one does
    something about it. Its words are `templates/notifications/<slug>/{subject,text}.{en,fr}.txt`; the subject never
    says more than that there is news. `wait`: it is held back for so long, and where another of its kind about the
    same thing follows meanwhile, that one says it. `discreet`: that there is one is for its reader alone, and for no
    list.
    """

    slug: str
    load: Load
    call: bool
    holds: Callable[[Context], bool]
    own_places: bool
    wait: timedelta
    discreet: bool


types: Registry[MessageType] = Registry("message type")


def register(
    slug: str,
    *,
    load: Load,
    holds: Callable[[Context], bool] = lambda _context: True,
    call: bool = False,
    own_places: bool = False,
    wait: timedelta = timedelta(0),
    discreet: bool = False,
) -> None:
    types.register(slug, MessageType(slug, load, call, holds, own_places, wait, discreet))
