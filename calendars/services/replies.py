"""What calendar programs send back. Of all that they can say, one thing changes something: that somebody cannot come.

Whoever replies to the address in somebody's invitation, about that date, as the address that was invited, speaks for
that person. The sender's name proves nothing and is not looked at; the address with its token does, and no stranger
knows it. An invitation that was passed on to a friend and declined there says the friend's address, and changes
nothing.
"""

from email.message import Message

import structlog
from django.conf import settings
from django.db import transaction

from activities.models import Booking
from activities.services import bookings
from calendars import addresses, reading
from calendars.models import SentEntry
from calendars.notices import UNREAD
from calendars.reading import Reply
from core import clock
from core.actors import Channel, person_actor
from core.errors import DomainError
from notifications.services.outbox import notify

log = structlog.get_logger("porchlight.replies")
NO = "DECLINED"


def receive(message: Message) -> None:
    """Act on an e-mail to one of our invitations' addresses. Reported again, it changes nothing more.

    What a person wrote is read by nobody here, so they are told whom to call; a machine gets no answer.
    """
    entry = _entry(reading.recipients(message))
    if entry is None:
        log.info("letter for nobody")
        return
    reply = reading.reply_in(message)
    if reply is None:
        if not reading.is_automatic(message):
            _say_unread(entry)
    elif reply.uid == addresses.uid(entry.booking.session):
        _act(entry, reply)
    else:
        log.info("reply about another date")


def _entry(recipients: list[str]) -> SentEntry | None:
    """Whose invitation has one of these addresses. One query."""
    local, _at, domain = settings.INVITATIONS_ADDRESS.lower().rpartition("@")
    ours = [address for address in recipients if address.startswith(f"{local}+") and address.endswith(f"@{domain}")]
    tokens = [address.removeprefix(f"{local}+").removesuffix(f"@{domain}") for address in ours]
    found = SentEntry.objects.filter(token__in=tokens, booking__person__erased_at=None)
    return found.select_related("booking__person", "booking__session__activity", "booking__session__centre").first()


def _act(entry: SentEntry, reply: Reply) -> None:
    answer = reply.answers.get(entry.address.lower(), "")
    if answer == NO:
        _give_back(entry, reply)
    # Words beside the answer, or a no from another address, which may be another name of theirs.
    if reply.has_comment or (not answer and NO in reply.answers.values()):
        _say_unread(entry)


@transaction.atomic
def _give_back(entry: SentEntry, reply: Reply) -> None:
    """Give the place back that the reply speaks of: not one that was taken since, after it had been given back."""
    booking = entry.booking
    if not booking.is_active or reply.sequence < entry.first_sequence:
        log.info("reply to an old letter")
        return
    try:
        bookings.cancel(booking, by=person_actor(booking.person_id, channel=Channel.EMAIL))
    except DomainError as error:
        log.info("reply too late", code=error.code)


def _say_unread(entry: SentEntry) -> None:
    """To the person themselves and never to whoever the e-mail says it is from; once a day at most."""
    booking: Booking = entry.booking
    day = clock.now().astimezone(booking.session.centre.zone).date()
    notify(UNREAD, person=booking.person, about=booking, key=str(day), centre_id=booking.session.centre_id)
