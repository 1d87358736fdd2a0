"""The copies of one sheet of paper: two languages, two sizes of print."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Copy:
    """One link, in the language of what it opens."""

    url: str
    words: str
    lang: str


def copies(url_name: str, *args: Any, query: str = "") -> list[Copy]:
    """The copies of a sheet: English and French, each in both sizes."""
    found = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            url = reverse(url_name, args=args)
            own = translation.get_language_info(language)["name_local"].capitalize()
            found.append(Copy(f"{url}?{query}" if query else url, own, language))
            large = f"{query}&size=large" if query else "size=large"
            found.append(Copy(f"{url}?{large}", _("%(language)s, large print") % {"language": own}, language))
    return found
