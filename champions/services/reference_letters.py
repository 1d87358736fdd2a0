"""Writing to referees: a letter with a link to two questions, and one more where nobody has answered after a week.

Referees have no record with us, so the outbox, which speaks to persons, is not for them. The row itself says when a
letter is due; a worker holds it while it writes, and where it dies another takes it up.
"""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils import translation

from champions.models import Champion, Referee
from champions.models.champion import ON_THE_WAY, SERVING
from core import audit, clock, failures, links, words
from core.actors import SYSTEM, Actor
from core.errors import DomainError
from core.policies import require
from people.models.contact import ContactKind
from people.services import codes
from people.services.codes import Letter, Refused

log = structlog.get_logger("porchlight.references")

REFERENCE = "reference"  # the purpose of the signed link to the two questions
LASTS = timedelta(days=30)
AGAIN_AFTER = timedelta(days=7)
MOST_LETTERS = 2
LEASE = timedelta(seconds=45)
MOST_AT_ONCE = 20
MOST_TRIES = 8
FIRST_PAUSE = timedelta(minutes=1)  # each is twice as long as the one before


def address(referee: Referee) -> str:
    """All of the address of the two questions, in the referee's language."""
    with translation.override(referee.language):
        path = reverse("reference:answer", args=[links.make(REFERENCE, str(referee.public_id))])
    return settings.PUBLIC_BASE_URL + path


def by_link(token: str) -> Referee | None:
    """Whose link it is; nobody once it is too old, they were removed, or the champion is none any more. One query."""
    try:
        (public_id,) = links.read(REFERENCE, token, max_age=LASTS)
    except (links.BadLink, ValueError):
        return None
    rows = Referee.objects.filter(public_id=public_id, champion__in=_standing())
    return rows.select_related("champion__person", "champion__centre", "answer").first()


def _standing() -> Any:
    return Champion.objects.known().filter(standing__in=(*ON_THE_WAY, *SERVING))


def ask_anew(referee: Referee, *, by: Actor) -> None:
    """Staff have a letter sent again, the address being right now. Raises `Forbidden`, `DomainError`."""
    require(by, "champions.manage", referee.champion)
    if referee.has_answered or not referee.email:
        raise DomainError("nothing_to_ask")
    Referee.objects.filter(pk=referee.pk).update(due_at=clock.now(), tries=0, asked=0, failed=False)
    audit.record("referee.asked", by=by, subject=referee, person_id=referee.champion.person_id)


def send_due(*, now: datetime | None = None) -> int:
    """Write to those to whom a letter is due; returns how many were tried. Any number of workers may do so at once."""
    at = now or clock.now()
    due = Referee.objects.filter(due_at__lte=at).order_by("due_at", "pk")
    return sum(_send(pk, at) for pk in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]))


def _send(pk: int, now: datetime) -> int:
    """One conditional UPDATE decides who writes; what is sent is written down at once, before the next."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    held = Referee.objects.filter(free, pk=pk, due_at__lte=now)
    if not held.update(lease_until=now + LEASE, tries=F("tries") + 1):
        return 0
    referee = Referee.objects.select_related("champion__person", "champion__centre", "answer").filter(pk=pk).first()
    if referee is None:  # removed this very moment
        return 0
    Referee.objects.filter(pk=pk).update(lease_until=None, **_carried(referee, now))
    return 1


def _carried(referee: Referee, now: datetime) -> dict[str, Any]:
    """Hand the letter over; returns what is to be written down of it."""
    if referee.has_answered or not _standing().filter(pk=referee.champion_id).exists():
        return {"due_at": None}
    try:
        codes.ways[ContactKind.EMAIL].carry(letter(referee))
    except Refused:
        return {"due_at": None, "failed": True}
    except Exception:  # noqa: BLE001 - whatever a mail server says: it is tried again
        log.warning("reference not asked", tries=referee.tries, **failures.in_hand())
        if referee.tries >= MOST_TRIES:
            return {"due_at": None, "failed": True}
        return {"due_at": now + FIRST_PAUSE * 2 ** (referee.tries - 1)}
    asked = referee.asked + 1
    audit.record("referee.asked", by=SYSTEM, subject=referee, person_id=referee.champion.person_id)
    again = now + AGAIN_AFTER if asked < MOST_LETTERS else None
    return {"due_at": again, "asked": asked, "asked_at": now, "tries": 0, "failed": False}


def letter(referee: Referee) -> Letter:
    """Nothing but the name of whoever named them: not what they would do, nor that they are a client of ours."""
    champion = referee.champion
    context = {
        "referee": referee,
        "name": champion.person.name,
        "centre": champion.centre,
        "address": address(referee),
        "days": LASTS.days,
    }
    name = f"reference-{referee.public_id}-{referee.asked}@{urlsplit(settings.PUBLIC_BASE_URL).hostname}"
    return Letter(
        to=referee.email,
        subject=words.render("champions/references/subject", referee.language, context),
        text=words.render("champions/references/letter", referee.language, context) + "\n",
        # What is sent twice because a worker died has the same name, by which mail programs can tell.
        headers={"Message-ID": f"<{name}>", "Auto-Submitted": "auto-generated"},
    )
