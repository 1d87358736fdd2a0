"""What every journey stands on: the running site, the world in it, and browsers for its people."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.journeys.visitor import Visitor
from tests.journeys.world import MONDAY, World

Enter = Callable[..., Visitor]


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(autouse=True)
def _on_a_monday(time_machine: Any) -> None:
    """The clock of tests and site stands on a day of our choice, and goes on from there."""
    time_machine.move_to(MONDAY)


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    settings.PUBLIC_BASE_URL = live_server.url
    return live_server.url


@pytest.fixture
def world(site: str, language: str) -> World:
    return World(language)


@pytest.fixture
def enter(browser: Browser, site: str, language: str) -> Iterator[Enter]:
    """Somebody comes to the site: `enter(user=…, viewport=…, hands=…, scripts=…, dark=…, language=…)`."""
    came: list[Visitor] = []

    def come(**how: Any) -> Visitor:
        came.append(Visitor(browser, site, **{"language": language, **how}))
        return came[-1]

    yield come
    for visitor in came:
        visitor.context.close()
