"""A message as it is carried: an e-mail says at its foot where to go and how to stop it; a text is the bare words."""

from urllib.parse import urlsplit

from django.conf import settings

from core import words
from notifications import parts
from notifications.models import OutboxMessage
from notifications.registry import MessageType, enclosing, types
from notifications.services import stopping
from notifications.services.outbox import Rendered
from people.models import ContactPoint
from people.models.contact import ContactKind
from people.services.codes import Letter


def written(found: tuple[OutboxMessage, Rendered], point: ContactPoint) -> Letter:
    """The message for one address or number, about to be carried. Needs `person` loaded."""
    message, rendered = found
    if point.kind != ContactKind.EMAIL:
        return Letter(to=point.value, subject="", text=as_text(types[message.type], rendered, message.person.language))
    own_places = types[message.type].own_places
    stop = stopping.address(message.person) if own_places else ""
    calendar = enclosing[message.type](rendered.context, point) if message.type in enclosing else None
    method = calendar.method if calendar else ""
    foot = {
        "address": rendered.address,
        "leads_to": rendered.context.get("leads_to", ""),
        "stop": stop,
        "site": settings.PUBLIC_BASE_URL,
        "calendar": method,
    }
    end = words.render("notifications/email/foot", message.person.language, foot)
    paragraphs = filter(None, [rendered.text, rendered.questions, end])
    text = "\n\n".join(paragraphs) + "\n"
    return Letter(point.value, rendered.subject, text, _headers(message, point, stop), calendar)


def as_text(kind: MessageType, rendered: Rendered, language: str) -> str:
    """The bare words, and how to answer by a digit."""
    reply = words.render(f"notifications/{kind.slug}/reply", language, {}) if kind.asks else ""
    lines = filter(None, [rendered.text.replace("\n\n", "\n"), rendered.questions, reply])
    return parts.plain("\n".join(lines))


def _headers(message: OutboxMessage, point: ContactPoint, stop: str) -> dict[str, str]:
    """The same message has the same name however often it is tried (RFC 5322 s. 3.6.4), and another where staff have
    it sent again, or mail programs would hide it; one press stops it (RFC 8058); and no answering machine answers it
    (RFC 3834 s. 5)."""
    host = urlsplit(settings.PUBLIC_BASE_URL).hostname
    again = f"-{message.round}" if message.round else ""
    headers = {"Message-ID": f"<message-{message.pk}-{point.pk}{again}@{host}>", "Auto-Submitted": "auto-generated"}
    if stop:
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers
