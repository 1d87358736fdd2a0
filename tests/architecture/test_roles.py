"""Which staff get into which page of the desk: every address under it is asked in every role at its own centre."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.actors import Role
from tests.architecture.desk_roles import OPEN_TO
from tests.architecture.rows import Row
from tests.architecture.test_permissions import TABLE, world  # noqa: F401 - a fixture
from tests.architecture.world import World
from tests.factories.people import StaffRoleFactory

LETTERS = {
    "C": Role.COORDINATOR,
    "L": Role.LINK_WORKER,
    "M": Role.MANAGER,
    "P": Role.PROVIDER,
    "E": Role.EVALUATOR,
}
STAYS_OUTSIDE = {403, 404}
LETS_IN = {name: letters for letters, names in OPEN_TO.items() for name in names}


def address(row: Row, world: World) -> str:  # noqa: F811
    args = row.args(world)
    return reverse(row.name, args=args) if isinstance(args, list) else reverse(row.name, kwargs=args)


@pytest.mark.once
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.name}")
def test_page_of_the_desk_lets_in_its_roles_and_nobody_else(world, row):  # noqa: F811
    at, data = address(row, world), row.data(world)
    if not at.startswith("/en/desk/"):
        assert row.name not in LETS_IN
        return
    let_in = "".join(letter for letter, role in LETTERS.items() if gets_in(world, row, at, data, role))
    nothing_there = row.colleague == 404
    assert let_in == ("" if nothing_there else LETS_IN[row.name])


def gets_in(world: World, row: Row, at: str, data: dict, role: Role) -> bool:  # noqa: F811
    """Whatever the visit changes is taken back, so that each role finds the same."""
    client = Client()
    client.force_login(StaffRoleFactory(centre=world.centre, role=role).user)
    with transaction.atomic():
        answer = client.post(at, data) if row.method == "POST" else client.get(at, data)
        transaction.set_rollback(True)
    return answer.status_code not in STAYS_OUTSIDE
