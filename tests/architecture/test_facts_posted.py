"""What each address answers to a form, to whoever sends it: exactly what is written down in `golden/posted.txt`, and
never more than `facts.FACTS` allows.

A form is sent as its row fills it in, and empty, so that it comes back with its errors; the field of a search with a
name in it. What waits at the same address to be looked at counts as its answer.
"""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from people.services import search
from tests.architecture import facts
from tests.architecture.rows import Row
from tests.architecture.telling import Written, line
from tests.architecture.test_facts import _at_noon, account  # noqa: F401 - a fixture
from tests.architecture.test_permissions import TABLE, world  # noqa: F401 - a fixture
from tests.architecture.world import World

WRITTEN = Written("posted.txt")
FORMS = list({row.name: row for row in TABLE if row.method == "POST" or row.name in facts.SEARCHES}.values())
# Who prescribes finds any client of the centre by name, and tells two of one name apart by when they were born.
FOUND_BY_PROVIDERS = {"client's name": "PW", "client's birthday": "PW"}
NAMES = ("Quillon", "Marguerite")  # less than the facts, so that what was typed tells none


def answered(row: Row, world: World, client: Client) -> set[str]:  # noqa: F811
    """The facts in the answers of one address; where one can search, for either of the two."""
    args = row.args(world)
    address = reverse(row.name, args=args) if isinstance(args, list) else reverse(row.name, kwargs=args)
    forms: list[dict[str, object]] = [{}]
    if row.method == "POST" and (data := row.data(world)):
        forms.append(data)
    if row.name in facts.SEARCHES:
        forms += [{"q": name} for name in NAMES]
    return {name for form in forms for name in sent(client, address, form)}


def sent(client: Client, address: str, data: dict[str, object]) -> list[str]:
    """What one form is answered. Whatever comes of it is taken back."""
    with transaction.atomic():
        answer = client.post(address, data)
        found = facts.shown(answer)
        if answer.status_code == HTTPStatus.FOUND and answer["Location"].partition("?")[0] == address:
            found += facts.shown(client.get(answer["Location"]))
        transaction.set_rollback(True)
    return found


def lines(who: str, world: World) -> Iterator[str]:  # noqa: F811
    client = Client()
    if user := account(who, world):
        client.force_login(user)
    for row in FORMS:
        with transaction.atomic():
            found = answered(row, world, client)
            transaction.set_rollback(True)
        if found:
            yield line(who, row.name, [name for name in facts.FACTS if name in found])


@pytest.mark.once
@pytest.mark.parametrize("who", facts.ASKERS)
def test_forms_tell_exactly_what_is_written_down(world, who):  # noqa: F811
    facts.lay_out(world)
    for person in (world.owner, world.neighbour):
        search.index(person)
    WRITTEN.compare(who, lines(who, world))


@pytest.mark.parametrize("fact", facts.FACTS)
def test_only_who_may_reads_a_fact_from_a_form(fact):
    """By a form nobody learns what no page tells them, save whoever has to find the right client."""
    told = set(WRITTEN.readers(fact, facts.ASKERS, besides=facts.BY_KEY))
    assert told - set(facts.FACTS[fact].seen_by) == set(FOUND_BY_PROVIDERS.get(fact, ""))
