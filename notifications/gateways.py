"""The doors to the telephone network. `settings.TELEPHONE_GATEWAY` names the one in use."""

from typing import Protocol

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.utils.module_loading import import_string

from people.services.codes import Letter

log = structlog.get_logger("porchlight.gateway")


class Gateway(Protocol):
    """Carries a text message to a number; answers with the provider's id of it."""

    def send_text(self, *, to: str, body: str) -> str: ...


class LogGateway:
    """Carries nothing: says in the log that a text would have gone out. Where no provider is named."""

    carries = False

    def send_text(self, *, to: str, body: str) -> str:
        log.info("text not sent", parts=1 + len(body) // 160, country=to[:2])
        return ""


class MailGateway:
    """Puts a text where e-mails go: whoever tries the demo finds it there. For one's own machine."""

    def send_text(self, *, to: str, body: str) -> str:
        send_mail("", body, None, [f"{to}@text.invalid"])
        return ""


def gateway() -> Gateway:
    """The gateway that the settings name. Raises `ImportError` where they name none that exists."""
    return import_string(settings.TELEPHONE_GATEWAY)()


def carries_texts() -> bool:
    """Whether texts reach anybody."""
    return is_configured() and getattr(gateway(), "carries", True)


def carry(letter: Letter) -> None:
    """A one-time code by text; a text has no subject."""
    gateway().send_text(to=letter.to, body=letter.text)


def is_configured() -> bool:
    """Whether the named gateway can be made: `/readyz` asks."""
    try:
        gateway()
    except (ImportError, TypeError):
        return False
    return True
