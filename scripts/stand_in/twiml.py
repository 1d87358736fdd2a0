"""Reads TwiML, and is stricter than the provider: what it does not know, it refuses by name.

The provider skips over an attribute that it does not know and writes a warning that nobody reads. Here such a
document is an error, in the provider's own numbers: 12100 no XML, 12200 against the schema, 12300 not XML by its
type, 13520 nothing to say.
"""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

XML_TYPES = {"text/xml", "application/xml"}
SPEECH_MARKUP = {"break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"}
GATHER = (
    "action method input numDigits finishOnKey timeout speechTimeout language hints actionOnEmptyResult bargeIn "
    "profanityFilter speechModel enhanced"
)
RECORD = (
    "action method maxLength finishOnKey timeout playBeep trim recordingStatusCallback recordingStatusCallbackMethod "
    "recordingStatusCallbackEvent"
)
DIAL = "action method timeout callerId hangupOnStar timeLimit answerOnBridge ringTone"
# Verb or noun → its attributes, and what may stand inside.
VOICE = {
    "Response": ("", "Say Pause Play Gather Record Dial Redirect Hangup Reject"),
    "Say": ("voice language loop", ""),
    "Pause": ("length", ""),
    "Play": ("loop digits", ""),
    "Gather": (GATHER, "Say Pause Play"),
    "Record": (RECORD, ""),
    "Dial": (DIAL, "Number"),
    "Number": ("sendDigits", ""),
    "Redirect": ("method", ""),
    "Hangup": ("", ""),
    "Reject": ("reason", ""),
}
MESSAGING = {
    "Response": ("", "Message Redirect"),
    "Message": ("to from action method statusCallback", "Body Media"),
    "Body": ("", ""),
    "Media": ("", ""),
    "Redirect": ("method", ""),
}
COUNT = re.compile(r"[1-9]\d*")
# Attribute → what it may say, wherever it stands.
VALUES = {
    "method": re.compile("GET|POST"),
    "input": re.compile("dtmf|speech|dtmf speech|speech dtmf"),
    "numDigits": COUNT,
    "maxLength": COUNT,
    "timeout": re.compile(r"\d+|auto"),
    "speechTimeout": re.compile(r"[1-9]\d*|auto"),
    "finishOnKey": re.compile(r"[0-9*#]*"),
    "length": re.compile(r"\d+"),
    "loop": re.compile(r"\d+"),
    "language": re.compile(r"[a-z]{2,3}-[A-Z0-9]{2,}"),
    "actionOnEmptyResult": re.compile("true|false"),
    "bargeIn": re.compile("true|false"),
    "playBeep": re.compile("true|false"),
    "reason": re.compile("rejected|busy"),
}
Grammar = dict[str, tuple[str, str]]


class TwimlError(Exception):
    """A document that the provider could not carry out as it stands."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code


def voice(document: str, content_type: str) -> list[Element]:
    """The verbs of a call."""
    return _read(document, content_type, VOICE)


def messaging(document: str, content_type: str) -> list[Element]:
    """The answers to a text. Nothing at all is an answer too."""
    return _read(document, content_type, MESSAGING) if document.strip() else []


def words(element: Element) -> str:
    """What is said or written in an element, without what markup there is around it."""
    return " ".join("".join(element.itertext()).split())


def _read(document: str, content_type: str, grammar: Grammar) -> list[Element]:
    if content_type not in XML_TYPES:
        raise TwimlError(12300, f"an answer of type {content_type} is not TwiML")
    try:
        root = ElementTree.fromstring(document.encode())  # noqa: S314 - from the site that we serve
    except ElementTree.ParseError as error:
        raise TwimlError(12100, f"{error} in {document[:200]!r}") from error
    if root.tag != "Response":
        raise TwimlError(12200, f"the outermost element is {root.tag}")
    _check(root, grammar)
    return list(root)


def _check(element: Element, grammar: Grammar) -> None:
    attributes, children = (set(part.split()) for part in grammar[element.tag])
    for name, value in element.attrib.items():
        if name not in attributes:
            raise TwimlError(12200, f"{element.tag} has no {name}")
        if name in VALUES and not VALUES[name].fullmatch(value):
            raise TwimlError(12200, f"{element.tag} cannot have {name}={value!r}")
    if element.tag == "Say":
        children = SPEECH_MARKUP
        if not words(element):
            raise TwimlError(13520, "Say has nothing to say")
    for child in element:
        if child.tag not in children:
            raise TwimlError(12200, f"{child.tag} may not stand in {element.tag}")
        if child.tag in grammar:
            _check(child, grammar)
