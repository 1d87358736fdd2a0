"""A message as it is carried: an e-mail says at its foot where to go and how to stop it; a text is the bare words."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from notifications.models import OutboxMessage
from notifications.registry import types
from notifications.services import stopping
from notifications.services.outbox import Rendered
from people.models import ContactPoint
from people.models.contact import ContactKind
from people.services.codes import Letter


def written(found: tuple[OutboxMessage, Rendered], point: ContactPoint) -> Letter:
    """The message for one address or number. Needs `person` loaded."""
    message, words = found
    if point.kind != ContactKind.EMAIL:
        return Letter(to=point.value, subject="", text=words.text)
    own_places = types[message.type].own_places
    stop = stopping.address(message.person) if own_places else ""
    foot = {"address": words.address, "stop": stop, "site": settings.PUBLIC_BASE_URL}
    text = render_to_string(f"notifications/email/foot.{message.person.language}.txt", foot)
    return Letter(point.value, words.subject, f"{words.text}\n\n{text.strip()}\n", _headers(message, point, stop))


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
