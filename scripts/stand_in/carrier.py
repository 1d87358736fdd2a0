"""What the telephone network does by itself: who is blocked, what fails, and the reports of what became of a text.

How the provider treats the reserved words, as its documentation and its customers tell it:

- Only a message that is one such word and nothing else counts, in any case. Today REVOKE and OPTOUT stop as well.
- STOP and its like block the handset for the number that it wrote to, or for the whole Messaging Service which that
  number belongs to. The provider confirms it to the handset by itself; that confirmation is no API message.
- The message is passed on to the site's webhook all the same, after the block stands.
- A later send is refused with HTTP 400 and code 21610. Where only a Messaging Service is named, customers have also
  seen it accepted first and failed with 21610 in a status report; `Account.blocks_late` plays that.
- HELP and INFO are answered by the provider too, unless the handset is blocked. They reach the webhook as well.
- A Messaging Service with *Advanced Opt-Out* has words and confirmations of its owner's choice in further languages,
  and its webhook says in `OptOutType` which kind of word came: STOP, START or HELP. `Account.advanced_opt_out` plays
  one with ARRET, ARRÊT and AIDE; without it `OptOutType` is never sent.

Three things nobody writes down, and these are our reading: a TwiML answer to a blocked handset does not go out, and
shows as error 21610 in the customer's debugger alone; START, YES and UNSTOP, which lift the block, are confirmed only
where there was one; a full stop after the word makes it another word.

Reports of a text come for each change of its status, but never for the status with which it was accepted: one that
names its sender is *queued* at once, one by a service *accepted*, and only then reported as queued.

`default_answers=False` plays an account whose owner had these words switched off: nothing is blocked or answered.
"""

from dataclasses import dataclass, field
from functools import partial

from scripts.stand_in.account import Account
from scripts.stand_in.alerts import Alerts
from scripts.stand_in.faults import Faults
from scripts.stand_in.later import Later
from scripts.stand_in.messages import BY_NETWORK, Message, Messages
from scripts.stand_in.webhooks import WebhookError, Webhooks

STOP_WORDS = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"}
START_WORDS = {"START", "YES", "UNSTOP"}
HELP_WORDS = {"HELP", "INFO"}
KINDS = {"STOP": STOP_WORDS, "START": START_WORDS, "HELP": HELP_WORDS}
FURTHER_WORDS = {"ARRET": "STOP", "ARRÊT": "STOP", "AIDE": "HELP"}
STOPPED = (
    "You have successfully been unsubscribed. You will not receive any more messages from this number. "
    "Reply START to resubscribe."
)
STARTED = (
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
    "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
)
HELPED = "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
BLOCKED = 21610


@dataclass
class Manner:
    """How a number behaves: refused at once by the API, failing later with a report, or picking up when dialled."""

    refuse: int | None = None
    fail: int | None = None
    fail_status: str = "undelivered"
    dial: str = "completed"


@dataclass
class Carrier:
    account: Account
    faults: Faults
    later: Later
    messages: Messages
    webhooks: Webhooks
    alerts: Alerts
    manners: dict[str, Manner] = field(default_factory=dict)
    blocks: set[tuple[str, str]] = field(default_factory=set)

    def treat(self, number: str, **manner: str | int | None) -> None:
        """Say how a number behaves from now on: `refuse=21614`, `fail=30003`, `dial="busy"`…"""
        self.manners[number] = Manner(**manner)  # type: ignore[arg-type]

    def manner(self, number: str) -> Manner:
        return self.manners.get(number, Manner())

    def clear(self) -> None:
        self.manners.clear()
        self.blocks.clear()

    def objection(self, to: str, sender: str) -> int | None:
        """The code with which the API refuses a text to this number, if it does. No sender: the service chooses."""
        if self.is_blocked(to, sender) and (sender or not self.account.blocks_late):
            return BLOCKED
        return self.manner(to).refuse

    def is_blocked(self, handset: str, sender: str) -> bool:
        return (handset, self._block_key(sender)) in self.blocks

    def take(self, message: Message) -> None:
        """Carry a text that the API accepted, and report on it as it goes."""
        steps = [step for step in self.account.reports if step not in {"delivered", message.status}]
        last, code = "delivered", None
        if self.is_blocked(message.to, message.from_):
            steps, last, code = [], "failed", BLOCKED
        elif manner := self.manners.get(message.to):
            last, code = (manner.fail_status, manner.fail) if manner.fail else (last, None)
        if message.callback:
            path = [*((step, None) for step in steps), (last, code)]
            self.later.after(self.faults.knobs.report_delay, partial(self._report, message, path))
        else:
            message.status, message.error_code = last, code

    def kind_of(self, message: Message) -> str:
        """STOP, START or HELP for a reserved word, however it is written; nothing for any other text."""
        if not self.account.default_answers:
            return ""
        word = message.body.strip().upper()
        further = FURTHER_WORDS.get(word, "") if self.account.advanced_opt_out else ""
        return next((kind for kind, words in KINDS.items() if word in words), further)

    def answers_by_itself(self, message: Message) -> None:
        """What the reserved words do before the site hears of them."""
        kind, key = self.kind_of(message), (message.from_, self._block_key(message.to))
        if kind == "STOP":
            self.blocks.add(key)
            self._confirm(message, STOPPED)
        elif kind == "START" and key in self.blocks:
            self.blocks.discard(key)
            self._confirm(message, STARTED)
        elif kind == "HELP" and key not in self.blocks:
            self._confirm(message, HELPED)

    def reply(self, message: Message) -> Message | None:
        """Carry a TwiML answer; nothing where the handset is blocked."""
        if self.is_blocked(message.to, message.from_):
            self.alerts.add(BLOCKED, f"an answer to {message.to} did not go out: it has replied with STOP")
            return None
        self.messages.add(message)
        self.take(message)
        return message

    def _block_key(self, sender: str) -> str:
        return self.account.messaging_service_sid or sender or self.account.numbers[0]

    def _confirm(self, message: Message, words: str) -> None:
        answer = Message(message.from_, message.to, words, direction=BY_NETWORK, status="delivered")
        self.messages.add(answer)

    def _report(self, message: Message, path: list[tuple[str, int | None]]) -> None:
        """Tell the site one step, and plan the next: a message's reports come in order."""
        (message.status, message.error_code), *rest = path
        if not self.faults.knobs.reports_lost:
            try:
                self.webhooks.post(message.callback, self._words_of_report(message))
            except WebhookError as error:
                self.alerts.add(error.code, str(error))
        if rest:
            self.later.after(0, partial(self._report, message, rest))

    def _words_of_report(self, message: Message) -> dict[str, str]:
        words = {
            "MessageSid": message.sid,
            "SmsSid": message.sid,
            "MessageStatus": message.status,
            "SmsStatus": message.status,
            "To": message.to,
            "From": message.from_,
            "AccountSid": self.account.account_sid,
            "ApiVersion": "2010-04-01",
        }
        if message.service_sid:
            words["MessagingServiceSid"] = message.service_sid
        if message.error_code:
            words["ErrorCode"] = str(message.error_code)
        return words
