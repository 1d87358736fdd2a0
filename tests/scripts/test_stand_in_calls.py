"""Calls in both directions, with TwiML as the provider's own library writes it."""

import io
import wave

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from scripts.stand_in.dialogue import NobodyAsked
from scripts.stand_in.twiml import TwimlError

HANDSET = "+15195550142"
OURS = "+15195550100"
STAFF = "+15195550111"


def menu(words, action, language="en-CA", **settings):
    response = VoiceResponse()
    gather = Gather(**{"num_digits": 1, "action": action, "language": language, **settings})
    gather.say(words, language=language)
    response.append(gather)
    response.say("We did not hear you.", language=language)
    return str(response)


def said(words, language="en-CA"):
    response = VoiceResponse()
    response.say(words, language=language)
    return str(response)


@pytest.fixture
def line(site):
    """Two menus: the language, then whether to come."""
    site.answers["/calls/"] = menu("For English press 1. Pour le français, le 2.", "language/?step=2")
    site.answers["/calls/language/"] = lambda form: (
        menu("Dites oui ou non.", "/calls/answer/", "fr-CA", input="dtmf speech", hints="oui, non")
        if form["Digits"] == "2"
        else said("Not in English today.")
    )
    site.answers["/calls/answer/"] = lambda form: said(f"Noté : {form['SpeechResult']}.", "fr-CA")
    return site


def test_dialogue_through_two_menus(network, line):
    call = network.handset.call(HANDSET, OURS)
    assert call.heard == [("en-CA", "For English press 1. Pour le français, le 2.")]
    assert (call.waiting_for, call.takes, call.status) == ("digits", ["dtmf"], "in-progress")
    call.press("2")
    assert call.heard == [("fr-CA", "Dites oui ou non.")]
    assert call.takes == ["dtmf", "speech"]
    call.say("oui")
    assert call.heard == [("fr-CA", "Noté : oui.")]
    assert call.ended
    assert len(call.all_heard) == 3
    assert [heard.url.removeprefix("https://porchlight.example") for heard in line.heard] == [
        "/calls/?via=phone",
        "/calls/language/?step=2",
        "/calls/answer/",
    ]
    assert all(heard.is_signed_with(network.account.auth_token) for heard in line.heard)
    first, second, _third = (heard.form for heard in line.heard)
    assert (first["CallStatus"], first["Direction"], first["From"]) == ("ringing", "inbound", HANDSET)
    assert (second["CallStatus"], second["Digits"], second["CallSid"]) == ("in-progress", "2", call.sid)


def test_silence_falls_through(network, line):
    call = network.handset.call(HANDSET, OURS)
    call.wait()
    assert call.heard == [("en-CA", "We did not hear you.")]
    assert call.ended
    assert len(line.heard) == 1


def test_silence_is_told_where_that_is_asked_for(network, site):
    site.answers["/calls/"] = menu("Press 1.", "/calls/next/", action_on_empty_result=True)
    site.answers["/calls/next/"] = said("Nothing?")
    network.handset.call(HANDSET, OURS).wait()
    assert site.at("/calls/next/")[0]["Digits"] == ""


def test_keys_are_gathered_up_to_the_finishing_one(network, site):
    site.answers["/calls/"] = menu("Your number, please.", "/calls/next/", num_digits=None)
    site.answers["/calls/next/"] = said("Thank you.")
    call = network.handset.call(HANDSET, OURS)
    call.press("51")
    assert call.waiting_for == "digits"
    call.press("9#")
    assert site.at("/calls/next/")[0]["Digits"] == "519"


def test_what_nobody_waits_for_is_loud(network, line):
    call = network.handset.call(HANDSET, OURS)
    with pytest.raises(NobodyAsked, match="nobody listens for speech"):
        call.say("oui")
    with pytest.raises(NobodyAsked, match="nobody listens for 2 any more"):
        call.press("12")
    call.hang_up()
    with pytest.raises(NobodyAsked):
        call.press("1")


def test_caller_hangs_up_and_the_site_is_told(network, line):
    network.account.voice_status_url = "/ended/"
    call = network.handset.call(HANDSET, OURS)
    call.hang_up()
    (told,) = line.at("/ended/")
    assert (told["CallSid"], told["CallStatus"], told["CallDuration"]) == (call.sid, "completed", "0")


