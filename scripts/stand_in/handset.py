"""The handsets of people: they write, read, call, and are called."""

from collections.abc import Iterable

from scripts.stand_in import twiml
from scripts.stand_in.calls import Switchboard
from scripts.stand_in.carrier import Carrier
from scripts.stand_in.dialogue import Call
from scripts.stand_in.messages import Message, new_sid
from scripts.stand_in.webhooks import WebhookError


class Handset:
    """All of them in one: each call says whose."""

    def __init__(self, carrier: Carrier, switchboard: Switchboard) -> None:
        self.carrier = carrier
        self.switchboard = switchboard
        self.account = carrier.account

    def text(self, from_: str, to: str, body: str, media: int = 0) -> list[str]:
        """Write to one of our numbers; what the site answered, as far as it went out.

        Raises `WebhookError` or `TwimlError`, and adds an alert, where the site does not answer as it should.
        """
        self._check_ours(to)
        message = Message(to, from_, body, "inbound", self.account.messaging_service_sid, media=media)
        message.status = "received"
        self.carrier.messages.add(message)
        self.carrier.answers_by_itself(message)
        if not self.account.sms_url:
            return []
        try:
            answer = self.carrier.webhooks.post(self.account.sms_url, self._words(message))
            verbs = twiml.messaging(answer.body, answer.content_type)
            return [reply.body for reply in self._replies(message, verbs)]
        except (WebhookError, twiml.TwimlError) as error:
            self.carrier.alerts.add(error.code, str(error))
            raise

    def thread(self, number: str) -> list[Message]:
        """What a handset wrote and received, oldest first."""
        return [message for message in self.carrier.messages.with_number(number) if message.reached_handset]

    def call(self, from_: str, to: str) -> Call:
        """Ring one of our numbers; the call as far as it goes without the caller's doing anything."""
        self._check_ours(to)
        account = self.account
        call = Call(self.switchboard, to, from_, account.voice_url, status_url=account.voice_status_url)
        self.switchboard.calls[call.sid] = call
        call.ring()
        return call

    def ringing(self, number: str = "") -> list[Call]:
        """The calls that ring now: at one handset, or at all."""
        calls = list(self.switchboard.calls.values())
        return [call for call in calls if _rings(call) and number in {"", call.to}]

    def _check_ours(self, number: str) -> None:
        if number not in self.account.numbers:
            raise ValueError(f"{number} is none of {', '.join(self.account.numbers)}")

    def _replies(self, message: Message, verbs: list[twiml.Element]) -> Iterable[Message]:
        for verb in verbs:
            if verb.tag != "Message":
                raise twiml.TwimlError(12200, f"the stand-in does not carry out {verb.tag} in an answer to a text")
            reply = Message(
                verb.get("to", message.from_),
                verb.get("from", message.to),
                _body(verb),
                "outbound-reply",
                message.service_sid,
                callback=self.account.absolute(verb.get("statusCallback", "")),
                media=len(verb.findall("Media")),
            )
            if carried := self.carrier.reply(reply):
                yield carried

    def _words(self, message: Message) -> dict[str, str]:
        """What the webhook for a text says."""
        words = {
            "MessageSid": message.sid,
            "SmsSid": message.sid,
            "SmsMessageSid": message.sid,
            "SmsStatus": "received",
            "AccountSid": self.account.account_sid,
            "From": message.from_,
            "To": message.to,
            "Body": message.body,
            "NumMedia": str(message.media),
            "NumSegments": str(message.parts),
            "FromCountry": "CA",
            "ToCountry": "CA",
            "ApiVersion": "2010-04-01",
        }
        if message.service_sid:
            words["MessagingServiceSid"] = message.service_sid
        if self.account.advanced_opt_out and (kind := self.carrier.kind_of(message)):
            words["OptOutType"] = kind
        for number in range(message.media):
            words[f"MediaUrl{number}"] = f"{self.switchboard.base}/media/{new_sid('ME')}"
            words[f"MediaContentType{number}"] = "image/jpeg"
        return words


def _rings(call: Call) -> bool:
    return call.direction != "inbound" and call.status == "ringing"


def _body(verb: twiml.Element) -> str:
    """The words of an answer, in a `Body` or without; line breaks stay."""
    body = verb.find("Body")
    return ((body.text if body is not None else verb.text) or "").strip()
