"""People who write back, and the words that stop texts."""

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.twiml.messaging_response import MessagingResponse

from scripts.stand_in import carrier
from scripts.stand_in.twiml import TwimlError
from scripts.stand_in.webhooks import WebhookError

HANDSET = "+15195550142"
OURS = "+15195550100"
SERVICE = "MG00000000000000000000000000000001"


def answering(*bodies):
    response = MessagingResponse()
    for body in bodies:
        response.message(body)
    return str(response)


def bodies(network):
    return [message.body for message in network.handset.thread(HANDSET)]


def test_text_reaches_the_site_signed_and_its_answer_the_handset(network, site):
    site.answers["/texts/"] = answering("Merci, c’est noté.", "See you\non Thursday")
    answers = network.handset.text(HANDSET, OURS, "1")
    assert answers == ["Merci, c’est noté.", "See you\non Thursday"]
    assert bodies(network) == ["1", *answers]
    (heard,) = site.heard
    assert heard.url == "https://porchlight.example/texts/"
    assert heard.is_signed_with(network.account.auth_token)
    told = heard.form
    assert (told["From"], told["To"], told["Body"], told["NumMedia"]) == (HANDSET, OURS, "1", "0")
    assert told["MessageSid"] == told["SmsSid"] == network.handset.thread(HANDSET)[0].sid
    assert told["MessagingServiceSid"] == SERVICE
    assert [row["direction"] for row in network.log()] == ["outbound-reply", "outbound-reply"]


def test_site_may_answer_with_nothing(network, site):
    site.answers["/texts/"] = str(MessagingResponse())
    assert network.handset.text(HANDSET, OURS, "thanks") == []


def test_picture_comes_with_an_address(network, site):
    network.handset.text(HANDSET, OURS, "", media=1)
    told = site.heard[0].form
    assert (told["NumMedia"], told["MediaContentType0"]) == ("1", "image/jpeg")


def test_doubled_webhook_has_one_text_and_one_answer(network, site):
    site.answers["/texts/"] = answering("noted")
    network.faults.set(double_webhooks=True)
    assert network.handset.text(HANDSET, OURS, "1") == ["noted"]
    first, second = site.at("/texts/")
    assert first == second
    assert bodies(network) == ["1", "noted"]


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop ", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"])
def test_reserved_word_blocks_later_texts(network, client, site, word):
    network.handset.text(HANDSET, OURS, word)
    assert bodies(network) == [word, carrier.STOPPED]
    (told,) = site.at("/texts/")
    assert told["Body"] == word
    assert "OptOutType" not in told
    for sender in ({"from_": OURS}, {"messaging_service_sid": SERVICE}):
        with pytest.raises(TwilioRestException) as refusal:
            client.messages.create(to=HANDSET, body="See you", **sender)
        assert (refusal.value.status, refusal.value.code) == (400, 21610)
    assert network.log() == []
    assert [message.body for message in client.messages.list(to=HANDSET)] == []


@pytest.mark.parametrize("words", ["STOP please", "please cancel", "STOP.", "ARRET"])
def test_more_than_the_word_blocks_nothing(network, client, words):
    network.handset.text(HANDSET, OURS, words)
    assert client.messages.create(to=HANDSET, from_=OURS, body="See you").status == "queued"


def test_answer_to_a_blocked_handset_does_not_go_out(network, site):
    site.answers["/texts/"] = answering("You will hear no more of us.")
    assert network.handset.text(HANDSET, OURS, "STOP") == []
    assert bodies(network) == ["STOP", carrier.STOPPED]
    assert network.alerts.codes() == [21610]


def test_start_lifts_the_block(network, client):
    network.handset.text(HANDSET, OURS, "STOP")
    network.handset.text(HANDSET, OURS, "start")
    client.messages.create(to=HANDSET, from_=OURS, body="See you")
    assert bodies(network) == ["STOP", carrier.STOPPED, "start", carrier.STARTED, "See you"]


def test_block_may_show_only_in_a_report(network, client, site):
    network.account.blocks_late = True
    network.handset.text(HANDSET, OURS, "STOP")
    report = {"status_callback": "https://porchlight.example/reports/"}
    message = client.messages.create(to=HANDSET, messaging_service_sid=SERVICE, body="See you", **report)
    network.settle()
    assert message.status == "accepted"
    (told,) = site.at("/reports/")
    assert (told["MessageStatus"], told["ErrorCode"]) == ("failed", "21610")
    assert "See you" not in bodies(network)


def test_help_is_answered_by_the_provider_too(network, site):
    site.answers["/texts/"] = answering("Call us at 519-555-0100.")
    network.handset.text(HANDSET, OURS, "HELP")
    assert bodies(network) == ["HELP", carrier.HELPED, "Call us at 519-555-0100."]


def test_reserved_words_can_be_left_to_the_site(network, client):
    network.account.default_answers = False
    network.handset.text(HANDSET, OURS, "STOP")
    client.messages.create(to=HANDSET, from_=OURS, body="See you")
    assert bodies(network) == ["STOP", "See you"]


@pytest.mark.parametrize(("word", "kind"), [("Arrêt", "STOP"), ("stop", "STOP"), ("YES", "START"), ("aide", "HELP")])
def test_owner_may_choose_words_in_french(network, site, word, kind):
    network.account.advanced_opt_out = True
    network.handset.text(HANDSET, OURS, word)
    assert site.heard[0].form["OptOutType"] == kind
    assert network.carrier.is_blocked(HANDSET, OURS) == (kind == "STOP")


def test_failed_text_is_not_in_the_thread(network, client):
    network.carrier.treat(HANDSET, fail=30005)
    client.messages.create(to=HANDSET, from_=OURS, body="See you")
    assert bodies(network) == []
    assert [row["error_code"] for row in network.log()] == [30005]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("<Response><Say>no voice here</Say></Response>", 12200),
        ("<Response><Message too='+1'>x</Message></Response>", 12200),
        ("<Response>", 12100),
    ],
)
def test_answer_that_is_no_twiml_is_loud(network, site, answer, code):
    site.answers["/texts/"] = answer
    with pytest.raises(TwimlError) as error:
        network.handset.text(HANDSET, OURS, "1")
    assert error.value.code == code
    assert network.alerts.codes() == [code]


def test_site_that_fails_is_loud(network, site):
    site.status = 403
    with pytest.raises(WebhookError, match="answered 403"):
        network.handset.text(HANDSET, OURS, "1")
    assert network.alerts.codes() == [11200]


def test_number_that_is_not_ours_cannot_be_written_to(network):
    with pytest.raises(ValueError, match="is none of"):
        network.handset.text(HANDSET, "+16135550100", "1")
