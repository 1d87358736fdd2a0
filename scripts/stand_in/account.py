"""What the stand-in is told at its start: who its customer is, and where that customer's site listens."""

from dataclasses import dataclass


@dataclass
class Account:
    """One customer of the telephone provider, with invented credentials.

    `public_base` is the site's address as the world knows it: it is what is signed. Where `reach_at` is given, the
    connection goes there instead, with the headers that a proxy in front of the site would set.

    `default_answers`, `advanced_opt_out` and `blocks_late` are about reserved words: see `carrier.py`. A call to a
    person rings for `rings_for` seconds until nobody has answered; 0 is for ever, so that tests need not hurry.
    """

    account_sid: str = "AC00000000000000000000000000000001"
    auth_token: str = "token-of-the-stand-in"  # noqa: S105 - invented
    numbers: tuple[str, ...] = ("+15195550100",)
    messaging_service_sid: str = "MG00000000000000000000000000000001"
    public_base: str = "https://porchlight.example"
    reach_at: str = ""
    sms_url: str = ""
    voice_url: str = ""
    voice_status_url: str = ""
    default_answers: bool = True
    advanced_opt_out: bool = False
    blocks_late: bool = False
    rings_for: float = 0.0
    reports: tuple[str, ...] = ("queued", "sent", "delivered")
    webhook_timeout: float = 15.0

    def absolute(self, url: str) -> str:
        """An address of the site: whole as it was given, or a path under its public base."""
        return self.public_base.rstrip("/") + url if url.startswith("/") else url
