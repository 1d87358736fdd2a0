"""The access log's words for what happens in this room."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words

register_words(
    {
        "call_back.asked": _("Asked for a call"),
        "call_back.heard": _("Listened to what this person recorded"),
        "call_back.settled": _("Settled a call that this person waited for"),
        "message.resent": _("Had a message sent again"),
        "call.noted": _("Noted a call to this person"),
        "text.received": _("Received a text from this person"),
        "preferences.changed": _("Changed how the person likes to be reached"),
        "line_call.verified": _("Said on the automatic line who is calling"),
        "message.said": _("Gave this person a message on the telephone"),
    }
)
