"""What the groups tell: each is passed on to the service that knows what it means for those who came by a
prescription."""

from django.dispatch import receiver

from activities import signals
from prescriptions.services import comeback


@receiver(signals.register_kept)
def hear_who_was_there(session_id: int, **_kwargs: object) -> None:
    comeback.register_kept(session_id)


@receiver(signals.session_called_off)
def hear_date_called_off(session_id: int, **_kwargs: object) -> None:
    comeback.session_called_off(session_id)


@receiver(signals.session_back_on)
def hear_date_back_on(session_id: int, **_kwargs: object) -> None:
    comeback.session_back_on(session_id)


@receiver(signals.activity_ended)
def hear_group_ended(activity_id: int, **_kwargs: object) -> None:
    comeback.activity_ended(activity_id)
