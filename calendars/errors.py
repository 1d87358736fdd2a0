"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "too_many_calendars": _("You have as many calendars as one person can have. End one that you use no more."),
        "calendar_ended": _("This calendar is ended. Make a new one."),
    }
)
