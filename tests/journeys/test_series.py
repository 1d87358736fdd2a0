"""A coordinator changes a whole series: half an hour later, with seven people on it; and a pause over the summer."""

from datetime import date, time

from pytest_django import Settings

from activities.models import Activity
from activities.services import bookings, scheduling
from core.actors import SYSTEM, Channel
from notifications.models import OutboxMessage
from people.services import persons
from tests.factories.activities import ActivityFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

PEOPLE = ("Ana Silva", "Bo Lund", "Cy Park", "Di Roy", "Ed Wu", "Flo Katz", "Gus Ito")


def given_a_group_with_seven_people(world: World) -> Activity:
    group = ActivityFactory(
        centre=world.centre, venue=world.venue, start_date=date(2026, 12, 8), start_time=time(13, 30), capacity=8
    )
    scheduling.materialise(activity=group, by=SYSTEM)
    first = group.sessions.order_by("day").first()
    for number, name in enumerate(PEOPLE):
        contact = f"519-555-01{number:02d}" if number else "ana@example.org"
        person = persons.register(centre=world.centre, by=SYSTEM, name=name, contact=contact, language=world.language)
        bookings.book(session=first, person=person, channel=Channel.DESK, by=SYSTEM)
    return group


def clocks(group: Activity) -> set[str]:
    rows = group.sessions.scheduled().select_related("centre")
    return {f"{row.local_start:%H:%M}" for row in rows}


def when_they_open_the_group(staff: Visitor, group: Activity) -> None:
    staff.opens("desk_activities:activity", group.pk)
    staff.arrives(staff.t("An activity"))


def when_they_make_it_half_an_hour_later(staff: Visitor) -> None:
    staff.follows(staff.t("Change when and where"))
    staff.arrives(staff.t("Change when and where"))
    staff.writes(staff.t("Starts at"), {"en": "2 pm", "fr": "14 h"}[staff.language])
    staff.presses(staff.t("Next: see what it means"))
    staff.arrives(staff.t("Change these dates?"))


def then_they_see_all_that_would_happen(staff: Visitor, group: Activity) -> None:
    staff.sees(*PEOPLE, {"en": "Every Tuesday, 2 pm", "fr": "Tous les mardis, de 14 h"}[staff.language])
    staff.sees({"en": "7 people are signed up.", "fr": "7 personnes sont inscrites."}[staff.language])
    assert clocks(group) == {"13:30"}


def when_they_say_yes(staff: Visitor, then: str) -> None:
    staff.presses(staff.t("Yes, do this"))
    staff.arrives(staff.t(then))


def when_they_pause_it_over_the_summer(staff: Visitor) -> None:
    staff.follows(staff.t("Pause this group"))
    staff.arrives(staff.t("Pause this group"))
    for field, day in (("first_day", date(2027, 7, 1)), ("last_day", date(2027, 8, 31))):
        for part in ("day", "month", "year"):
            staff.writes_into(f"[name={field}_{part}]", str(getattr(day, part)))
    staff.presses(staff.t("Next: see what it means"))
    staff.arrives(staff.t("Pause this group?"))


def test_series_moves_by_half_an_hour_with_seven_people_on_it(world: World, enter: Enter) -> None:
    group = given_a_group_with_seven_people(world)
    staff = enter(user=world.coordinator, viewport=DESK, hands=Keyboard)
    when_they_open_the_group(staff, group)
    when_they_make_it_half_an_hour_later(staff)
    then_they_see_all_that_would_happen(staff, group)
    when_they_say_yes(staff, "People to call")
    assert clocks(group) == {"14:00"}
    assert OutboxMessage.objects.filter(type="session-moved").count() == len(PEOPLE)


def test_group_pauses_over_the_summer_and_its_page_says_so(world: World, enter: Enter, settings: Settings) -> None:
    settings.SESSION_HORIZON_WEEKS = 44
    group = given_a_group_with_seven_people(world)
    staff = enter(user=world.coordinator, viewport=DESK)
    when_they_open_the_group(staff, group)
    when_they_pause_it_over_the_summer(staff)
    staff.sees({"en": "9 dates go", "fr": "9 séances disparaissent"}[staff.language])
    when_they_say_yes(staff, "An activity")
    paused = {
        "en": "Paused from July 1, 2027; back on September 7, 2027",
        "fr": "En pause à partir du 1er juillet 2027; de retour le 7 septembre 2027",
    }
    staff.sees(paused[staff.language])
    assert not group.sessions.filter(day__gte=date(2027, 7, 1), day__lte=date(2027, 8, 31)).exists()
    visitor = enter()
    visitor.opens("activities:detail", group.slug)
    visitor.sees(paused[visitor.language])
