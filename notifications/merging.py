"""What becomes of messages and calls when two records are made one."""

from django.utils.translation import gettext_lazy as _

from core import merging
from notifications.models import Call, CallBack, Conversation, InboundText, LineCall, OutboxMessage, Preferences

merging.register(OutboxMessage, label=_("Messages"))
merging.register(Call, label=_("Telephone calls"), centre="centre")
merging.register(CallBack, label=_("Calls that they wait for"), centre="centre")
merging.register(Preferences, move=merging.stay_behind)  # the kept one's word holds
merging.register(Conversation)
merging.register(InboundText)
merging.register(LineCall)
