"""Letters with something for a calendar: made as a worker makes them, and read by an eye of our own.

`lines` and `values` know of iCalendar only how lines are folded and where a name ends (RFC 5545 s. 3.1): what they
find was not found by the library that wrote it.
"""

import re
from datetime import datetime
from email import message_from_bytes
from email.message import Message

from django.core import mail
from django.utils import timezone

from notifications.services import delivery


def deliver(now: datetime | None = None) -> list[Message]:
    """Everything that is due goes out; the letters as they leave."""
    before = len(mail.outbox)
    delivery.deliver_due(now=now or timezone.now())
    return [message_from_bytes(letter.message().as_bytes(linesep="\r\n")) for letter in mail.outbox[before:]]


def calendar_of(letter: Message) -> bytes:
    """What the letter says to a calendar beside its text; the file says the same. Empty where it says nothing."""
    parts = {part.get_content_type(): part for part in letter.walk()}
    if "text/calendar" not in parts:
        assert "application/ics" not in parts
        return b""
    content = parts["text/calendar"].get_payload(decode=True)
    assert parts["application/ics"].get_payload(decode=True) == content
    assert parts["text/calendar"].get_param("method") == values(content)["METHOD"]
    return content


def lines(content: bytes) -> list[str]:
    raw = content.split(b"\r\n")
    assert raw.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in raw)
    return re.sub(r"\r\n[ \t]", "", content.decode()).split("\r\n")[:-1]


def values(content: bytes) -> dict[str, str]:
    """The properties of the calendar and its one event by name; of the zone nothing. Parameters stay in the value
    of `name;`."""
    found, inside = {}, []
    for line in lines(content):
        name, _colon, value = re.match(r'((?:[^":]|"[^"]*")*)(:)(.*)', line).groups()
        if name in {"BEGIN", "END"}:
            inside = [*inside, value] if name == "BEGIN" else inside[:-1]
        elif "VTIMEZONE" not in inside:
            bare, _semicolon, parameters = name.partition(";")
            assert bare not in found
            found |= {bare: value, f"{bare};": parameters}
    assert inside == []
    return found
