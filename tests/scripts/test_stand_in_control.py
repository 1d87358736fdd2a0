"""The same handles from another process, and the stand-in as a process of its own."""

import subprocess
import sys

import pytest
import requests

HANDSET = "+15195550142"
OURS = "+15195550100"
MENU = "<Response><Gather numDigits='1' action='/calls/next/'><Say language='fr-CA'>Le 1 ?</Say></Gather></Response>"


@pytest.fixture
def control(network):
    """Asks a question with GET, or with POST where something is told; status and answer."""

    def asks(what, **told):
        url = f"{network.base}/_control/{what}"
        answer = requests.post(url, json=told, timeout=10) if told else requests.get(url, timeout=10)
        return answer.status_code, answer.json()

    return asks


def test_text_and_thread(control, site):
    site.answers["/texts/"] = "<Response><Message>noted</Message></Response>"
    assert control("texts", **{"from": HANDSET, "to": OURS, "body": "1"}) == (200, {"answers": ["noted"]})
    _ok, thread = control("thread?number=%2B15195550142")
    assert [(row["direction"], row["body"]) for row in thread] == [("inbound", "1"), ("outbound-reply", "noted")]
    assert control("handsets") == (200, [HANDSET])


def test_call_by_keys_and_voice(control, site):
    site.answers["/calls/"] = MENU
    site.answers["/calls/next/"] = "<Response><Say>Thank you.</Say></Response>"
    _ok, call = control("calls", **{"from": HANDSET, "to": OURS})
    assert (call["heard"], call["waiting_for"]) == ([["fr-CA", "Le 1 ?"]], "digits")
    address = f"calls/{call['sid']}"
    assert control(address, do="say", text="oui")[0] == 409
    assert control(address, do="dance")[0] == 400
    status, call = control(address, do="press", keys="1")
    assert (status, call["heard"], call["ended"]) == (200, [["en-US", "Thank you."]], True)
    assert control("calls")[1] == [call]
    assert control("calls/CA00")[0] == 404


def test_ringing_call_is_answered(control, client, network, site):
    site.answers["/out/"] = "<Response><Say>Hello.</Say></Response>"
    client.calls.create(to=HANDSET, from_=OURS, url="https://porchlight.example/out/")
    assert control("settle", timeout=5) == (200, {})
    _ok, (call,) = control("ringing?number=%2B15195550142")
    _ok, call = control(f"calls/{call['sid']}", do="answer")
    assert call["heard"] == [["en-US", "Hello."]]
    assert control("ringing") == (200, [])


def test_fault_of_the_site_comes_back_by_its_code(control, site):
    site.answers["/calls/"] = "<Response><Shout/></Response>"
    status, error = control("calls", **{"from": HANDSET, "to": OURS})
    assert (status, error["code"]) == (502, 12200)
    assert [alert["code"] for alert in control("alerts")[1]] == [12200]


def test_numbers_account_and_webhooks_are_told(control, network, site):
    control("numbers", number=HANDSET, refuse=21614)
    assert network.carrier.manner(HANDSET).refuse == 21614
    assert control("numbers", number=HANDSET, colour="red")[0] == 400
    control("account", sms_url="/other/", numbers=[OURS, "+15195550101"])
    network.handset.text(HANDSET, "+15195550101", "1")
    assert site.at("/other/")[0]["Body"] == "1"
    assert control("account", colour="red")[0] == 400
    assert control("replay", which=-1)[0] == 200
    assert [row["url"] for row in control("webhooks")[1]] == ["https://porchlight.example/other/"] * 2


def test_runs_as_a_process(site):
    command = [sys.executable, "-m", "scripts.stand_in", "--port", "0", "--reach-at", site.base]
    command += ["--sms-url", "/texts/", "--numbers", OURS, "--drop-share", "0.05", "--no-default-answers"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        base = process.stdout.readline().split()[-1]
        answer = requests.post(
            f"{base}/_control/texts", json={"from": HANDSET, "to": OURS, "body": "STOP"}, timeout=10
        )
        assert answer.json() == {"answers": []}
        assert requests.get(f"{base}/_control/faults", timeout=10).json()["drop_share"] == 0.05
        assert len(requests.get(f"{base}/_control/thread?number=%2B15195550142", timeout=10).json()) == 1
        process.terminate()
    assert site.heard[0].form["Body"] == "STOP"
