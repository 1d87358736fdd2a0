"""The site on one side, a telephone provider on the other, real HTTP between them: fixtures for whoever wants them."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from notifications.services import delivery
from scripts import stand_in
from scripts.stand_in.network import Network
from tests.factories.centres import CentreFactory

LINE = "+15195550100"


@pytest.fixture
def network(live_server: LiveServer, settings) -> Iterator[Network]:
    """A provider that reaches the site as one that stands behind a proxy, under its public name."""
    settings.PUBLIC_BASE_URL = "https://porchlight.example"
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "porchlight.example"]
    told = {
        "public_base": settings.PUBLIC_BASE_URL,
        "reach_at": live_server.url,
        "sms_url": "/phone/sms/",
        "voice_url": "/phone/voice/",
        "numbers": (LINE,),
    }
    with stand_in.running(**told) as network:
        account = network.account
        settings.TELEPHONE_GATEWAY = "notifications.gateways.twilio.TwilioGateway"
        settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = account.account_sid, account.auth_token
        settings.TWILIO_MESSAGING_SERVICE_SID = account.messaging_service_sid
        settings.TWILIO_API_BASE = network.base
        yield network


@pytest.fixture
def centre():
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550199", line_number=LINE)


@pytest.fixture
def deliver(network: Network):
    """Send what is due, so long from now, and wait for what the provider reports of it."""

    def send(**after: float) -> int:
        done = delivery.deliver_due(now=timezone.now() + timezone.timedelta(**after))
        network.settle()
        return done

    return send
