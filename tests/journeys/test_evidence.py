"""Somebody who evaluates reads what two centres did, and meets nobody's name."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from core.actors import Role
from people.models import User
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, StaffRoleFactory
from tests.factories.prescriptions import PrescriptionFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

NAME = "Quillon Zephyrine"


def given_a_few_weeks_of_work(world: World) -> User:
    elsewhere = CentreFactory(name_en="Zinnia Bay", name_fr="Zinnias")
    for centre, many in ((world.centre, 8), (elsewhere, 8)):
        for _nth in range(many):
            person = PersonFactory(name=NAME)
            PrescriptionFactory(centre=centre, person=person, written_at=timezone.now() - timedelta(days=2))
    evaluator = StaffRoleFactory(
        centre=world.centre, role=Role.EVALUATOR, user__email="eva@example.org", user__language=world.language
    )
    StaffRoleFactory(centre=elsewhere, role=Role.EVALUATOR, user=evaluator.user)
    return evaluator.user


def when_they_read_their_centre(reader: Visitor) -> None:
    reader.opens("desk:home")
    reader.follows(reader.t("Evidence"))
    reader.arrives(reader.t("Evidence"))
    reader.sees(reader.t("Prescriptions, by who wrote them"), "8")
    how = reader.main.locator("summary").filter(has_text=reader.t("How is this counted?")).first
    reader.hands.open(how)
    picture = reader.main.get_by_role("img").first
    picture.scroll_into_view_if_needed()
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    reader.looks_over()


def then_both_together_are_the_sum(reader: Visitor) -> None:
    reader.follows(reader.t("All my centres together"))
    reader.arrives(reader.t("Evidence"))
    reader.sees("16")
    reader.follows(reader.t("Earlier"))
    reader.arrives(reader.t("Evidence"))


def then_other_pages_name_nobody(reader: Visitor) -> None:
    for words in ("What changed", "For whom", "The tables as a file"):
        reader.opens("desk_evidence:home")
        reader.follows(reader.t(words), within=reader.main)
        reader.looks_over()
        reader.does_not_see(NAME)


def test_evaluator_reads_numbers_and_no_names(world: World, enter: Enter) -> None:
    reader = enter(user=given_a_few_weeks_of_work(world), viewport=DESK)
    when_they_read_their_centre(reader)
    reader.does_not_see(NAME)
    then_both_together_are_the_sum(reader)
    then_other_pages_name_nobody(reader)