def test_message_is_recorded_fetched_and_deleted(network, site, client):
    response = VoiceResponse()
    response.record(action="/calls/next/", max_length=30, finish_on_key="#", recording_status_callback="/recorded/")
    site.answers["/calls/"] = str(response)
    site.answers["/calls/next/"] = said("Thank you.")
    call = network.handset.call(HANDSET, OURS)
    assert call.waiting_for == "record"
    call.record(45, ends_with="#")
    network.settle()
    (told,) = site.at("/calls/next/")
    assert (told["RecordingDuration"], told["Digits"]) == ("30", "#")
    assert [form["RecordingStatus"] for form in site.at("/recorded/")] == ["completed"]
    pair = (network.account.account_sid, network.account.auth_token)
    sound = requests.get(told["RecordingUrl"] + ".wav", auth=pair, timeout=5)
    with wave.open(io.BytesIO(sound.content)) as file:
        assert file.getnframes() == 800
    assert requests.get(told["RecordingUrl"] + ".wav", timeout=5).status_code == 401
    assert client.recordings(told["RecordingSid"]).fetch().call_sid == call.sid
    assert client.recordings(told["RecordingSid"]).delete()
    assert requests.get(told["RecordingUrl"] + ".mp3", auth=pair, timeout=5).status_code == 404


def test_recording_ends_with_the_call(network, site):
    response = VoiceResponse()
    response.record(action="/calls/next/")
    site.answers["/calls/"] = str(response)
    call = network.handset.call(HANDSET, OURS)
    call.record(5, ends_with="hangup")
    (told,) = site.at("/calls/next/")
    assert (told["Digits"], told["CallStatus"]) == ("hangup", "completed")
    assert call.ended


@pytest.mark.parametrize("outcome", ["busy", "no-answer"])
def test_call_is_passed_on_and_comes_back(network, site, outcome):
    site.answers["/calls/"] = _passing_on(action="/calls/next/")
    site.answers["/calls/next/"] = said("Nobody is there.")
    network.carrier.treat(STAFF, dial=outcome)
    call = network.handset.call(HANDSET, OURS)
    assert call.dialed == [STAFF]
    assert [form["DialCallStatus"] for form in site.at("/calls/next/")] == [outcome]
    assert call.heard == [("en-CA", "Nobody is there.")]


def test_call_is_passed_on_and_answered(network, site):
    site.answers["/calls/"] = _passing_on(action="/calls/next/")
    site.answers["/calls/next/"] = said("Goodbye.")
    call = network.handset.call(HANDSET, OURS)
    assert (call.talking_to, call.waiting_for, call.ended) == (STAFF, None, False)
    call.wait()
    assert [form["DialCallStatus"] for form in site.at("/calls/next/")] == ["completed"]
    assert call.ended
    hung_up = network.handset.call(HANDSET, OURS)
    hung_up.hang_up()
    last = site.at("/calls/next/")[-1]
    assert (last["DialCallStatus"], last["CallStatus"]) == ("completed", "completed")


def _passing_on(**settings):
    response = VoiceResponse()
    dial = Dial(**settings)
    dial.number(STAFF)
    response.append(dial)
    return str(response)


def test_redirect_play_and_hangup(network, site):
    first, second = VoiceResponse(), VoiceResponse()
    first.redirect("next/")
    second.play("https://porchlight.example/tone.mp3")
    second.say("Bonjour", loop=2)
    second.hangup()
    second.say("never")
    site.answers |= {"/calls/": str(first), "/calls/next/": str(second)}
    call = network.handset.call(HANDSET, OURS)
    assert call.heard == [("en-US", "Bonjour")] * 2
    assert call.played == ["https://porchlight.example/tone.mp3"]
    assert call.status == "completed"


def test_rejected_call_was_never_answered(network, site):
    response = VoiceResponse()
    response.reject(reason="busy")
    site.answers["/calls/"] = str(response)
    call = network.handset.call(HANDSET, OURS)
    assert (call.status, call.answered_at) == ("busy", None)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("<Response><Shout>x</Shout></Response>", 12200),
        ("<Response><Say tongue='fr'>x</Say></Response>", 12200),
        ("<Response><Gather numDigits='0'/></Response>", 12200),
        ("<Response><Say> </Say></Response>", 13520),
        ("<Response><Redirect>/calls/</Redirect></Response>", 12200),
        ("", 12100),
    ],
)
def test_document_that_is_no_twiml_is_loud(network, site, answer, code):
    site.answers["/calls/"] = answer
    with pytest.raises(TwimlError) as error:
        network.handset.call(HANDSET, OURS)
    assert error.value.code == code
    assert network.alerts.codes() == [code]


