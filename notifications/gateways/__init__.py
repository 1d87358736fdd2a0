"""The doors to the telephone network. `settings.TELEPHONE_GATEWAY` names the one in use."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from core.text import fold
from people.services import numbers
from people.services.codes import Letter


class NotNow(Exception):
    """The provider did not take it, and says so; later it may."""


class Busy(NotNow):
    """The provider takes nothing more for the moment."""


class Stopped(Exception):
    """Somebody with this number said STOP, to the carrier or to us."""


class Gateway(Protocol):
    """Carries texts and calls. Besides what is named, a method raises `people.services.codes.Refused` where nobody has
    the number for good, `Stopped`, and `NotNow`. **Whatever else it raises leaves open whether the provider took it**,
    and then its log is asked."""

    carries: bool  # whether anything reaches anybody

    def send_text(self, *, to: str, words: str, sender: str = "", report_to: str = "") -> str:
        """Hand over a text; answers with the provider's id of it. `sender` is one of our numbers; `report_to` is the
        address that hears what becomes of it."""

    def texts_to(self, to: str, *, since: datetime) -> Iterable[tuple[str, str]]:
        """Id and words of every text that the provider took from us for this number since then, oldest first."""

    def ring(self, *, to: str, sender: str, script: str, report_to: str) -> str:
        """Call a number; who answers hears what the address `script` says. Answers with the provider's id."""

    def calls_to(self, to: str, *, since: datetime) -> Iterable[str]:
        """The ids of the calls that the provider took from us for this number since then, oldest first."""

    def recording(self, provider_id: str) -> bytes:
        """What somebody said, as a WAV file."""


def gateway() -> Gateway:
    """The gateway that the settings name. Raises `ImportError` where they name none that exists."""
    return import_string(settings.TELEPHONE_GATEWAY)()


def is_configured() -> bool:
    """Whether the named gateway can be made: `/readyz` asks."""
    try:
        gateway()
    except (ImportError, TypeError, ValueError):
        return False
    return True


def carries() -> bool:
    """Whether texts and calls reach anybody."""
    return is_configured() and gateway().carries


def carry_code(letter: Letter) -> None:
    """A one-time code by text; a text has no subject. Raises `Stopped` where somebody with the number said STOP, in
    whichever language: the carrier knows but one."""
    if numbers.stopped([letter.to]):
        raise Stopped
    gateway().send_text(to=letter.to, words=letter.text)


def words_hash(words: str) -> str:
    """By which a text is found again in the provider's log. Carriers swap quotation marks and accents for cheaper ones
    and touch spaces, so letters and digits alone count."""
    return hashlib.sha256("".join(filter(str.isalnum, fold(words))).encode()).hexdigest()
