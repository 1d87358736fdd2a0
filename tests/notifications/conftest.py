"""A centre with a line, and a provider whose signatures are believed."""

import pytest

from centres.models import Centre
from tests.factories.centres import CentreFactory
from tests.fakes.signed import LINE, TOKEN


@pytest.fixture
def token(settings) -> None:
    """The provider's signatures are believed."""
    settings.TWILIO_AUTH_TOKEN = TOKEN


@pytest.fixture
def centre(db) -> Centre:
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550199", line_number=LINE)
