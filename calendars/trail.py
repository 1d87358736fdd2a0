"""The words of the access log for what is done with somebody's own calendars."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words

register_words(
    {
        "subscription.made": _("Made an address for a calendar of one’s own"),
        "subscription.changed": _("Changed what a calendar of one’s own shows"),
        "subscription.rotated": _("Gave a calendar of one’s own a new address"),
        "subscription.revoked": _("Ended a calendar of one’s own"),
    }
)
