"""The words that belong to the carriers: whoever texts one alone means what it means everywhere.

Twilio itself acts on STOP, STOPALL, UNSUBSCRIBE, CANCEL, END, QUIT, on START, YES, UNSTOP, and on HELP, INFO, and
answers them on ordinary numbers. French ones are ours to act on and to answer (CTA's short code guidelines name ARRET
and AIDE). None of them ever means anything else to us.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Meaning:
    """What a text means to the carriers; `language` where the word has one."""

    words: "Words"
    language: str
    carrier_answers: bool


@dataclass(frozen=True)
class Words:
    """Words of one meaning: `carriers` are acted on and answered by the carrier, `ours` by us alone, by language.

    `slug` names our answer's template.
    """

    slug: str
    carriers: frozenset[str]
    ours: Mapping[str, frozenset[str]]

    def meaning(self, folded: str) -> Meaning | None:
        if folded in self.carriers:
            return Meaning(self, "", carrier_answers=True)
        for language, words in self.ours.items():
            if folded in words:
                return Meaning(self, language, carrier_answers=False)
        return None


STOP = Words(
    "stopped",
    frozenset({"stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}),
    {
        "fr": frozenset({"arret", "arrete", "arreter", "arretez", "arrett", "desabonner", "desinscrire", "fin"}),
        "en": frozenset({"stop it", "stop please", "please stop", "stop texting me", "stop texting"}),
    },
)
RESUME = Words("resumed", frozenset({"start", "yes", "unstop"}), {"fr": frozenset({"reprendre", "recommencer"})})
HELP = Words("help", frozenset(), {"en": frozenset({"help", "info"}), "fr": frozenset({"aide"})})
