"""One-time codes: the proof that somebody reads what is sent to a number or an address.

A code lives for a quarter of an hour and a few tries; only a keyed hash of it is kept. Ways to send one are handed
down by upper rooms (`ways`); a contact point without a way, such as a landline, is confirmed by staff on the phone.
"""

import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPRecipientsRefused

import structlog
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from core import audit, clock, failures, links, throttle, words
from core.actors import Actor, person_actor
from core.errors import DomainError
from core.registry import Registry
from core.text import first_word
from people.models import ContactCode, ContactPoint
from people.models.contact import ContactKind
from people.services import contacts, persons

log = structlog.get_logger("porchlight.codes")

LASTS = timedelta(minutes=15)
MOST_TRIES = 5
KEPT = timedelta(days=1)
NOBODY = 0  # no row has this id
CONFIRM = "confirm"  # the purpose of the signed link that offers to confirm one contact point
CONFIRM_LASTS = timedelta(days=1)


class Refused(Exception):
    """The provider says for good that nobody has this address or number. What it says else may pass."""


@dataclass(frozen=True)
class CalendarPart:
    """What an e-mail says to a calendar program: an iCalendar object and its METHOD (RFC 6047)."""

    method: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """What is carried to somebody. The subject says nothing: others may read it. An e-mail may have `headers`, and
    something for a `calendar`."""

    to: str
    subject: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)
    calendar: CalendarPart | None = None


@dataclass(frozen=True)
class Way:
    """How letters reach one kind of contact point, and whether they do just now."""

    carry: Callable[[Letter], object]
    is_open: Callable[[], bool] = lambda: True


ways: Registry[Way] = Registry("way to send a code")


def minutes() -> int:
    """How long a code is good, as one says it."""
    return LASTS // timedelta(minutes=1)


def can_reach(kind: str) -> bool:
    """Whether a code can be sent to this kind of contact point."""
    return kind in ways and ways[kind].is_open()


def by_email(letter: Letter) -> None:
    """Raises `Refused` where the mail server knows no such address (RFC 5321 s. 4.2.1: a code of 500 and above)."""
    try:
        _email(letter).send()
    except SMTPRecipientsRefused as error:
        if all(code >= 500 for code, _text in error.recipients.values()):
            raise Refused from error
        raise


def _email(letter: Letter) -> EmailMultiAlternatives:
    """With the calendar's part twice, as Google's own invitations have it: beside the text, where programs look that
    show buttons, and as a file for those that only look there."""
    email = EmailMultiAlternatives(letter.subject, letter.text, None, [letter.to], headers=letter.headers)
    if part := letter.calendar:
        email.attach_alternative(part.content.decode(), f"text/calendar; method={part.method}")
        email.attach("invite.ics", part.content, "application/ics")
    return email


def cool_down(value: str, *others: throttle.Try, now: datetime | None = None) -> None:
    """Count one more wish for a code to this number or address, known or not. Raises `DomainError`."""
    throttle.allow(
        *others,
        throttle.Try("code", value, limit=1, per=timedelta(minutes=1), code="code_too_soon"),
        throttle.Try("code", value, limit=5),
        now=now,
    )


def send(point: ContactPoint, *, by: Actor, now: datetime | None = None) -> None:
    """Make a code and send it, once the caller's transaction has ended. Earlier codes end."""
    with transaction.atomic():
        letter = _write(point, by, now or clock.now())
        transaction.on_commit(partial(_carry, ContactKind(point.kind), letter))


