"""A call as the person at the handset lives it: what they hear, what they are asked, what they press and say.

The site's TwiML is carried out verb by verb until something is wanted of the person; time does not pass by itself.
Where the provider would wait for a key, the call stands still until `press`, `say`, `record`, `wait` or `hang_up`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NoReturn
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from scripts.stand_in import twiml
from scripts.stand_in.calls import CallRecord
from scripts.stand_in.messages import new_sid
from scripts.stand_in.recordings import Recording
from scripts.stand_in.webhooks import WebhookError

Heard = tuple[str, str]
LANGUAGE = "en-US"
# So many documents without a word from the caller, and they send each other round in circles.
IN_CIRCLES = 30
LONGEST_RECORDING = 3600


class NobodyAsked(ValueError):
    """The handset did something that the call does not wait for."""


@dataclass
class Call(CallRecord):
    """`heard`: language and text of what was said since the person's last input. `waiting_for`: digits, speech or
    record. `talking_to`: whom the call was passed on to, until one of the two hangs up. `dialed`: the numbers, and
    `shown`: what each of them saw."""

    heard: list[Heard] = field(default_factory=list)
    all_heard: list[Heard] = field(default_factory=list)
    played: list[str] = field(default_factory=list)
    dialed: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    talking_to: str | None = None
    waiting_for: str | None = None
    recording: Recording | None = None
    keys: str = ""
    _verb: Element = field(default_factory=partial(Element, "Response"))
    _verbs: Iterator[Element] = field(default_factory=partial(iter, ()))
    _here: str = ""
    _documents: int = 0

    @property
    def takes(self) -> list[str]:
        """What is listened for now: dtmf, speech, or both."""
        return self._verb.get("input", "dtmf").split() if self.waiting_for in {"digits", "speech"} else []

    # What the person does.

    def answer(self, by: str = "human") -> None:
        """Pick up a call that rings. Who picked up is said only where the site asked for that."""
        if self.status != "ringing":
            raise NobodyAsked(f"the call is {self.status}")
        self.picked_up()
        if self.machine_detection:
            self.answered_by = by
        self.report("answered")
        if self.inline:
            self._begin(self.inline, "text/xml")
        else:
            self.follow(self.url, {"AnsweredBy": by} if self.machine_detection else {}, self.method)

    def machine(self) -> None:
        """An answering machine picks up; the site's words come after its tone where it waits for that."""
        self.answer("machine_end_beep" if self.machine_detection == "DetectMessageEnd" else "machine_start")

    def no_answer(self) -> None:
        self._not_reached("no-answer")

    def busy(self) -> None:
        self._not_reached("busy")

    def press(self, keys: str) -> None:
        """Press keys. The call goes on at the finishing key, or once there are as many as it asked for."""
        if self.waiting_for == "record":
            return self.record(1, ends_with=keys)
        gather = self._listening_for("dtmf")
        finish, length = gather.get("finishOnKey", "#"), int(gather.get("numDigits", 0))
        for place, key in enumerate(keys, 1):
            done = key in finish
            if not done:
                self.keys += key
                done = len(self.keys) == length
            if done and place < len(keys):
                raise NobodyAsked(f"nobody listens for {keys[place:]} any more")
            if done:
                return self._gathered({"Digits": self.keys} if self.keys else {})
        return None

    def say(self, text: str) -> None:
        """Speak, and be understood."""
        self._listening_for("speech")
        self._gathered({"SpeechResult": text, "Confidence": "0.92"})

    def wait(self) -> None:
        """Do nothing until the call goes on by itself. Whom it was passed on to, hangs up."""
        if self.talking_to:
            self._dial_over("completed")
        elif self.waiting_for == "record":
            self._input()
            self._go_on()
        elif self.waiting_for:
            self._gathered({"Digits": self.keys} if self.keys else {})
        else:
            raise NobodyAsked("the call waits for nothing")

    def record(self, seconds: int, ends_with: str = "") -> None:
        """Speak after the tone. It ends with a key, with `hangup`, or with silence or the longest time allowed."""
        if self.waiting_for != "record":
            raise NobodyAsked(f"nothing is recorded: the call waits for {self.waiting_for}")
        verb = self._verb
        if ends_with not in {"", "hangup"} and ends_with not in verb.get("finishOnKey", "1234567890*#"):
            raise NobodyAsked(f"{ends_with} does not end the recording")
        seconds = min(seconds, int(verb.get("maxLength", LONGEST_RECORDING)))
        self.recording = Recording(self.sid, seconds)
        self.switchboard.recordings[self.recording.sid] = self.recording
        self._input()
        words = self.recording.words(self.switchboard.base, self.switchboard.account.account_sid)
        if url := verb.get("recordingStatusCallback"):
            method = verb.get("recordingStatusCallbackMethod", "POST")
            ready = self.words() | words | {"RecordingStatus": "completed", "RecordingSource": "RecordVerb"}
            self.switchboard.later.after(0, partial(self._tell, urljoin(self._here, url), ready, method))
        if ends_with == "hangup":
            self._act_after_end(verb, words | {"Digits": "hangup"})
        else:
            self.follow(verb.get("action", ""), words | {"Digits": ends_with}, verb.get("method", "POST"))

    def hang_up(self) -> None:
        """Put the receiver down. A call that was passed on is reported before its end is."""
        if self.talking_to:
            self._act_after_end(self._verb, self._dial_words("completed"))
        else:
            self.end()

    # What the provider does.

    def ring(self) -> None:
        """A call begins: to us, and the site is asked what to do; or to a person, whose handset rings."""
        self.status = "ringing"
        if self.direction == "inbound":
            self.follow(self.url, {}, self.method)
        else:
            self.report("initiated")
            self.report("ringing")

    def give_up(self) -> None:
        """It has rung long enough."""
        if self.status == "ringing":
            self.no_answer()

    def end(self, status: str = "completed") -> None:
        self.waiting_for = self.talking_to = None
        self.over(status)

    def redirect(self, url: str = "", method: str = "POST", document: str = "") -> None:
        """The API sends a call elsewhere, whatever it was doing."""
        self._input()
        self.talking_to = None
        if document:
            self._begin(document, "text/xml")
        else:
            self.follow(url, {}, method)

    def follow(self, url: str, words: dict[str, str], method: str) -> None:
        """Ask the site what comes next, and do it. Raises, and ends the call, where it does not say it well."""
        self._documents += 1
        if self._documents > IN_CIRCLES:
            self._fail(twiml.TwimlError(12200, f"{IN_CIRCLES} documents without a question, the last at {self._here}"))
        self._here = urljoin(self._here, self.switchboard.account.absolute(url)) if url else self._here
        try:
            answer = self.switchboard.webhooks.post(self._here, self.words() | words, method=method)
        except WebhookError as error:
            self._fail(error)
        if not self.ended:
            self._begin(answer.body, answer.content_type)

    def _fail(self, error: WebhookError | twiml.TwimlError) -> NoReturn:
        self.switchboard.alerts.add(error.code, str(error))
        self.end("failed" if self.answered_at is None else "completed")
        raise error

    def _begin(self, document: str, content_type: str) -> None:
        try:
            verbs = twiml.voice(document, content_type)
        except twiml.TwimlError as error:
            self._fail(error)
        if verbs and verbs[0].tag == "Reject" and self.answered_at is None:
            return self.end("busy" if verbs[0].get("reason") == "busy" else "no-answer")
        self.picked_up()
        self._verbs = iter(verbs)
        return self._go_on()

    def _go_on(self) -> None:
        verbs = self._verbs
        for verb in verbs:
            self._verb = verb
            getattr(self, f"_do_{verb.tag.lower()}")(verb)
            if self._verbs is not verbs or self.ended or self.waiting_for or self.talking_to:
                return
        self.end()

    def _do_say(self, verb: Element) -> None:
        said = (verb.get("language", LANGUAGE), twiml.words(verb))
        for _time in range(int(verb.get("loop", 1)) or 1):
            self.heard.append(said)
            self.all_heard.append(said)

    def _do_play(self, verb: Element) -> None:
        self.played.append(twiml.words(verb) or verb.get("digits", ""))

    def _do_pause(self, verb: Element) -> None:
        """Silence; time does not pass here."""

    def _do_gather(self, verb: Element) -> None:
        for child in verb:
            getattr(self, f"_do_{child.tag.lower()}")(child)
        self.waiting_for = "digits" if "dtmf" in verb.get("input", "dtmf") else "speech"

    def _do_record(self, _verb: Element) -> None:
        self.waiting_for = "record"

    def _do_dial(self, verb: Element) -> None:
        number = twiml.words(verb)
        self._shows(verb)
        self.dialed.append(number)
        outcome = self.switchboard.carrier.manner(number).dial
        if outcome == "completed":
            self.talking_to = number
        else:
            self._dial_over(outcome)

    def _shows(self, verb: Element) -> None:
        """Whose number the other side sees: one that is ours or the caller's, or the provider makes no call."""
        shown = verb.get("callerId", self.from_)
        if shown not in {*self.switchboard.account.numbers, self.from_}:
            self._fail(twiml.TwimlError(13214, f"Dial cannot show {shown}"))
        self.shown.append(shown)

    def _do_redirect(self, verb: Element) -> None:
        self.follow(twiml.words(verb), {}, verb.get("method", "POST"))

    def _do_hangup(self, _verb: Element) -> None:
        self.end()

    def _do_reject(self, _verb: Element) -> None:
        """Too late to refuse the call: it is over, and counts as a call."""
        self.end()

    # What comes of it.

    def _input(self) -> None:
        """The person did something: what they heard before is behind them."""
        self.heard.clear()
        self.waiting_for, self.keys, self._documents = None, "", 0

    def _listening_for(self, kind: str) -> Element:
        if kind not in self.takes:
            raise NobodyAsked(f"nobody listens for {kind}: the call waits for {self.waiting_for}")
        return self._verb

    def _gathered(self, words: dict[str, str]) -> None:
        """Hand the input to the action; without any, the next verb is due unless the site wants to hear of that."""
        gather = self._verb
        self._input()
        if words or gather.get("actionOnEmptyResult") == "true":
            nothing = {"Digits": ""} if "dtmf" in gather.get("input", "dtmf") else {"SpeechResult": ""}
            self.follow(gather.get("action", ""), words or nothing, gather.get("method", "POST"))
        else:
            self._go_on()

    def _not_reached(self, status: str) -> None:
        if self.status != "ringing":
            raise NobodyAsked(f"the call is {self.status}")
        self.end(status)

    def _dial_over(self, status: str) -> None:
        """The other side hung up, or never answered."""
        verb, self.talking_to = self._verb, None
        self._input()
        if url := verb.get("action"):
            self.follow(url, self._dial_words(status), verb.get("method", "POST"))
        else:
            self._go_on()

    def _dial_words(self, status: str) -> dict[str, str]:
        words = {"DialCallStatus": status, "DialCallSid": new_sid("CA")}
        return words | ({"DialCallDuration": "1"} if status == "completed" else {})

    def _act_after_end(self, verb: Element, words: dict[str, str]) -> None:
        """The receiver is down; the site still hears what the verb came to. Whatever it answers is not carried out."""
        self.waiting_for = self.talking_to = None
        if verb.get("action") or verb.tag == "Record":
            words = self.words() | words | {"CallStatus": "completed"}
            self._tell(urljoin(self._here, verb.get("action", "")), words, verb.get("method", "POST"))
        self.end()

    def _tell(self, url: str, words: dict[str, str], method: str) -> None:
        try:
            self.switchboard.webhooks.post(url, words, method=method)
        except WebhookError as error:
            self.switchboard.alerts.add(error.code, str(error))
