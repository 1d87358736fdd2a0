"""The replies of four calendar programs to an invitation, in the shapes in which each sends them.

Only what a reply must repeat is taken from the invitation: everything else is the program's own way.
"""

from base64 import b64encode, encodebytes
from collections.abc import Callable
from dataclasses import dataclass
from quopri import encodestring

from tests.calendars.letters import values

Program = Callable[["Answer"], bytes]


@dataclass(frozen=True)
class Answer:
    """What somebody says to the invitation in a letter."""

    invitation: bytes
    says: str = "DECLINED"
    attendee: str = ""
    organizer: str = ""
    uid: str = ""
    sequence: str = ""
    comment: str = ""
    method: str = "REPLY"

    @property
    def to(self) -> str:
        return self.organizer or values(self.invitation)["ORGANIZER"].removeprefix("mailto:")

    @property
    def by(self) -> str:
        return self.attendee or values(self.invitation)["ATTENDEE"].removeprefix("mailto:")

    @property
    def facts(self) -> dict[str, str]:
        found = values(self.invitation)
        return {
            "uid": self.uid or found["UID"],
            "sequence": self.sequence or found["SEQUENCE"],
            "to": self.to,
            "by": self.by,
            "says": self.says,
            "method": self.method,
        }


def folded(text: str) -> str:
    """Lines as programs fold them: in the middle of a word, with a blank."""
    lines = []
    for line in text.strip().split("\n"):
        rest = line
        while len(rest) > 70:
            lines.append(rest[:70])
            rest = " " + rest[70:]
        lines.append(rest)
    return "\r\n".join(lines) + "\r\n"


def letter(answer: Answer, body: str, subject: str) -> bytes:
    head = f"From: Ana <{answer.by}>\nTo: <{answer.to}>\nSubject: {subject}\nMessage-ID: <1@example.org>\n"
    return (head + "MIME-Version: 1.0\n" + body).replace("\r\n", "\n").replace("\n", "\r\n").encode()


def part(kind: str, content: str, encoding: str, more: str = "") -> str:
    raw = content.encode()
    packed = {"base64": encodebytes(raw), "quoted-printable": encodestring(raw), "7bit": raw, "8bit": raw}[encoding]
    return f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n{more}\n{packed.decode()}\n"


def multipart(kind: str, parts: list[str]) -> str:
    edge = "=_" + b64encode(kind.encode()).decode().strip("=")
    inside = "".join(f"--{edge}\n{one}" for one in parts)
    return f'Content-Type: multipart/{kind}; boundary="{edge}"\n\n{inside}--{edge}--\n'


def outlook(answer: Answer) -> bytes:
    """Everything in base64 beside each other; MAILTO in capitals; Windows' names of zones; a comment that is empty."""
    content = """BEGIN:VCALENDAR
METHOD:{method}
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT={says};CN="Silva, Ana":MAILTO:{by}
COMMENT;LANGUAGE=en-US:{comment}\\n
UID:{uid}
SUMMARY;LANGUAGE=en-US:Declined: Cards\\, tea and talk
DTSTART;TZID=Eastern Standard Time:20261110T140000
DTEND;TZID=Eastern Standard Time:20261110T153000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20261103T160000Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:{sequence}
X-MICROSOFT-CDO-APPT-SEQUENCE:{sequence}
X-MICROSOFT-CDO-INTENDEDSTATUS:FREE
END:VEVENT
END:VCALENDAR"""
    calendar = folded(content.format(**answer.facts, comment=answer.comment))
    parts = [
        part('text/plain; charset="iso-8859-1"', answer.comment, "quoted-printable"),
        part('text/html; charset="utf-8"', f"<p>{answer.comment}</p>", "base64"),
        part('text/calendar; charset="utf-8"; method=REPLY', calendar, "base64"),
    ]
    return letter(answer, multipart("alternative", parts), "Declined: A date")


def google(answer: Answer) -> bytes:
    """In the clear, and once more as invite.ics; with words of its own that are nobody's."""
    content = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:{method}
