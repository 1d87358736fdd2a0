"""A morning in November on which the clocks have just gone back, a centre, and its files as a program fetches them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time

import icalendar
import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from activities.models import Activity
from centres.models import Centre
from tests.factories.activities import ActivityFactory
from tests.factories.centres import CentreFactory, VenueFactory

NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stands still unless a test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory(
        slug="gateway",
        name_en="Gateway Centre",
        name_fr="Centre Gateway",
        town="Tweed",
        phone="+16135550142",
        email="hello@gateway.example",
    )


@pytest.fixture
def activity(centre: Centre) -> Activity:
    """Cards on Tuesdays at 2 pm, in a room."""
    room = VenueFactory(
        centre=centre,
        name_en="Big room",
        name_fr="Grande salle",
        street="12 Mill Street",
        town="Tweed",
        postal_code="K0K 3J0",
        latitude="44.47512",
        longitude="-77.31045",
    )
    return ActivityFactory(
        centre=centre,
        slug="cards",
        title_en="Cards, tea and talk",
        title_fr="Cartes, thé et jasette",
        kind="games",
        venue=room,
        start_date=datetime(2026, 11, 10, tzinfo=UTC).date(),
        start_time=time(14),
    )


@pytest.fixture
def events(client: Client) -> Callable[[str], list[icalendar.Event]]:
    """The entries of a file, as a program reads them."""

    def fetch(address: str) -> list[icalendar.Event]:
        response = client.get(address)
        assert response.status_code == 200
        return Calendar.from_ical(response.content).events

    return fetch
