"""Clinics outside: kept by link workers and managers, and sent a link that opens the form for one prescription.

The token is in the link alone; what we keep is its hash. Neither subject nor words of the e-mail speak of a client.
"""

import hashlib
import secrets
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
from prescriptions.models import LinkPurpose, Partner, PartnerLink

log = structlog.get_logger("porchlight.partners")

LASTS = timedelta(days=7)


@dataclass(frozen=True)
class NewLink:
    """A link that was just made: the one moment at which its token is known."""

    link: PartnerLink
    token: str

    @property
    def address(self) -> str:
        """All of it, in the partner's language."""
        with translation.override(self.link.partner.language):
            return settings.PUBLIC_BASE_URL + reverse("prescribed:partner", args=[self.token])


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
    partner: Partner, *, by: Actor, purpose: LinkPurpose = LinkPurpose.WRITE, now: datetime | None = None
) -> NewLink:
    """A new link; those made before stay. Raises `Forbidden`, `DomainError("partner_stopped")`."""
    require(by, "prescriptions.keep_partners", partner)
    if not partner.active:
        raise DomainError("partner_stopped")
    at = now or clock.now()
    token = secrets.token_urlsafe(24)
    link = PartnerLink.objects.create(
        partner=partner,
        purpose=purpose,
        token_hash=_hash(token),
        made_at=at,
        made_by_user_id=by.user_id,
        expires_at=at + LASTS,
    )
    audit.record("partner_link.made", by=by, subject=link, centre_id=partner.centre_id)
    return NewLink(link, token)


def send(made: NewLink, *, by: Actor) -> bool:
    """E-mail it; whether the mail server took it: else it opens nothing. Call it outside of any transaction."""
    try:
        codes.ways[ContactKind.EMAIL].carry(letter(made))
    except Exception:  # noqa: BLE001 - whatever a mail server says: whoever pressed the button hears it
        log.warning("link not sent", **failures.in_hand())
        revoke(made.link, by=by)
        return False
    PartnerLink.objects.filter(pk=made.link.pk).update(sent_at=clock.now())
    return True


def letter(made: NewLink) -> Letter:
    partner = made.link.partner
    context = {"centre": partner.centre, "address": made.address, "days": LASTS.days}
    return Letter(
        to=partner.email,
        subject=words.render("prescriptions/partners/subject", partner.language, context),
        text=words.render("prescriptions/partners/letter", partner.language, context) + "\n",
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
