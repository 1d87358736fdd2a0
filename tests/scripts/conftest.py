import pytest

from scripts import stand_in
from tests.fakes import webhook_receiver
from tests.fakes.twilio_client import client_for


@pytest.fixture
def site():
    """Somebody who listens for webhooks."""
    with webhook_receiver.listening() as server:
        yield server


@pytest.fixture
def network(site):
    """A stand-in that knows the site under its public name, and reaches it on this machine."""
    with stand_in.running(reach_at=site.base, sms_url="/texts/", voice_url="/calls/?via=phone") as network:
        yield network


@pytest.fixture
def client(network):
    """The provider's own client."""
    return client_for(network)
