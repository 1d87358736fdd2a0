"""The REST API for texts, asked by the provider's own client."""

import base64
import http.client
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from twilio.base.exceptions import TwilioRestException

from scripts.stand_in.messages import Message, segments
from tests.fakes.twilio_client import client_for

HANDSET = "+15195550142"
OURS = "+15195550100"
SERVICE = "MG00000000000000000000000000000001"


def test_text_is_accepted_and_logged(client, network):
    message = client.messages.create(to=HANDSET, from_=OURS, body="À jeudi, 14 h")
    assert (message.status, message.to, message.from_, message.body) == ("queued", HANDSET, OURS, "À jeudi, 14 h")
    assert message.direction == "outbound-api"
    assert message.date_sent is None
    (row,) = network.log()
    assert (row["sid"], row["to"], row["body"]) == (message.sid, HANDSET, "À jeudi, 14 h")


def test_text_by_a_service_has_no_sender_yet(client):
    message = client.messages.create(to=HANDSET, messaging_service_sid=SERVICE, body="See you")
    assert (message.status, message.from_, message.num_segments) == ("accepted", None, "0")
    assert message.messaging_service_sid == SERVICE


def test_text_can_be_fetched_again(client):
    sid = client.messages.create(to=HANDSET, from_=OURS, body="See you").sid
    message = client.messages(sid).fetch()
    assert (message.status, message.body) == ("delivered", "See you")
    assert abs(message.date_sent - datetime.now(UTC)) < timedelta(seconds=5)


def test_list_is_newest_first_over_all_pages(client):
    for number in range(7):
        client.messages.create(to=HANDSET, from_=OURS, body=f"{number}")
    client.messages.create(to="+15195550143", from_=OURS, body="somebody else's")
    bodies = [message.body for message in client.messages.list(to=HANDSET, page_size=3)]
    assert bodies == ["6", "5", "4", "3", "2", "1", "0"]


def test_pages_stay_where_they_are_while_texts_come_in(client):
    for number in range(4):
        client.messages.create(to=HANDSET, from_=OURS, body=f"{number}")
    first = client.messages.page(to=HANDSET, page_size=2)
    client.messages.create(to=HANDSET, from_=OURS, body="new")
    assert [message.body for message in first] == ["3", "2"]
    assert [message.body for message in first.next_page()] == ["1", "0"]


def test_list_by_date_has_both_ends(client, network):
    network.messages.add(Message(HANDSET, OURS, "monday", at=datetime(2026, 11, 2, 14, 0, tzinfo=UTC)))
    network.messages.add(Message(HANDSET, OURS, "tuesday", at=datetime(2026, 11, 3, 9, 0, tzinfo=UTC)))

    def bodies(**dates):
        return [message.body for message in client.messages.list(to=HANDSET, **dates)]

    assert bodies(date_sent_after=datetime(2026, 11, 3, 9, 0, tzinfo=UTC)) == ["tuesday"]
    assert bodies(date_sent_after=datetime(2026, 11, 3, 9, 1, tzinfo=UTC)) == []
    assert bodies(date_sent_before=datetime(2026, 11, 2, 14, 0, tzinfo=UTC)) == ["monday"]
    assert bodies(date_sent="2026-11-02") == ["monday"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"To": ""}, 21604),
        ({"From": ""}, 21603),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"To": "519"}, 21211),
        ({"From": "+16135550100"}, 21606),
    ],
)
def test_faulty_text_is_refused(client, network, fields, code):
    form = {"To": HANDSET, "From": OURS, "Body": "See you", **fields}
    answer = client.request("POST", _messages(network), data=form)
    assert answer.status_code == 400
    assert f'"code": {code}' in answer.text
    assert network.log() == []


@pytest.mark.parametrize("code", [21614, 21612])
def test_number_that_takes_no_texts_is_refused(client, network, code):
    network.carrier.treat(HANDSET, refuse=code)
    with pytest.raises(TwilioRestException) as refusal:
        client.messages.create(to=HANDSET, from_=OURS, body="See you")
    assert (refusal.value.status, refusal.value.code) == (400, code)
    assert HANDSET in refusal.value.msg


def test_wrong_token_is_refused(network):
    with pytest.raises(TwilioRestException) as refusal:
        client_for(network, token="wrong").messages.create(to=HANDSET, from_=OURS, body="See you")
    assert (refusal.value.status, refusal.value.code) == (401, 20003)


def test_unknown_text_is_not_found(client):
    with pytest.raises(TwilioRestException) as refusal:
        client.messages("SM00").fetch()
    assert (refusal.value.status, refusal.value.code) == (404, 20404)


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("é" * 160, 1),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("€" * 81, 2),
        ("x" * 307, 3),
    ],
)
def test_segments_count_as_the_network_counts(body, parts):
    assert segments(body) == parts


def test_takes_hundreds_of_texts_a_second(network):
    account = network.account
    pair = base64.b64encode(f"{account.account_sid}:{account.auth_token}".encode()).decode()
    headers = {"Authorization": f"Basic {pair}", "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"To": HANDSET, "From": OURS, "Body": "See you"})
    connection = http.client.HTTPConnection(urlsplit(network.base).netloc)
    started = time.perf_counter()
    for _n in range(1000):
        connection.request("POST", urlsplit(_messages(network)).path, body, headers)
        assert connection.getresponse().read()
    assert time.perf_counter() - started < 2
    assert len(network.log()) == 1000
    connection.close()


def _messages(network):
    return f"{network.base}/2010-04-01/Accounts/{network.account.account_sid}/Messages.json"
