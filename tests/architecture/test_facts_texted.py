"""What the line tells by text, to whoever has a number: exactly what is written down in `golden/texted.txt`, for every
keyword and question, and never more than `TEXTED` allows."""

import pytest

from notifications.keywords import keywords, questions
from notifications.services.texting import WHO
from tests.architecture import telephones
from tests.architecture.telling import Written, line
from tests.architecture.test_facts import NOON
from tests.architecture.test_permissions import world  # noqa: F401 - a fixture
from tests.architecture.texting import ABOUT, CARRIERS, FOLLOWS, SAID, Texting
from tests.fakes.signed import TOKEN

WRITTEN = Written("texted.txt")
ASKERS = "nochxts"
# The number alone says who it is; of two people with one number, whoever texts says which of them they are.
TEXTED = telephones.table(
    {
        "owner's first name": "s",
        "client's first name": "s",
        "owner's closed group": "os",
        "hour of the owner's sensitive group": "os",
        "client's closed group": "cs",
        "hour of the visit": "ocs",
        "hour of today's visit": "ocs",
    }
)
# Whoever holds a slip hears its dates.
BY_KEY = frozenset({"text slip", "question slip-date"})


@pytest.fixture(autouse=True)
def _at_noon(time_machine, settings):
    time_machine.move_to(NOON)
    settings.TWILIO_AUTH_TOKEN = TOKEN


def test_every_keyword_and_question_is_in_the_tables():
    assert set(FOLLOWS) == {one.slug for one in keywords}
    assert set(ABOUT) == {one.slug for one in questions}
    assert set(SAID) == {one.slug for one in questions if one.free or one.words}


@pytest.mark.once
@pytest.mark.parametrize("who", ASKERS)
def test_texts_tell_exactly_what_is_written_down(world, who):  # noqa: F811
    told = Texting(who, telephones.lay_out(world)).walk(TEXTED)
    WRITTEN.compare(who, [line(who, label, sorted(found)) for label, found in told.items()])


def test_every_keyword_and_question_was_answered():
    expected = {f"text {one.slug}" for one in keywords} | {f"question {one.slug}" for one in questions}
    carriers = {f"carriers' {words.slug}" for words in CARRIERS}
    assert WRITTEN.things() == expected | carriers | {f"question {WHO}", "other words"}


@pytest.mark.parametrize("fact", TEXTED)
def test_only_who_may_is_told_a_fact_and_they_are(fact):
    assert WRITTEN.readers(fact, ASKERS, besides=BY_KEY) == TEXTED[fact].seen_by
