"""Clinics outside: kept by link workers and managers, and sent links. One that writes opens the form for one
prescription; those that read are the matter of `partner_words`.

The token is in the link alone; what we keep is its hash. Neither subject nor words of the e-mail speak of a client.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from centres.models import Centre
from core import audit, clock, failures, words
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from people.models.contact import ContactKind
from people.services import codes
from people.services.codes import Letter
from prescriptions.models import LinkPurpose, Partner, PartnerLink, Prescription

log = structlog.get_logger("porchlight.partners")

LASTS = timedelta(days=7)
PAGES = {LinkPurpose.WRITE: "prescribed:partner", LinkPurpose.READ: "prescribed:update"}


@dataclass(frozen=True)
class NewLink:
    """A link that was just made: the one moment at which its token is known."""

    link: PartnerLink
    token: str

    @property
    def address(self) -> str:
        """All of it, in the partner's language."""
        with translation.override(self.link.partner.language):
            return settings.PUBLIC_BASE_URL + reverse(PAGES[LinkPurpose(self.link.purpose)], args=[self.token])


@transaction.atomic
def add(*, centre: Centre, name: str, email: str, language: str, by: Actor) -> Partner:
    """A partner whom the centre may send links. Raises `Forbidden`, `DomainError("partner_known")`."""
    require(by, "prescriptions.keep_partners", centre)
    partner = _save(Partner(centre=centre), name=name, email=email, language=language)
    audit.record("partner.added", by=by, subject=partner)
    return partner


@transaction.atomic
def change(partner: Partner, *, name: str, email: str, language: str, active: bool, by: Actor) -> Partner:
    """Change what is known of them. One that is not `active` has no link that opens anything. Raises as `add`."""
    require(by, "prescriptions.keep_partners", partner)
    _save(partner, name=name, email=email, language=language, active=active)
    audit.record("partner.changed", by=by, subject=partner)
    return partner


def _save(partner: Partner, *, name: str, email: str, **facts: object) -> Partner:
    for field, value in {"name": name.strip(), "email": email.strip().lower(), **facts}.items():
        setattr(partner, field, value)
    try:
        with transaction.atomic():
            partner.save()
    except IntegrityError as error:
        raise DomainError("partner_known") from error
    return partner


@transaction.atomic
def make_link(
    partner: Partner, *, by: Actor, reads: Prescription | None = None, now: datetime | None = None
) -> NewLink:
    """A new link, that writes a prescription or `reads` one; those made before stay.

    Raises `Forbidden`, `DomainError("partner_stopped")`.
    """
    require(by, "prescriptions.keep_partners", partner)
    if not partner.active:
        raise DomainError("partner_stopped")
    at = now or clock.now()
    token = secrets.token_urlsafe(24)
    link = PartnerLink.objects.create(
        partner=partner,
        purpose=LinkPurpose.READ if reads else LinkPurpose.WRITE,
        prescription=reads,
        token_hash=_hash(token),
        made_at=at,
        made_by_user_id=by.user_id,
        expires_at=at + LASTS,
    )
    audit.record("partner_link.made", by=by, subject=link, centre_id=partner.centre_id)
    return NewLink(link, token)


def send(made: NewLink, *, by: Actor) -> bool:
    """E-mail the form's link; whether the mail server took it. Call it outside of any transaction."""
    return post("", [made], by=by)


def post(kind: str, made: Sequence[NewLink], *, by: Actor) -> bool:
    """E-mail links of one partner in one letter of this kind; what the mail server does not take opens nothing."""
    try:
        codes.ways[ContactKind.EMAIL].carry(letter(kind, made))
    except Exception:  # noqa: BLE001 - whatever a mail server says: who pressed the button hears it, or it goes again
        log.warning("link not sent", **failures.in_hand())
        for one in made:
            revoke(one.link, by=by)
        return False
    PartnerLink.objects.filter(pk__in=[one.link.pk for one in made]).update(sent_at=clock.now())
    return True


def letter(kind: str, made: Sequence[NewLink]) -> Letter:
    partner = made[0].link.partner
    context = {"centre": partner.centre, "addresses": [one.address for one in made], "days": LASTS.days}
    return Letter(
        to=partner.email,
        subject=words.render(f"prescriptions/partners/{kind}subject", partner.language, context),
        text=words.render(f"prescriptions/partners/{kind}letter", partner.language, context) + "\n",
        headers={"Auto-Submitted": "auto-generated"},
    )


def by_token(token: str, purpose: LinkPurpose, *, now: datetime) -> PartnerLink | None:
    """The link that this token opens, if it does. One query."""
    rows = PartnerLink.objects.all().standing(now).filter(token_hash=_hash(token), purpose=purpose)
    return rows.select_related("partner__centre").first()


def used_by_token(token: str, purpose: LinkPurpose) -> PartnerLink | None:
    """The same once it is used up: whoever sends the form twice gets one answer. One query."""
    rows = PartnerLink.objects.filter(token_hash=_hash(token), purpose=purpose).exclude(used_at=None)
    return rows.select_related("partner__centre").first()


def reading_link(token: str) -> PartnerLink | None:
    """One that told, or still tells, what became of one, and that nobody ended. One query."""
    rows = PartnerLink.objects.filter(token_hash=_hash(token), purpose=LinkPurpose.READ, revoked_at=None)
    rows = rows.filter(partner__active=True, prescription__person__erased_at=None, prescription__isnull=False)
    return rows.select_related("partner__centre", "prescription").first()


@transaction.atomic
def revoke(link: PartnerLink, *, by: Actor, now: datetime | None = None) -> None:
    """End a link at once. Asked again, nothing happens. Raises `Forbidden`."""
    require(by, "prescriptions.keep_partners", link.partner)
    ended = PartnerLink.objects.filter(pk=link.pk, revoked_at=None, used_at=None).update(revoked_at=now or clock.now())
    if ended:
        audit.record("partner_link.revoked", by=by, subject=link, centre_id=link.partner.centre_id)


def _hash(token: str) -> str:
    """Enough for a token that nobody can guess: it needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
