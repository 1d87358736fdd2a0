"""Consent to tell a champion's story, and its end."""

from functools import partial

import structlog
from django.db import transaction

from champions.models import Champion, NamedAs, StoryConsent
from champions.models.thanks import as_stored
from champions.signals import story_withdrawn
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require

log = structlog.get_logger("porchlight.champions")
# The version of the words on the screens; a new wording takes a new name.
WORDING = "2026-11"


@transaction.atomic
def agree(champion: Champion, *, named_as: str, about: str, by: Actor) -> StoryConsent:
    """The champion says yes to this story, in person or to staff who write it down. Raises `Forbidden`,
    `DomainError`."""
    require(by, "champions.print", champion)
    if not about.strip():
        raise DomainError("story_needs_words")
    made = StoryConsent.objects.create(
        champion=champion,
        named_as=NamedAs(named_as),
        about=about.strip(),
        wording=WORDING,
        channel=by.channel,
        recorded_by_user_id=None if by.person_id == champion.person_id else by.user_id,
        given_at=clock.now(),
    )
    audit.record("story_consent.given", by=by, subject=made, person_id=champion.person_id)
    return made


@transaction.atomic
def withdraw(consent: StoryConsent, *, by: Actor) -> StoryConsent:
    """Every page with its code goes off the site at once. A remark in passing is enough. Raises `Forbidden`."""
    require(by, "champions.print", consent.champion)
    if consent.withdrawn_at is None:
        consent.withdrawn_at = clock.now()
        consent.save(update_fields=["withdrawn_at"])
        audit.record("story_consent.withdrawn", by=by, subject=consent, person_id=consent.champion.person_id)
        transaction.on_commit(partial(_send, consent.code))
    return consent


def stands(code: str) -> bool:
    """Whether a story with this code may be on the site. One query."""
    return StoryConsent.objects.standing().filter(code=as_stored(code)).exists()


def _send(code: str) -> None:
    for receiver, answer in story_withdrawn.send_robust(sender=StoryConsent, code=code):
        if isinstance(answer, Exception):  # the job looks once more
            log.error("story not taken off", receiver=receiver.__name__, reason=type(answer).__name__)
