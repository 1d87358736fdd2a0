"""Who may open what: every address of ours is asked by four people, and answers as its row says.

The rows are in `rows/`, one module a room. An address without a row fails.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import translation

from people.models import User
from tests.architecture import rows
from tests.architecture.rows import LOGIN, Answer, Row
from tests.architecture.tree import ROOMS
from tests.architecture.world import World

TABLE: list[Row] = [
    row
    for module in pkgutil.iter_modules(rows.__path__)
    for row in importlib.import_module(f"{rows.__name__}.{module.name}").ROWS
]
ALSO = {"wagtail_serve": ("home",)}  # it answers to every path that nobody else has
PEOPLE = ("anonymous", "owner", "colleague", "stranger")


def own_names(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    """The full names of the addresses that a view of ours answers; an address without a name gives its route."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from own_names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            if view.__module__.split(".")[0] in ROOMS:
                yield f"{namespace}{pattern.name}" if pattern.name else f"(no name) {pattern.pattern}"


@pytest.fixture
def world(db) -> World:
    world = World()
    world.ready()
    return world


def test_every_address_of_ours_has_a_row():
    addresses = set(own_names(get_resolver().url_patterns))
    assert sorted(addresses - {row.name for row in TABLE}) == []


def test_every_row_is_an_address_of_ours():
    addresses = set(own_names(get_resolver().url_patterns))
    assert sorted({row.name for row in TABLE} - addresses) == []


def address_of(row: Row, world: World) -> str:
    """In English; and in both languages it leads there, and not to a page of another room with the same path."""
    args = row.args(world)
    named: dict[str, Any] = {"args": args} if isinstance(args, list) else {"kwargs": args}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            assert resolve(reverse(row.name, **named)).view_name in {row.name, *ALSO.get(row.name, ())}
    return reverse(row.name, **named)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.name}")
def test_address_answers_as_its_row_says(world, row):
    address = address_of(row, world)
    data = row.data(world)
    answers = {who: answer(row, address, data, world.user(who)) for who in PEOPLE}
    assert answers == {who: row.answer(who) for who in PEOPLE}


def answer(row: Row, address: str, data: dict[str, Any], user: User | None) -> Answer:
    """A status, or `LOGIN`. Whatever the visit changes is taken back, so that each of them finds the same."""
    client = Client()
    with transaction.atomic():
        if user:
            client.force_login(user)
        response = client.post(address, data) if row.method == "POST" else client.get(address, data)
        transaction.set_rollback(True)
    if response.status_code == 302 and response["Location"].split("?")[0] == reverse("account_login"):
        return LOGIN
    # A name that a template did not know leaves a link that leads nowhere.
    assert b'href=""' not in (b"" if response.streaming else response.content)
    return response.status_code