@pytest.fixture
def ring(client, network, site):
    """The site calls a person; the call that rings there."""
    site.answers["/out/"] = said("This is your reminder.")

    def rings(**settings):
        call = client.calls.create(
            to=HANDSET,
            from_=OURS,
            url="https://porchlight.example/out/?id=7",
            status_callback="https://porchlight.example/course/",
            **settings,
        )
        network.settle()
        (ringing,) = network.handset.ringing(HANDSET)
        assert ringing.sid == call.sid
        return ringing

    return rings


def test_person_answers_a_call(ring, client, network, site):
    call = ring(machine_detection="Enable", status_callback_event=["initiated", "ringing", "answered", "completed"])
    call.answer()
    assert call.heard == [("en-CA", "This is your reminder.")]
    asked = next(heard for heard in site.heard if heard.path == "/out/")
    assert asked.url == "https://porchlight.example/out/?id=7"
    assert asked.is_signed_with(network.account.auth_token)
    assert (asked.form["AnsweredBy"], asked.form["Direction"]) == ("human", "outbound-api")
    course = [form["CallStatus"] for form in site.at("/course/")]
    assert course == ["initiated", "ringing", "in-progress", "completed"]
    fetched = client.calls(call.sid).fetch()
    assert (fetched.status, fetched.answered_by) == ("completed", "human")


def test_machine_answers_a_call(ring, site):
    call = ring(machine_detection="DetectMessageEnd")
    call.machine()
    assert site.at("/out/")[0]["AnsweredBy"] == "machine_end_beep"
    assert [form["AnsweredBy"] for form in site.at("/course/")] == ["machine_end_beep"]


def test_who_answered_is_not_said_unasked(ring, site):
    ring().answer()
    assert "AnsweredBy" not in site.at("/out/")[0]


@pytest.mark.parametrize(("deed", "status"), [("no_answer", "no-answer"), ("busy", "busy")])
def test_nobody_answers_a_call(ring, network, site, deed, status):
    call = ring()
    getattr(call, deed)()
    assert [form["CallStatus"] for form in site.at("/course/")] == [status]
    assert site.at("/out/") == []
    assert network.handset.ringing(HANDSET) == []


def test_call_rings_only_so_long(client, network):
    network.account.rings_for = 0.1
    call = client.calls.create(to=HANDSET, from_=OURS, url="https://porchlight.example/out/")
    network.settle()
    assert network.handset.ringing(HANDSET) == []
    assert client.calls(call.sid).fetch().status == "no-answer"


def test_calls_are_listed_and_ended_by_the_api(ring, client, network, site):
    site.answers["/out/"] = menu("Press 1.", "/out/next/")
    call = ring()
    call.answer()
    assert [row.sid for row in client.calls.list(to=HANDSET, start_time_after=call.at)] == [call.sid]
    assert client.calls(call.sid).update(status="completed").status == "completed"
    network.settle()
    assert call.status == "completed"
    with pytest.raises(TwilioRestException) as refusal:
        client.calls(call.sid).update(status="completed")
    assert refusal.value.code == 21220


def test_call_is_sent_elsewhere_by_the_api(ring, client, network, site):
    site.answers["/out/"] = menu("Press 1.", "/out/next/")
    site.answers["/else/"] = said("Somebody will call you.")
    call = ring()
    call.answer()
    client.calls(call.sid).update(url="https://porchlight.example/else/")
    network.settle()
    assert call.all_heard[-1] == ("en-CA", "Somebody will call you.")


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"to": "519"}, 21211), ({"from_": STAFF}, 21210), ({"url": "calls/"}, 21205)],
)
def test_faulty_call_is_refused(client, fields, code):
    settings = {"to": HANDSET, "from_": OURS, "url": "https://porchlight.example/out/", **fields}
    with pytest.raises(TwilioRestException) as refusal:
        client.calls.create(**settings)
    assert refusal.value.code == code


def test_passed_on_call_shows_one_of_ours_and_no_strangers_number(network, site):
    site.answers["/calls/"] = _passing_on(action="/calls/next/", caller_id=OURS)
    site.answers["/calls/next/"] = said("Goodbye.")
    assert network.handset.call(HANDSET, OURS).shown == [OURS]
    site.answers["/calls/"] = _passing_on(action="/calls/next/", caller_id=STAFF)
    with pytest.raises(TwimlError, match="13214"):
        network.handset.call(HANDSET, OURS)
