"""What this room does when something happens below it."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from core.actors import SYSTEM
from evaluation.services import equity, sittings, stories
from people.models.consent import Purpose
from people.services import consents
from people.signals import consent_withdrawn


@receiver(consent_withdrawn)
def call_off(person_id: int, purpose: Purpose, **_kwargs: Any) -> None:
    """At once: nothing that was asked shows any more. Whoever agreed again meanwhile is asked on."""
    if purpose == Purpose.EVALUATION and not consents.who_agree([person_id], purpose):
        with transaction.atomic():
            sittings.call_off_for([person_id], by=SYSTEM)


@receiver(consent_withdrawn)
def forget_who_they_are(person_id: int, purpose: Purpose, **_kwargs: Any) -> None:
    """At once, too: the answers are deleted."""
    if purpose == Purpose.EQUITY:
        equity.forget(person_id)


@receiver(consent_withdrawn)
def take_back_stories(person_id: int, purpose: Purpose, **_kwargs: Any) -> None:
    """Nothing showed them from the moment of the no; now their words are deleted."""
    if purpose == Purpose.STORIES:
        stories.withdraw_ended([person_id])
