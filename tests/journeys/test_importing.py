"""A centre brings its schedule from elsewhere: looked at first, made, completed, and on the site. Keyboard alone."""

from playwright.sync_api import expect

from activities.models import Activity, ActivityState
from tests.importing.test_importing import FILES
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World


def when_they_send_the_file(staff: Visitor) -> None:
    staff.opens("desk_activities:list")
    staff.arrives(staff.t("Activities"))
    staff.follows(staff.t("Bring a schedule from a file"))
    staff.arrives(staff.t("Bring a schedule from a file"))
    staff.presses(staff.t("Next: see what it would be"))
    staff.arrives(staff.t("Bring a schedule from a file"), error=True)
    staff.page.set_input_files("input[type=file]", FILES / "google.ics")
    staff.presses(staff.t("Next: see what it would be"))
    staff.arrives(staff.t("What would become of the file"))


def then_they_see_what_it_would_be(staff: Visitor) -> None:
    staff.sees("Knitting Circle", "Chair Yoga", "Harbour Hall")
    staff.sees(staff.t("It lasts all day. A date here needs a time at which it begins and one at which it ends."))
    assert Activity.objects.count() == 0


def when_they_make_the_drafts(staff: Visitor, world: World) -> None:
    staff.page.get_by_label("Harbour Hall").select_option(str(world.venue.pk))
    staff.presses(staff.t("Make these drafts"))
    staff.arrives(staff.t("Activities"))
    staff.sees("Knitting Circle", staff.t("somebody who leads"))


def when_they_complete_one(staff: Visitor) -> None:
    knitting = staff.page.locator("li", has_text="Knitting Circle")
    staff.follows(staff.t("Complete it"), within=knitting)
    staff.arrives(staff.t("Complete a draft"))
    staff.chooses("Terry Moss")
    staff.chooses(staff.t("Just come, no sign-up needed"))
    staff.chooses(staff.t("No, anybody may know"))
    staff.presses(staff.t("Save, and put it on the site"))
    staff.arrives(staff.t("An activity"))
    staff.sees(staff.t("See it on the site"))


def then_it_is_on_the_site_and_the_rest_is_not(reader: Visitor) -> None:
    reader.opens("activities:list")
    expect(reader.main).to_contain_text("Knitting Circle")
    reader.does_not_see("Chair Yoga")


def when_they_throw_one_away(staff: Visitor) -> None:
    staff.opens("desk_activities:list")
    staff.follows(staff.t("Throw it away"), within=staff.page.locator("li", has_text="Chair Yoga"))
    staff.arrives(staff.t("Throw this draft away?"))
    staff.presses(staff.t("Throw it away"))
    staff.arrives(staff.t("Activities"))
    staff.does_not_see("Chair Yoga</a>")


def test_schedule_comes_from_a_file(world: World, enter: Enter) -> None:
    assert world.champion
    assert world.venue
    staff = enter(user=world.coordinator, viewport=DESK, hands=Keyboard)
    when_they_send_the_file(staff)
    then_they_see_what_it_would_be(staff)
    when_they_make_the_drafts(staff, world)
    when_they_complete_one(staff)
    then_it_is_on_the_site_and_the_rest_is_not(enter())
    when_they_throw_one_away(staff)
    assert Activity.objects.filter(state=ActivityState.DRAFT).count() == 1
