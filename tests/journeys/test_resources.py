"""A link worker finds food for somebody, makes sure that it is still right, and prints the booklet."""

import pytest
from playwright.sync_api import expect

from centres.models import Resource
from core.actors import Role
from people.models import User
from tests import pdf
from tests.factories.people import StaffRoleFactory
from tests.factories.resources import ResourceFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, PHONE, Visitor
from tests.journeys.world import World


@pytest.fixture
def grocer(world: World) -> Resource:
    ResourceFactory(centre=world.centre, name_en="Rides", name_fr="Transport", kinds=["transport"], languages=["en"])
    return ResourceFactory(
        centre=world.centre,
        name_en="Corner Grocer",
        name_fr="Épicerie du coin",
        languages=["en", "fr"],
        phone="+16135550199",
        cost="free",
        step_free=True,
    )


@pytest.fixture
def link_worker(world: World) -> User:
    return StaffRoleFactory(
        centre=world.centre, role=Role.LINK_WORKER, user__name="Mae Ito", user__language=world.language
    ).user


def when_they_look_for_food_in_french(staff: Visitor) -> None:
    staff.opens("desk_resources:list")
    staff.arrives(staff.t("Resources"))
    staff.writes(staff.t("Search by word"), {"en": "grocer", "fr": "epicerie"}[staff.language])
    staff.opens_up(staff.t("Narrow down the list"))
    staff.page.get_by_label(staff.t("What for"), exact=True).select_option("food")
    staff.page.get_by_label(staff.t("Language spoken"), exact=True).select_option("fr")
    staff.presses(staff.t("Show"))
    staff.arrives(staff.t("Resources"))


def then_they_confirm_it(staff: Visitor, name: str) -> None:
    staff.sees(name)
    staff.does_not_see("Rides", "Transport</a>")
    staff.follows(name)
    staff.arrives(name)
    staff.sees(staff.t("Not checked yet: please call first"))
    staff.presses(staff.t("It is still right"))
    staff.arrives(name)
    staff.sees("Mae Ito")


def then_they_choose_a_booklet(staff: Visitor) -> str:
    staff.opens("desk_resources:booklet")
    staff.arrives(staff.t("Print a booklet"))
    staff.page.get_by_label(staff.t("What for?"), exact=True).select_option("food")
    staff.page.get_by_label(staff.t("How large?"), exact=True).select_option("large")
    form = staff.main.locator("form")
    query = form.evaluate("form => new URLSearchParams(new FormData(form)).toString()")
    return f"{form.get_attribute('action')}?{query}"


def test_link_worker_finds_confirms_and_prints(
    world: World, enter: Enter, grocer: Resource, link_worker: User, client
):
    staff = enter(user=link_worker, viewport=DESK)
    name = grocer.name_fr if world.language == "fr" else grocer.name_en
    when_they_look_for_food_in_french(staff)
    then_they_confirm_it(staff, name)
    grocer.refresh_from_db()
    assert grocer.assured_by == link_worker
    address = then_they_choose_a_booklet(staff)
    client.force_login(link_worker)
    booklet = client.get(address)
    if "application/pdf" in booklet["Content-Type"]:
        text = pdf.words(booklet)
        assert (name in text, "613-555-0199" in text, "Transport" in text or "Rides" in text) == (True, True, False)


@pytest.mark.parametrize("scripts", [True, False])
def test_anybody_finds_it_on_their_telephone(world: World, enter: Enter, grocer: Resource, scripts: bool):
    visitor = enter(viewport=PHONE, scripts=scripts)
    visitor.opens("resources:centres")
    visitor.arrives(visitor.t("Places that help"))
    visitor.follows(world.centre.name_fr if world.language == "fr" else world.centre.name_en)
    visitor.arrives(visitor.t("Places that help"))
    visitor.writes(visitor.t("Search by word"), {"en": "corner", "fr": "coin"}[world.language])
    visitor.presses(visitor.t("Search"))
    visitor.arrives(visitor.t("Places that help"))
    visitor.sees(grocer.name_fr if world.language == "fr" else grocer.name_en)
    expect(visitor.page.get_by_role("link", name="613-555-0199")).to_have_attribute("href", "tel:+16135550199")


def test_link_worker_writes_one_down(world: World, enter: Enter, link_worker: User):
    staff = enter(user=link_worker, viewport=DESK)
    staff.opens("desk_resources:add")
    staff.arrives(staff.t("Add a resource"))
    staff.presses(staff.t("Save"))
    staff.arrives(staff.t("Add a resource"), error=True)
    staff.sees(staff.t("Write the name in at least one language."))
    staff.writes(staff.t("Name, in French"), "Popote roulante")
    staff.writes(staff.t("Telephone"), "613 555 0198")
    staff.chooses(staff.t("Food"))
    staff.presses(staff.t("Save"))
    staff.arrives("Popote roulante")
    staff.sees("613-555-0198")
