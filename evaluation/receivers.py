"""What other rooms tell."""

from django.dispatch import receiver

from evaluation.services import equity
from people import signals
from people.models.consent import Purpose


@receiver(signals.consent_withdrawn)
def hear_that_nobody_may_ask_who_they_are(person_id: int, purpose: str, **_kwargs: object) -> None:
    if purpose == Purpose.EQUITY:
        equity.forget(person_id)
