"""Message types: declared by the app that owns the event, worded in templates in both languages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.registry import Registry


@dataclass(frozen=True)
class MessageType:
    """One kind of message.

    `load(pk)` fetches what it is about and returns the template's context, or None where the message no longer
    makes sense. Its words are `templates/notifications/<slug>/{subject,text}.{en,fr}.txt`; the subject never says
    more than that there is news.
    """

    slug: str
    load: Callable[[int], dict[str, Any] | None]


types: Registry[MessageType] = Registry("message type")


def register(slug: str, *, load: Callable[[int], dict[str, Any] | None]) -> None:
    types.register(slug, MessageType(slug, load))
