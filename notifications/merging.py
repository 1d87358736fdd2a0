"""What becomes of messages and calls when two records are made one."""

from django.utils.translation import gettext_lazy as _

from core import merging
from notifications.models import Call, OutboxMessage

merging.register(OutboxMessage, label=_("Messages"))
merging.register(Call, label=_("Telephone calls"), centre="centre")
