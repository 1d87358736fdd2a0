"""What each page, sheet, file and feed tells of two people, to whoever asks: exactly what is written down in
`golden/facts.txt`, and never more than `facts.FACTS` allows. `telling` says how the file is written anew.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.actors import STAFF_ROLES, Role
from people.models import User
from tests.architecture import facts
from tests.architecture.rows import Row
from tests.architecture.telling import Written, line
from tests.architecture.test_permissions import TABLE, world  # noqa: F401 - a fixture
from tests.architecture.test_roles import LETTERS
from tests.architecture.world import World
from tests.factories.people import StaffRoleFactory, UserFactory

NOON = datetime(2026, 12, 8, 17, tzinfo=UTC)
WRITTEN = Written("facts.txt")
SEARCH_FIELD = b'name="q"'
PAGES = list({row.name: row for row in TABLE if row.method == "GET"}.values())


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    """On one day for ever: what is near in time is shown, and what is not is not."""
    time_machine.move_to(NOON)


def account(who: str, world: World) -> User | None:  # noqa: F811
    """Whose account asks, by the letters of `facts.ASKERS`."""
    if who in LETTERS:
        return StaffRoleFactory(centre=world.centre, role=LETTERS[who]).user
    if who == "X":
        everywhere = UserFactory()
        for role in sorted(STAFF_ROLES):
            StaffRoleFactory(centre=world.elsewhere, user=everywhere, role=role)
        return everywhere
    if who == "W":
        StaffRoleFactory(centre=world.centre, user=world.prescription.written_by, role=Role.PROVIDER)
        return world.prescription.written_by
    people = {"o": world.owner, "c": world.neighbour, "h": world.leader.person}
    if who not in people:
        return None
    person = people[who]
    if person.user is None:
        person.user = UserFactory()
        person.save(update_fields=["user"])
    return person.user


def told(row: Row, world: World, client: Client) -> list[str]:  # noqa: F811
    """The facts in the answer of one address. Whatever was made or changed for it is taken back."""
    with transaction.atomic():
        args = row.args(world)
        address = reverse(row.name, args=args) if isinstance(args, list) else reverse(row.name, kwargs=args)
        answer = client.get(address, row.data(world))
        found = facts.shown(answer)
        assert row.name in facts.SEARCHES or SEARCH_FIELD not in answer.getvalue()  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    return found


def lines(who: str, world: World) -> Iterator[str]:  # noqa: F811
    client = Client()
    if user := account(who, world):
        client.force_login(user)
    for row in PAGES:
        if found := told(row, world, client):
            yield line(who, row.name, found)


@pytest.mark.once
@pytest.mark.parametrize("who", facts.ASKERS)
def test_pages_tell_exactly_what_is_written_down(world, who):  # noqa: F811
    facts.lay_out(world)
    WRITTEN.compare(who, lines(who, world))


@pytest.mark.parametrize("fact", facts.FACTS)
def test_only_who_may_reads_a_fact_and_they_do(fact):
    """The table above, read the other way round: nobody more, and nobody less."""
    assert WRITTEN.readers(fact, facts.ASKERS, besides=facts.BY_KEY) == facts.FACTS[fact].seen_by
