"""The site's own words in the language of a journey: from the catalogues, as the pages take them."""

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise


def t(text: str | Promise, language: str, **values: object) -> str:
    """The English message, or a lazy one of the site, in `language`; English itself where the catalogue lacks it."""
    with translation.override(language):
        found = str(text) if isinstance(text, Promise) else translation.gettext(text)
        return found % values if values else found


def address(reader: str, /, url_name: str, *args: object, **kwargs: object) -> str:
    """The path of a page in the language of its reader."""
    with translation.override(reader):
        return reverse(url_name, args=args or None, kwargs=kwargs or None)
