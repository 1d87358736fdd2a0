"""The access log's words for what happens in this room."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words

register_words(
    {
        "call.noted": _("Noted a call to this person"),
        "call_back.asked": _("Noted that this person waits for a call"),
        "text.received": _("Received a text from this person"),
        "line_call.verified": _("Said on the automatic line who is calling"),
        "message.said": _("Gave this person a message on the telephone"),
    }
)
