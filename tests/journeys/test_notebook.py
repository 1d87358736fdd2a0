"""A coordinator tries something, looks at the numbers, keeps it and tells the others; another centre takes it up."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import pgettext_lazy
from playwright.sync_api import expect

from evaluation.models import Trial, TrialState
from tests.factories.centres import CentreFactory
from tests.factories.prescriptions import PrescriptionFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

TITLE = "Ring-a-neighbour"
MANY = 17


def when_they_plan_it(coordinator: Visitor) -> None:
    coordinator.opens("desk:home")
    coordinator.follows(coordinator.t("Notebook"))
    coordinator.arrives(coordinator.t("Notebook"))
    coordinator.follows(coordinator.t("Try something new"))
    coordinator.arrives(coordinator.t("Try something new"))
    coordinator.writes(coordinator.t("What is it called?"), TITLE)
    coordinator.writes(coordinator.t("What do we try?"), "We ring before the first date.")
    coordinator.presses(coordinator.t("Save"))
    coordinator.arrives(coordinator.t("Try something new"), error=True)
    coordinator.writes(coordinator.t("What do we expect?"), "More come for the first time.")
    number = coordinator.page.get_by_label(coordinator.t("Which number do we watch?"))
    number.select_option(label=coordinator.t("Prescriptions, by who wrote them"))
    coordinator.presses(coordinator.t("Save"))
    coordinator.arrives(TITLE)
    coordinator.presses(coordinator.t("We have begun"))
    coordinator.arrives(TITLE)


def given_its_day_has_come() -> None:
    """Three months later."""
    today = timezone.localdate()
    Trial.objects.update(begins_on=today - timedelta(days=91), look_on=today)


def then_the_desk_reminds_them(coordinator: Visitor) -> None:
    coordinator.opens("desk:home")
    coordinator.sees(coordinator.t("Time to look again"))
    coordinator.follows(TITLE)
    coordinator.arrives(TITLE)


def when_they_look_and_keep_it(coordinator: Visitor) -> None:
    coordinator.sees(str(MANY), coordinator.t("%(quarter)s (here we began)", quarter="").strip())
    picture = coordinator.main.get_by_role("img").first
    picture.scroll_into_view_if_needed()
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    coordinator.writes(coordinator.t("What did we see?"), "People were glad of the call.")
    coordinator.presses(coordinator.t("Save what we saw"))
    coordinator.arrives(TITLE)
    coordinator.chooses(coordinator.t("We keep it, with changes"))
    coordinator.writes(coordinator.t("What do we keep, or why do we leave it?"), "The call, by a champion.")
    coordinator.presses(coordinator.t("Save what we decided"))
    coordinator.arrives(TITLE)


def when_they_share_it(coordinator: Visitor) -> None:
    coordinator.follows(coordinator.t("Share with other centres"))
    coordinator.arrives(coordinator.t("Share with other centres"))
    coordinator.does_not_see(f">{MANY}<")
    coordinator.presses(coordinator.t("Share it"))
    coordinator.arrives(coordinator.t("Share with other centres"), error=True)
    coordinator.chooses(coordinator.t("I have read it once more: no names, and nothing about a single person"))
    coordinator.presses(coordinator.t("Share it"))
    coordinator.arrives(TITLE)
    coordinator.sees(coordinator.t(pgettext_lazy("a trial", "Shared with other centres")))


def then_somebody_elsewhere_takes_it_up(neighbour: Visitor) -> None:
    neighbour.opens("desk_notebook:list")
    neighbour.arrives(neighbour.t("Notebook"))
    neighbour.follows(neighbour.t("From other centres"))
    neighbour.arrives(neighbour.t("From other centres"))
    neighbour.follows(TITLE)
    neighbour.arrives(TITLE)
    neighbour.sees("The call, by a champion.")
    neighbour.does_not_see(f">{MANY}<", "<img class")
    neighbour.presses(neighbour.t("Take this up"))
    neighbour.arrives(neighbour.t("Change the words"))
    neighbour.presses(neighbour.t("Save"))
    neighbour.arrives(TITLE)
    neighbour.sees(neighbour.t("Where it comes from"), "Maple Falls" if neighbour.language == "en" else "Les Érables")


def test_a_trial_is_kept_and_taken_up_elsewhere(world: World, enter: Enter) -> None:
    for _nth in range(MANY):
        PrescriptionFactory(centre=world.centre, written_at=timezone.now() - timedelta(days=2))
    coordinator = enter(user=world.coordinator, viewport=DESK)
    when_they_plan_it(coordinator)
    given_its_day_has_come()
    then_the_desk_reminds_them(coordinator)
    when_they_look_and_keep_it(coordinator)
    when_they_share_it(coordinator)
    elsewhere = CentreFactory(name_en="Zinnia Bay", name_fr="Zinnias")
    then_somebody_elsewhere_takes_it_up(enter(user=world.staff("Nora Field", elsewhere)))
    assert Trial.objects.get(centre=elsewhere).state == TrialState.PLAN