BEGIN:VEVENT
DTSTART:20261110T190000Z
DTEND:20261110T203000Z
DTSTAMP:20261103T160000Z
ORGANIZER;CN=Gateway Centre:mailto:{to}
UID:{uid}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={says};CN={by};X-NUM-GUESTS=0:mailto:{by}{comment}
CREATED:19000101T120000Z
LAST-MODIFIED:20261103T160000Z
SEQUENCE:{sequence}
STATUS:CONFIRMED
SUMMARY:Cards\\, tea and talk
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR"""
    comment = f"\nCOMMENT:{answer.comment}" if answer.comment else ""
    calendar = folded(content.format(**answer.facts, comment=comment))
    parts = [
        part('text/plain; charset="UTF-8"', "Ana has declined this invitation.", "base64"),
        part('text/html; charset="UTF-8"', "<b>Ana</b> has declined this invitation.", "quoted-printable"),
        part('text/calendar; charset="UTF-8"; method=REPLY', calendar, "7bit"),
    ]
    disposition = 'Content-Disposition: attachment; filename="invite.ics"\n'
    file = part('application/ics; name="invite.ics"', calendar, "base64", disposition)
    return letter(answer, multipart("mixed", [multipart("alternative", parts), file]), "Declined: A date")


def apple(answer: Answer) -> bytes:
    """The calendar quoted-printable; people named by a path, with the address beside it."""
    content = """BEGIN:VCALENDAR
CALSCALE:GREGORIAN
METHOD:{method}
PRODID:-//Apple Inc.//macOS 15.1//EN
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;CN=Ana Silva;CUTYPE=INDIVIDUAL;EMAIL={by};PARTSTAT={says}:/1234567/principal/
COMMENT:{comment}
DTEND;TZID=America/Toronto:20261110T153000
DTSTAMP:20261103T160000Z
DTSTART;TZID=America/Toronto:20261110T140000
ORGANIZER;CN=Gateway Centre;EMAIL={to}:mailto:{to}
SEQUENCE:{sequence}
SUMMARY:Cards\\, tea and talk
UID:{uid}
END:VEVENT
END:VCALENDAR"""
    calendar = folded(content.format(**answer.facts, comment=answer.comment))
    parts = [
        part("text/plain; charset=utf-8", "Ana Silva a refusé votre invitation.", "quoted-printable"),
        part("text/calendar; method=REPLY; charset=utf-8", calendar, "quoted-printable"),
    ]
    return letter(answer, multipart("alternative", parts), "=?utf-8?q?Refus=C3=A9_=3A_Cartes?=")


def thunderbird(answer: Answer) -> bytes:
    """Beside the text and as a file, in base64; the answer's parameters in another order."""
    content = """BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
CREATED:20261103T150000Z
LAST-MODIFIED:20261103T160000Z
DTSTAMP:20261103T160000Z
UID:{uid}
SUMMARY:Cards\\, tea and talk
ORGANIZER;CN="Gateway Centre":mailto:{to}
ATTENDEE;RSVP=TRUE;PARTSTAT={says};ROLE=REQ-PARTICIPANT:mailto:{by}
DTSTART;TZID=America/Toronto:20261110T140000
DTEND;TZID=America/Toronto:20261110T153000
SEQUENCE:{sequence}
COMMENT:{comment}
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR"""
    calendar = folded(content.format(**answer.facts, comment=answer.comment))
    parts = [
        part("text/plain; charset=UTF-8; format=flowed", "Ana has declined your event invitation.", "8bit"),
        part("text/calendar; method=REPLY; charset=UTF-8", calendar, "base64"),
    ]
    disposition = 'Content-Disposition: attachment; filename="invite.ics"\n'
    file = part('application/ics; name="invite.ics"', calendar, "base64", disposition)
    return letter(answer, multipart("mixed", [multipart("alternative", parts), file]), "Declined: A date")


PROGRAMS: dict[str, Program] = {"outlook": outlook, "google": google, "apple": apple, "thunderbird": thunderbird}
