"""Text messages, and the book of them all: what was accepted, from whom, for whom, and when."""

import threading
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial

# GSM 03.38: what fits into seven bits, and what takes two places there. Anything else makes the whole text UCS-2.
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = set("^{}\\[~]|€\f")
# A confirmation that the provider sends by itself: the handset shows it, the API does not know of it.
BY_NETWORK = "by-network"
NOT_SENT_YET = {"accepted", "queued"}


def new_sid(prefix: str) -> str:
    return f"{prefix}{uuid.uuid4().hex}"


def now() -> datetime:
    return datetime.now(UTC)


def segments(body: str) -> int:
    """How many messages the network makes of a text."""
    if set(body) <= GSM | GSM_TWICE:
        length, one, part = len(body) + sum(letter in GSM_TWICE for letter in body), 160, 153
    else:
        length, one, part = len(body.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= one else -(-length // part)


@dataclass
class Message:
    """One text. `direction` is the provider's word, outbound-api, outbound-reply or inbound, or `BY_NETWORK`."""

    to: str
    from_: str
    body: str
    direction: str = "outbound-api"
    service_sid: str = ""
    callback: str = ""
    media: int = 0
    status: str = "queued"
    error_code: int | None = None
    sid: str = field(default_factory=partial(new_sid, "SM"))
    at: datetime = field(default_factory=now)

    @property
    def handset(self) -> str:
        """The person's number, whichever way the text went."""
        return self.from_ if self.direction == "inbound" else self.to

    @property
    def parts(self) -> int:
        """How many messages the network makes of it."""
        return segments(self.body)

    @property
    def reached_handset(self) -> bool:
        return self.status not in {"failed", "undelivered"}

    @property
    def second(self) -> datetime:
        """When it was, as exactly as the provider says it."""
        return self.at.replace(microsecond=0)

    def told(self) -> dict[str, object]:
        """As the log and a handset show it."""
        return {
            "sid": self.sid,
            "to": self.to,
            "from": self.from_,
            "body": self.body,
            "direction": self.direction,
            "status": self.status,
            "error_code": self.error_code,
            "media": self.media,
            "at": self.at.isoformat(),
        }

    def resource(self, account_sid: str) -> dict[str, object]:
        """As the REST API shows it."""
        path = f"/2010-04-01/Accounts/{account_sid}/Messages/{self.sid}"
        said = format_datetime(self.second)
        return {
            "sid": self.sid,
            "account_sid": account_sid,
            "messaging_service_sid": self.service_sid or None,
            "to": self.to,
            "from": self.from_ or None,
            "body": self.body,
            "direction": self.direction,
            "status": self.status,
            "error_code": self.error_code,
            "error_message": None,
            "num_segments": str(self.parts),
            "num_media": str(self.media),
            "date_created": said,
            "date_updated": said,
            "date_sent": None if self.status in NOT_SENT_YET else said,
            "price": None,
            "price_unit": "USD",
            "api_version": "2010-04-01",
            "uri": f"{path}.json",
            "subresource_uris": {"media": f"{path}/Media.json"},
        }


class Messages:
    """Every text in the order in which it was accepted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        with self._lock:
            self._all: list[Message] = []
            self._by_sid: dict[str, Message] = {}
            self._by_number: defaultdict[str, list[Message]] = defaultdict(list)

    def add(self, message: Message) -> Message:
        with self._lock:
            self._all.append(message)
            self._by_sid[message.sid] = message
            for number in {message.to, message.from_}:
                self._by_number[number].append(message)
        return message

    def get(self, sid: str) -> Message | None:
        return self._by_sid.get(sid)

    def __iter__(self) -> Iterator[Message]:
        return iter(self._all[:])

    def __len__(self) -> int:
        return len(self._all)

    def with_number(self, number: str) -> list[Message]:
        """Oldest first, both ways."""
        return self._by_number.get(number, [])[:]

    def handsets(self) -> list[str]:
        """The numbers of people that wrote or were written to, the newest first."""
        return list(dict.fromkeys(message.handset for message in reversed(self._all[:])))
