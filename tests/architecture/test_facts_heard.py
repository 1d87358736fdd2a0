"""What the automatic line says, to whoever calls or is called: exactly what is written down in `golden/heard.txt`, for
every step and reply, and never more than `TOLD` allows."""

import pytest
from django.urls import get_resolver

from notifications.menus import replies, steps
from tests.architecture import telephones
from tests.architecture.calling import ASKED, HEARD, Calling, speak
from tests.architecture.telling import Written, line
from tests.architecture.test_facts import NOON
from tests.architecture.test_permissions import own_names, world  # noqa: F401 - a fixture
from tests.fakes.signed import TOKEN

WRITTEN = Written("heard.txt")
ASKERS = "nwochxtsOCHSD"
# By the number alone, a visitor who has it for themselves hears of today's visit, and whoever picks up a call of ours
# hears of what it is about, without a name. All else is for whoever proved who they are.
TOLD = telephones.table(
    {
        "owner's closed group": "OS",
        "hour of the owner's sensitive group": "osOS",
        "client's closed group": "CD",
        "hour of the visit": "ocs",
        "hour of today's visit": "osOS",
    }
)
# Whoever holds a slip hears its dates.
BY_KEY = frozenset({"step slip-date", "told by slip-date"})
# Every address of the telephone provider's, with what asks it; a status is answered by nothing at all.
ADDRESSES = {
    "phone:sms": "test_facts_texted",
    "phone:voice": "Calling",
    "phone:voice_step": "Calling",
    "phone:voice_message": "Calling",
    "phone_asked:answered": "Calling",
    "phone:status": "",
}


@pytest.fixture(autouse=True)
def _at_noon(time_machine, settings):
    time_machine.move_to(NOON)
    settings.TWILIO_AUTH_TOKEN = TOKEN


def test_every_step_reply_and_address_is_in_the_tables():
    assert set(HEARD) == {step.slug for step in steps if step.take}
    assert set(ASKED) == {slug for slug, _run in replies.items()}
    names = own_names(get_resolver().url_patterns)
    assert set(ADDRESSES) == {name for name in names if name.startswith(("phone:", "phone_asked:"))}


@pytest.mark.once
@pytest.mark.parametrize("who", ASKERS)
def test_line_says_exactly_what_is_written_down(world, who):  # noqa: F811
    told = Calling(who, telephones.lay_out(world), TOLD).walk()
    WRITTEN.compare(who, [line(who, label, sorted(found)) for label, found in told.items()])


def test_every_step_and_reply_was_heard():
    expected = {f"step {step.slug}" for step in speak()} | {f"reply {slug}" for slug, _run in replies.items()}
    heard = WRITTEN.things()
    assert {thing for thing in heard if not thing.startswith("told by ")} == expected


@pytest.mark.parametrize("fact", TOLD)
def test_only_who_may_hears_a_fact_and_they_do(fact):
    assert WRITTEN.readers(fact, ASKERS, besides=BY_KEY) == TOLD[fact].seen_by
