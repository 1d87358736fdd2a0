"""Every step speaks both languages, tells of its keys, and is TwiML as the provider's own library builds it."""

import inspect
import re
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import get_template
from django.urls import resolve
from twilio.twiml import voice_response
from twilio.twiml.voice_response import VoiceResponse

from core.text import bare
from notifications import menus, twiml
from notifications.menus import Listens, steps
from notifications.services.line import spoken_key
from scripts.stand_in import twiml as strict
from tests.architecture.tree import ROOT

SPOKEN = [step for step in steps if step.listens != Listens.LEADS_ON]
SPEAKING = {"s", "prosody", "break"}
PRESS = {
    "en": r"press (\{\{ forloop\.counter \}\}|\d|star|the pound key)",
    "fr": r"faites (?:le )?(\{\{ forloop\.counter \}\}|\d|l’étoile|dièse)",
}


def attributes(verb):
    """The attributes that the library's own method for a verb takes, as they stand in the document."""
    method = next(name for name in dir(VoiceResponse) if name.rstrip("_") == verb.lower())
    named = inspect.signature(getattr(VoiceResponse, method)).parameters
    return {re.sub(r"_([a-z])", lambda found: found[1].upper(), name) for name in named}


def check(document, step):
    root = ET.fromstring(document)  # noqa: S314 - our own
    for verb in root.iter():
        if verb.tag in {"Response", "Number"} | SPEAKING:
            continue
        assert isinstance(getattr(voice_response, verb.tag), type)
        assert set(verb.attrib) <= attributes(verb.tag), verb.tag
    strict.voice(document, "text/xml")
    for address in [verb.get("action") for verb in root.iter() if verb.get("action")]:
        assert resolve(address.partition("?")[0]).kwargs == {"step": step.slug}
    waiting = [nth for nth, verb in enumerate(root) if verb.tag in {"Gather", "Record"}]
    for nth in waiting:
        assert root[nth + 1].tag == "Redirect"
        assert root[nth + 1].text == root[nth].get("action")
    assert root[-1].tag in {"Redirect", "Dial", "Hangup"}


@pytest.mark.parametrize("is_slow", [False, True])
@pytest.mark.parametrize("step", SPOKEN, ids=lambda step: step.slug)
def test_document_of_a_step_is_valid_and_never_leaves_silence_without_an_answer(step, is_slow):
    document = twiml.document(
        [("en", "One."), ("en", "Two & three."), ("fr", "Un.")],
        step,
        manner=twiml.Manner("fr", is_slow),
        action=f"/phone/voice/{step.slug}/?turn=1",
        hints="oui, non",
        dialled=twiml.Dialled("+15195550199"),
    )
    check(document, step)
    assert document.count("<Say") == 2


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("step", SPOKEN, ids=lambda step: step.slug)
def test_step_tells_of_each_of_its_keys_in_both_languages_and_of_no_other(step, language):
    slugs = [step.slug, *(key.told_in for key in step.keys.values() if key.told_in)]
    source = "\n".join(get_template(f"voice/{slug}.{language}.txt").template.source for slug in slugs)
    told = set(re.findall(PRESS[language], source, re.IGNORECASE))
    counted = any("forloop" in key for key in told)
    told = {{"star": "*", "l’étoile": "*"}.get(key, key) for key in told if "forloop" not in key}
    told -= {"the pound key", "dièse"}
    own = {"1": {"en": "1"}, "2": {"fr": "2"}} if step.slug == "language" else {}
    expected = {key for key in step.keys if key not in own or language in own[key]}
    if step.slug == "language":
        expected -= {"*"}
    if counted:
        expected -= {key for key in expected if not step.keys[key].words and key in "12345"}
    assert expected - told == set()
    assert told - expected <= set(menus.everywhere)


def test_words_of_a_menu_mean_one_thing():
    for step in steps:
        keys = menus.everywhere | step.keys
        for digit, key in keys.items():
            for words in key.words.values():
                for word in words:
                    assert spoken_key(word, keys) == digit, (step.slug, word)


@pytest.mark.parametrize(
    ("said", "digit"),
    [
        ("One.", "1"),
        ("deux", "2"),
        ("4", "4"),
        ("zéro", "0"),
        ("what is on this week, please", "1"),
        ("bof", ""),
        ("press two", "2"),
        ("le trois", "3"),
        ("un instant", ""),
    ],
)
def test_numerals_and_words_within_a_sentence_are_understood(said, digit):
    assert spoken_key(said, menus.everywhere | steps["main"].keys) == digit


def test_key_is_given_once():
    with pytest.raises(ValueError, match="taken"):
        menus.add_key("main", "1", steps["main"].keys["2"])


def test_words_are_there_in_both_languages():
    found = {path.name for path in (ROOT / "templates" / "voice").glob("*.txt")}
    assert {name.replace(".fr.", ".en.") for name in found if ".fr." in name} == {
        name for name in found if ".en." in name
    }
    assert len(found) > 2 * len(SPOKEN)


def test_folding_leaves_letters_and_digits():
    assert bare(" Où? À  l’étoile – 7! ") == "ou a l etoile 7"
