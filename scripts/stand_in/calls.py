"""One call: who rings whom, what its status is, and what the site is told of it.

What the site answers is carried out in `dialogue.py`. A call is driven by one thread at a time: by a test, by the
control page, or by the network when the API changes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from typing import TYPE_CHECKING

from scripts.stand_in.account import Account
from scripts.stand_in.alerts import Alerts
from scripts.stand_in.carrier import Carrier
from scripts.stand_in.faults import Faults
from scripts.stand_in.later import Later
from scripts.stand_in.messages import new_sid, now
from scripts.stand_in.recordings import Recording
from scripts.stand_in.webhooks import WebhookError, Webhooks

if TYPE_CHECKING:
    from scripts.stand_in.dialogue import Call

OVER = {"completed", "busy", "no-answer", "failed", "canceled"}
# The status of a call when each event of its course is reported.
EVENTS = {"initiated": "initiated", "ringing": "ringing", "answered": "in-progress", "completed": None}


@dataclass
class Switchboard:
    """What calls need of the network."""

    account: Account
    faults: Faults
    later: Later
    webhooks: Webhooks
    alerts: Alerts
    carrier: Carrier
    base: str = ""
    calls: dict[str, "Call"] = field(default_factory=dict)
    recordings: dict[str, Recording] = field(default_factory=dict)

    def clear(self) -> None:
        self.calls.clear()
        self.recordings.clear()

    def newest_first(self) -> Iterator["Call"]:
        return reversed(list(self.calls.values()))


@dataclass
class CallRecord:
    """A call as the provider keeps it. `direction` is its word: inbound or outbound-api."""

    switchboard: Switchboard = field(repr=False)
    to: str
    from_: str
    url: str
    method: str = "POST"
    direction: str = "inbound"
    status_url: str = ""
    status_method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})
    machine_detection: str = ""
    inline: str = ""
    status: str = "queued"
    answered_by: str | None = None
    sid: str = field(default_factory=partial(new_sid, "CA"))
    at: datetime = field(default_factory=now)
    answered_at: datetime | None = None
    over_at: datetime | None = None
    _reports: int = 0

    @property
    def ended(self) -> bool:
        return self.status in OVER

    @property
    def second(self) -> datetime:
        return self.at.replace(microsecond=0)

    @property
    def duration(self) -> int:
        """Seconds between its being picked up and its end."""
        if self.answered_at is None or self.over_at is None:
            return 0
        return round((self.over_at - self.answered_at).total_seconds())

    def words(self) -> dict[str, str]:
        """What each webhook about a call says."""
        where = {f"{who}Country": "CA" for who in ("From", "To", "Caller", "Called")}
        return where | {
            "CallSid": self.sid,
            "AccountSid": self.switchboard.account.account_sid,
            "From": self.from_,
            "Caller": self.from_,
            "To": self.to,
            "Called": self.to,
            "CallStatus": self.status,
            "Direction": self.direction,
            "ApiVersion": "2010-04-01",
        }

    def picked_up(self) -> None:
        if self.answered_at is None:
            self.status, self.answered_at = "in-progress", now()

    def over(self, status: str) -> None:
        """The end, which the site is told of if it asked for that."""
        if self.ended:
            return
        self.status, self.over_at = status, now()
        self.report("completed")

    def report(self, event: str) -> None:
        """Tell the status address of an event, if it was asked for; without it a call ends just the same."""
        faults = self.switchboard.faults.knobs
        if not self.status_url or event not in self.events or faults.reports_lost:
            return
        words = self.words() | {
            "CallStatus": EVENTS[event] or self.status,
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(self._reports),
            "Timestamp": format_datetime(now()),
        }
        if event == "completed":
            words |= {"CallDuration": str(self.duration), "Duration": str(-(-self.duration // 60))}
        if self.answered_by:
            words["AnsweredBy"] = self.answered_by
        self._reports += 1
        if faults.report_delay:
            self.switchboard.later.after(faults.report_delay, partial(self._send_report, words))
        else:
            self._send_report(words)

    def _send_report(self, words: dict[str, str]) -> None:
        try:
            self.switchboard.webhooks.post(self.status_url, words, method=self.status_method)
        except WebhookError as error:
            self.switchboard.alerts.add(error.code, str(error))

    def resource(self, account_sid: str) -> dict[str, object]:
        """As the REST API shows it."""
        path = f"/2010-04-01/Accounts/{account_sid}/Calls/{self.sid}"
        started = format_datetime(self.second)
        return {
            "sid": self.sid,
            "account_sid": account_sid,
            "to": self.to,
            "from": self.from_,
            "to_formatted": self.to,
            "from_formatted": self.from_,
            "status": self.status,
            "direction": self.direction,
            "answered_by": self.answered_by,
            "duration": str(self.duration) if self.ended else None,
            "start_time": started if self.answered_at else None,
            "end_time": format_datetime(self.over_at.replace(microsecond=0)) if self.over_at else None,
            "date_created": started,
            "date_updated": started,
            "price": None,
            "price_unit": "USD",
            "api_version": "2010-04-01",
            "uri": f"{path}.json",
            "subresource_uris": {"recordings": f"{path}/Recordings.json"},
        }