def check(point: ContactPoint | None, typed: str, *, now: datetime | None = None) -> ContactPoint:
    """The contact point, confirmed, where this is the newest code that was sent to it. Raises `DomainError`.

    Every way of being wrong gets the same answer, and asks the database the same: there is nothing to learn about
    whether a number is known. A try is taken by a condition of the row before anything is compared: five guesses at
    once are five guesses.
    """
    at = now or clock.now()
    code = ContactCode.objects.filter(contact_point=point or NOBODY).first() or ContactCode(pk=NOBODY)
    if not _fits(code, typed, at) or point is None:
        raise DomainError("wrong_code")
    with transaction.atomic():
        if not ContactCode.objects.filter(pk=code.pk, used_at=None).update(used_at=at):
            raise DomainError("wrong_code")
        themselves = person_actor(point.person_id)
        audit.record("contact_code.used", by=themselves, subject=code, person_id=point.person_id)
        return point if point.verified_at else contacts.verify(point, by=themselves, now=at)


def points_of(first_name: str, value: str) -> list[ContactPoint]:
    """The points with this address or number of people who go by this first name, the newest record first.

    Households share a telephone: the number alone opens nobody's page. Whoever guards their account with a second step
    is not let in by one: they sign in. One query.
    """
    wanted = first_word(first_name)
    found = (
        ContactPoint.objects.filter(
            value=value, person__erased_at=None, person__merged_into=None, person__user__authenticator=None
        )
        .select_related("person")
        .order_by("-person__created_at", "-person_id")
    )
    return [point for point in found if wanted and first_word(point.person.name) == wanted]


def standing_point(pk: int | None) -> ContactPoint | None:
    """The contact point of a record that stands. One query."""
    points = ContactPoint.objects.filter(person__erased_at=None, person__merged_into=None)
    return points.select_related("person").filter(pk=pk or NOBODY).first()


def confirm_token(point: ContactPoint) -> str:
    """The signed part of the address `my:confirm`, which offers to confirm this point and open its person's page.

    For pages that show it to whoever holds a link to something of that person. Alone it opens nothing.
    """
    return links.make(CONFIRM, str(point.pk))


def by_confirm_token(token: str) -> ContactPoint | None:
    """The point of such a token; None too where the record has an account with a second step by now."""
    try:
        point = standing_point(int(links.read(CONFIRM, token, max_age=CONFIRM_LASTS)[0]))
    except (links.BadLink, ValueError, IndexError):
        return None
    return None if point and persons.has_second_step(point.person) else point


def forget_old(*, now: datetime) -> int:
    """Delete codes that ended long ago."""
    deleted, _by_model = ContactCode.objects.filter(sent_at__lt=now - KEPT).delete()
    return deleted


def _write(point: ContactPoint, by: Actor, at: datetime) -> Letter:
    code = f"{secrets.randbelow(10**6):06}"
    row = ContactCode.objects.create(
        contact_point=point, code_hash=_hash(point.pk, code), sent_at=at, expires_at=at + LASTS
    )
    audit.record("contact_code.sent", by=by, subject=row, person_id=point.person_id)
    language = point.person.language
    context = {"code": code, "minutes": minutes()}
    return Letter(
        to=point.value,
        subject=words.render("people/messages/code_subject", language, context),
        text=words.render("people/messages/code", language, context),
    )


def _carry(kind: ContactKind, letter: Letter) -> None:
    """A failure is told to the log and to nobody else: the page that asked has been answered."""
    try:
        ways[kind].carry(letter)
    except Exception:  # noqa: BLE001 - whatever a provider's library raises
        log.error("code not sent", way=str(kind), **failures.in_hand())


def _fits(code: ContactCode, typed: str, at: datetime) -> bool:
    rows = ContactCode.objects.filter(pk=code.pk, used_at=None, expires_at__gt=at, tries__lt=MOST_TRIES)
    if not rows.update(tries=F("tries") + 1):
        return False
    return constant_time_compare(code.code_hash, _hash(code.contact_point_id, _digits(typed)))


def _hash(point_id: int, code: str) -> str:
    return salted_hmac("porchlight.code", f"{point_id}:{code}", algorithm="sha256").hexdigest()


def _digits(typed: str) -> str:
    """ "123 456" is 123456, in whichever script a keyboard writes its digits."""
    return "".join(str(unicodedata.decimal(letter)) for letter in typed if letter.isdecimal())
