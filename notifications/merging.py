"""What becomes of messages and calls when two records are made one."""

from django.db.models import Exists, QuerySet
from django.utils.translation import gettext_lazy as _

from core import merging
from core.actors import Actor
from notifications.models import Call, CallBack, Conversation, InboundText, LineCall, OutboxMessage, Preferences


def decided_already(kept_id: int, merged_id: int) -> QuerySet[Preferences]:
    """The merged one's preferences, where the kept one has some: those hold."""
    return Preferences.objects.filter(Exists(Preferences.objects.filter(person=kept_id)), person=merged_id)


_move_preferences = merging.mover(Preferences, stays=decided_already)


def move_preferences(kept_id: int, merged_id: int, by: Actor) -> list[int]:
    """That they want no contact holds whichever record says so."""
    if Preferences.objects.filter(person=merged_id, do_not_contact=True).exists():
        Preferences.objects.filter(person=kept_id).update(do_not_contact=True)
    return _move_preferences(kept_id, merged_id, by)


merging.register(OutboxMessage, label=_("Messages"))
merging.register(Call, label=_("Telephone calls"), centre="centre")
merging.register(CallBack, label=_("Calls that they wait for"), centre="centre")
merging.register(Preferences, move=move_preferences, stays=decided_already)
merging.register(Conversation)
merging.register(InboundText)
merging.register(LineCall)
