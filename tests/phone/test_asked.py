"""A champion's call with a provider at the other end: real requests both ways, and two telephones."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from activities.services import invite_calls, through_line
from tests.activities.asking_world import BRIANS, TERRYS, AskingWorld
from tests.fakes.network import LINE

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 12, 7, 12, tzinfo=ZoneInfo("America/Toronto"))


@pytest.fixture
def world(network, time_machine):
    time_machine.move_to(NOON)
    return AskingWorld()


def ringing(network):
    network.settle()
    [call] = network.handset.ringing(TERRYS)
    return call


def test_two_telephones_and_neither_number_is_seen(network, world):
    call = world.asked(through_line=True)
    through_line.ring(call, by=world.as_terry())
    ours = ringing(network)
    assert (ours.from_, ours.to) == (LINE, TERRYS)
    ours.answer()
    assert "Guelph CHC" in " ".join(words for _language, words in ours.heard)
    ours.press("1")
    assert (ours.dialed, ours.shown, ours.talking_to) == ([BRIANS], [LINE], BRIANS)
    ours.wait()  # Brian hangs up
    assert "Thank you for calling" in " ".join(words for _language, words in ours.heard)
    assert ours.ended


def test_taken_back_while_it_rings_connects_nobody(network, world):
    call = world.asked(through_line=True)
    through_line.ring(call, by=world.as_terry())
    invite_calls.take_back(call, by=world.worker)
    ours = ringing(network)
    ours.answer()
    assert (ours.ended, ours.heard, ours.dialed) == (True, [], [])
