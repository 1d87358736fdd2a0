"""The words for what this room's services refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "resource_gone": _("This resource is no longer there. Bring it back first."),
        "file_changed": _("What is here has changed since you looked. Look again, then take what you want."),
    }
)
