"""The desk's menu: on a telephone folded behind the name of the page, on a wide screen open; without scripts, too."""

import pytest
from playwright.sync_api import expect

from core.actors import Role
from tests.factories.people import StaffRoleFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def manager_of(world: World, enter: Enter, **how: object) -> Visitor:
    return enter(user=StaffRoleFactory(centre=world.centre, role=Role.MANAGER).user, **how)


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_telephone_it_is_closed_until_it_is_wanted(world: World, enter: Enter, scripts: bool) -> None:
    staff = manager_of(world, enter, scripts=scripts)
    staff.opens("desk:people")
    staff.arrives(staff.t("People"))
    menu = staff.page.get_by_role("navigation", name=staff.t("Desk"))
    fold = menu.locator("summary")
    expect(fold).to_contain_text(staff.t("People"))
    expect(menu.get_by_role("link")).to_have_count(0)
    staff.hands.open(fold)
    expect(menu.get_by_role("list", name=staff.t("Groups"))).to_be_visible()
    staff.looks_over()
    staff.follows(staff.t("Champions"), within=menu)
    staff.arrives(staff.t("Champions"))
    expect(fold).to_contain_text(staff.t("Champions"))
    expect(menu.get_by_role("link")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_wide_screen_all_of_it_stands_there(world: World, enter: Enter, scripts: bool) -> None:
    staff = manager_of(world, enter, scripts=scripts, viewport=DESK)
    staff.opens("desk:people")
    menu = staff.page.get_by_role("navigation", name=staff.t("Desk"))
    expect(menu.locator("summary")).to_be_hidden()
    expect(menu.locator("[aria-current]")).to_have_text(staff.t("People"))
    staff.follows(staff.t("Champions"), within=menu)
    staff.arrives(staff.t("Champions"))
