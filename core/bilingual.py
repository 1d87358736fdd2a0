"""Text that exists in both languages, in two plain columns."""

from typing import Any

from django.utils.translation import get_language


class Bilingual:
    """Reads `<name>_en` or `<name>_fr` by the active language, and the other where one is empty.

    A reader who meets the other language must be told so: `written_in(obj)` names the language found.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, obj: Any, owner: type | None = None) -> Any:
        if obj is None:
            return self
        return self.in_language(obj, get_language() or "en")

    def in_language(self, obj: Any, language: str) -> str:
        """The text in `language` (`en` or `fr`), or in the other where that one is empty."""
        return str(getattr(obj, f"{self.name}_{self.written_in(obj, language)}"))

    def written_in(self, obj: Any, language: str | None = None) -> str:
        """The language of the text that a reader of `language` gets: `en` or `fr`."""
        wanted = "fr" if (language or get_language() or "en").startswith("fr") else "en"
        other = "en" if wanted == "fr" else "fr"
        return wanted if getattr(obj, f"{self.name}_{wanted}") or not getattr(obj, f"{self.name}_{other}") else other
