"""What an e-mail that came in says to us. Pure, and never surprised: anybody may send anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses
from typing import Any

from icalendar import Calendar, Component

CALENDAR_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})
LONGEST = 200_000  # bytes of a calendar part that are looked at; a real reply has two or three thousand
MOST_PARTS = 50
RECIPIENT_HEADERS = ("To", "Cc", "Delivered-To", "X-Original-To")


@dataclass(frozen=True)
class Reply:
    """A calendar program's answer to an invitation (RFC 5546 s. 3.2.3). `answers` has a PARTSTAT by address."""

    uid: str
    sequence: int
    answers: Mapping[str, str]
    has_comment: bool


def recipients(message: Message) -> list[str]:
    """To whom it was sent, in small letters: what the provider says first, then what the e-mail itself does."""
    envelope = getattr(message, "envelope_recipient", None) or ""
    named = [str(value) for header in RECIPIENT_HEADERS for value in message.get_all(header, [])]
    return [address.lower() for _name, address in getaddresses([envelope, *named]) if address]


def is_automatic(message: Message) -> bool:
    """Whether a machine wrote it that must not be answered (RFC 3834 s. 2), such as a report of a letter that came
    back."""
    if message.get_content_type() == "multipart/report" or getattr(message, "envelope_sender", None) in {"", "<>"}:
        return True
    said = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    bulk = str(message.get("Precedence", "")).strip().lower()
    return said not in {"", "no"} or bulk in {"bulk", "junk", "list", "auto_reply"} or "List-Id" in message


def reply_in(message: Message) -> Reply | None:
    """The first reply of a calendar program in an e-mail, wherever in it the program put it."""
    for content in _calendar_parts(message):
        if reply := _read(content):
            return reply
    return None


def _calendar_parts(message: Message) -> Iterator[str]:
    for number, part in enumerate(message.walk()):
        if number == MOST_PARTS:
            return
        name = str(part.get_filename() or "").lower()
        if part.is_multipart() or not (part.get_content_type() in CALENDAR_TYPES or name.endswith(".ics")):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and len(content) <= LONGEST:
            yield _decoded(content, part.get_content_charset())


def _decoded(content: bytes, charset: str | None) -> str:
    try:
        return content.decode(charset or "utf-8", errors="replace")
    except LookupError:  # a charset that nobody knows
        return content.decode("utf-8", errors="replace")


def _read(content: str) -> Reply | None:
    try:
        calendar = Calendar.from_ical(content)
        if str(calendar.get("METHOD", "")).strip().upper() != "REPLY":
            return None
        return _reply(calendar.walk("VEVENT")[0])
    except Exception:  # noqa: BLE001 - whatever a parser raises at what strangers send, it is no reply
        return None


def _reply(event: Component) -> Reply:
    answers = {
        _address(attendee): str(getattr(attendee, "params", {}).get("PARTSTAT", "")).strip().upper()
        for attendee in _all(event, "ATTENDEE")
    }
    comments = " ".join(str(comment) for comment in _all(event, "COMMENT"))
    return Reply(
        uid=str(event.get("UID", "")).strip(),
        sequence=int(event.get("SEQUENCE", 0)),
        answers=answers,
        has_comment=bool(comments.strip()),
    )


def _all(event: Component, name: str) -> list[Any]:
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


def _address(attendee: Any) -> str:
    """Apple's server names people by paths of its own, with their address beside it (RFC 7986 s. 6.2)."""
    value = str(attendee).strip().lower()
    if value.startswith("mailto:"):
        return value.removeprefix("mailto:").strip()
    return str(getattr(attendee, "params", {}).get("EMAIL", value)).strip().lower()
