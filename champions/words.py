"""The access log's words for what happens in this room."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words

register_words(
    {
        "champion.welcome": _("Welcomed this person as a Health Champion"),
        "champion.pause": _("Wrote down a break as a Health Champion"),
        "champion.resume": _("Wrote down the end of a break as a Health Champion"),
        "champion.changed": _("Changed what we know of this person as a Health Champion"),
        "hours.credited": _("Counted hours as a Health Champion"),
    }
)
