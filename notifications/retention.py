"""What the retention schedule says about texts and calls."""

from django.utils.translation import gettext_lazy as _

from core import retention
from notifications.services.forgetting import KEPT

retention.promised.register(
    "notifications.texts",
    retention.Promised(
        what=_("Texts that came in, and what was keyed in on the automatic line"),
        after=_("they came in"),
        kept=KEPT,
        job="notifications.forget_texts",
    ),
)
retention.promised.register(
    "notifications.call_backs",
    retention.Promised(
        what=_("Calls that people waited for, with what they said into the recorder"),
        after=_("somebody called back"),
        kept=KEPT,
        job="notifications.forget_texts",
    ),
)
