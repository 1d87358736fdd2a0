import pytest

from notifications import gateways
from notifications.gateways import twilio
from people.services.codes import Letter
from tests.fakes.texts import PATH


@pytest.mark.parametrize(
    ("path", "is_whole", "carries"),
    [
        ("notifications.gateways.console.ConsoleGateway", True, False),
        ("notifications.gateways.twilio.TwilioGateway", False, False),  # without an account in the settings
        (PATH, True, True),
        ("nowhere.Gateway", False, False),
    ],
)
def test_gateway_says_whether_it_can_be_made_and_whether_it_carries(settings, path, is_whole, carries):
    settings.TELEPHONE_GATEWAY = path
    assert (gateways.is_configured(), gateways.carries()) == (is_whole, carries)


@pytest.mark.django_db
def test_code_by_text_is_the_bare_words(texts):
    gateways.carry_code(Letter(to="+15195550142", subject="Your code", text="It is 123456."))
    assert texts.sent == [("+15195550142", "It is 123456.")]


def test_text_is_known_again_by_letters_and_digits_alone():
    ours = "C’est noté : la séance du 3 décembre, 14 h."
    assert gateways.words_hash(ours) == gateways.words_hash("C'est note: la seance du 3 decembre,  14 h.")
    assert gateways.words_hash(ours) != gateways.words_hash(ours.replace("14", "15"))


def test_client_takes_proxies_and_certificates_from_the_environment_once(monkeypatch, settings):
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = "AC1", "token"
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/own.pem")
    session = twilio._client().http_client.session
    assert (session.proxies["https"], session.verify, session.trust_env) == (
        "http://proxy.example:3128",
        "/etc/own.pem",
        False,
    )
    monkeypatch.setenv("no_proxy", "api.twilio.com")
    settings.TWILIO_AUTH_TOKEN = "another"
    assert "https" not in twilio._client().http_client.session.proxies
