"""What goes wrong when it is told to, and what has happened all the same."""

import time

import pytest
import requests
from twilio.base.exceptions import TwilioRestException

from scripts import stand_in
from tests.fakes.twilio_client import client_for

HANDSET = "+15195550142"
OURS = "+15195550100"


def send(client, body="See you"):
    return client.messages.create(to=HANDSET, from_=OURS, body=body)


def test_next_requests_fail_as_told(client, network):
    network.faults.set(fail_next=2, fail_status=429, fail_code=20429)
    for _n in range(2):
        with pytest.raises(TwilioRestException) as refusal:
            send(client)
        assert (refusal.value.status, refusal.value.code) == (429, 20429)
    send(client)
    assert len(network.log()) == 1


def test_dropped_answer_was_accepted(client, network):
    network.faults.set(drop_next=1)
    with pytest.raises(requests.exceptions.ConnectionError):
        send(client, "lost")
    send(client, "heard")
    assert [row["body"] for row in network.log()] == ["lost", "heard"]
    assert [message.body for message in client.messages.list(to=HANDSET)] == ["heard", "lost"]


def test_shares_fall_the_same_way_for_the_same_seed():
    def lost(seed):
        with stand_in.running(seed=seed) as network:
            network.faults.set(drop_share=0.3)
            return [_gets_lost(client_for(network)) for _n in range(40)]

    first = lost(seed=7)
    assert first == lost(seed=7)
    assert first != lost(seed=8)
    assert 4 <= sum(first) <= 20


def _gets_lost(client):
    try:
        send(client)
    except requests.exceptions.ConnectionError:
        return True
    return False


def test_slowness_is_as_told(client, network):
    network.faults.set(slow_seconds=0.2)
    started = time.perf_counter()
    send(client)
    assert time.perf_counter() - started >= 0.2


def test_unknown_fault_is_refused(network):
    with pytest.raises(ValueError, match="no such fault: rain"):
        network.faults.set(rain=1)


def test_faults_and_log_are_there_over_http(client, network):
    control = f"{network.base}/_control"
    assert requests.post(f"{control}/faults", json={"drop_next": 1}, timeout=5).json()["drop_next"] == 1
    with pytest.raises(requests.exceptions.ConnectionError):
        send(client, "lost")
    assert [row["body"] for row in requests.get(f"{control}/log", timeout=5).json()] == ["lost"]
    requests.post(f"{control}/reset", timeout=5)
    assert requests.get(f"{control}/log", timeout=5).json() == []
