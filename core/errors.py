"""What services raise. A code and its values travel; the words are found at the rim, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, str | Promise] = {
    "forbidden": _("You may not do this. If you think you should, ask your centre's coordinator."),
    "too_many_tries": _(
        "That was too often for now. Please wait a while, or call your centre: a person there will help you."
    ),
    "press_busy": _("Other sheets are being printed just now. Please wait a minute and try again."),
    "moved": _("Somebody else was faster: this has changed since you opened it."),
}


def register_words(words: Mapping[str, str | Promise]) -> None:
    """Give the words for an app's error codes, with named printf places for their values. A code is given once."""
    for code, text in words.items():
        if code in _WORDS:
            raise ValueError(f"error code {code!r} has words already")
        _WORDS[code] = text


class DomainError(Exception):
    """A rule of the domain says no. `code` names the rule; `values` fill the places in its words."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def words(self) -> str:
        """The sentence for the reader, in the active language."""
        return str(_WORDS[self.code]) % self.values


class Forbidden(DomainError):
    """The actor may not do this. Screens answer 403."""

    def __init__(self, code: str = "forbidden", **values: Any) -> None:
        super().__init__(code, **values)


class Moved(DomainError):
    """Somebody changed the state first. `state` is what it is now; `last` the history row that made it so, if any."""

    def __init__(self, *, state: str, last: Any = None) -> None:
        super().__init__("moved")
        self.state = state
        self.last = last
