"""The language switch leads to the same page in the other language, wherever one stands."""

import random

import pytest
from django.utils import timezone

from cms import demo
from core.demo import DemoWorld
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.words import address
from tests.journeys.world import World

OTHER = {"en": "fr", "fr": "en"}


def when_they_switch(visitor: Visitor) -> None:
    visitor.language = OTHER[visitor.language]
    name = {"en": "English", "fr": "Français"}[visitor.language]
    visitor.follows(name, within=visitor.page.get_by_role("banner"))
    visitor.looks_over()


def then_they_are_on(visitor: Visitor, path: str) -> None:
    assert visitor.page.url == visitor.site + path


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_switch_stays_on_the_page(world: World, enter: Enter) -> None:
    demo.build(DemoWorld(now=timezone.now(), rng=random.Random(1)))
    group = ActivityFactory(centre=world.centre, venue=world.venue, slug="card-night")
    session = SessionFactory(activity=group, day=group.start_date)
    pages = (
        ("home", {}),
        ("activities:detail", {"slug": group.slug}),
        ("activities:month", {"year": 2026, "month": 12}),
        ("signup:start", {"public_id": session.public_id}),
    )
    visitor = enter()
    for url_name, where in pages:
        visitor.opens(url_name, **where)
        for _there_and_back in range(2):
            when_they_switch(visitor)
            then_they_are_on(visitor, address(visitor.language, url_name, **where))


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_switch_stays_on_a_page_of_words(world: World, enter: Enter) -> None:
    """A content page has an address of its own in each language."""
    english, french = demo_page()
    visitor = enter()
    visitor.page.goto(visitor.site + english)
    when_they_switch(visitor)
    then_they_are_on(visitor, french)
    when_they_switch(visitor)
    then_they_are_on(visitor, english)


def demo_page() -> tuple[str, str]:
    """The first page of words of the demo, in English and in French."""
    made = DemoWorld(now=timezone.now(), rng=random.Random(1))
    demo.build(made)
    english = next(page for page in made.made["pages"] if page.specific_class is demo.ContentPage)
    french = english.get_translations().get()
    return english.url, french.url


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_switch_stays_on_pages_of_those_who_are_signed_in(world: World, enter: Enter) -> None:
    champion = enter(user=world.champion.person.user)
    coordinator = enter(user=world.coordinator, viewport=DESK)
    for visitor, url_name in ((champion, "my:home"), (coordinator, "desk:home")):
        visitor.opens(url_name)
        for _there_and_back in range(2):
            when_they_switch(visitor)
            then_they_are_on(visitor, address(visitor.language, url_name))
