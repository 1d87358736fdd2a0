"""The coordinator with the telephone at her ear: keyboard alone, and no time to lose."""

import time
from datetime import date, timedelta
from datetime import time as hour

from playwright.sync_api import expect

from activities.models import Booking, BookingState, Session
from activities.services import bookings
from core.actors import SYSTEM, Channel
from people.models import Person
from people.services import persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import PersonFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

SECONDS = 15
KEYSTROKES = 12  # beyond the typed words


class Fingers:
    """Presses keys, and counts them; letters and digits of words are typed, not counted."""

    def __init__(self, staff: Visitor) -> None:
        self.staff, self.pressed = staff, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.staff.page.keyboard.press(key)
            self.pressed += 1

    def press_the_key_of_the_telephone(self) -> None:
        """Alt and T. Sent past Playwright, which leaves out the letter that the browser looks for."""
        key = {"type": "keyDown", "modifiers": 1, "key": "t", "code": "KeyT", "text": "t", "unmodifiedText": "t"}
        self.staff.context.new_cdp_session(self.staff.page).send("Input.dispatchKeyEvent", key)
        self.pressed += 1

    def type(self, words: str) -> None:
        self.staff.page.keyboard.type(words)

    def choose_first(self) -> None:
        """Down to the first line once it is there, and Enter to the next page."""
        self.press("ArrowDown")
        expect(self.staff.page.locator(".pl-pick:focus")).to_be_visible()
        with self.staff.page.expect_navigation():
            self.press("Enter")


def given_a_group(world: World, day: date = date(2026, 12, 9), **fields: object) -> Session:
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        start_date=day,
        start_time=hour(13, 30),
        languages=["en", "fr"],
        **{"title_en": "Cards", "title_fr": "Cartes", "search_text": "cards cartes", "capacity": 2, **fields},
    )
    return SessionFactory(activity=group, day=day)


def given_a_caller(world: World) -> Person:
    return persons.register(
        name="Émilie Côté", centre=world.centre, contact="519-555-0134", language=world.language, by=SYSTEM
    )


def given_somebody_at_the_desk(world: World, enter: Enter) -> Visitor:
    staff = enter(user=world.coordinator, viewport=DESK)
    staff.opens("desk:home")
    staff.looks_over()
    return staff


def when_the_telephone_rings(staff: Visitor, fingers: Fingers) -> None:
    with staff.page.expect_navigation():
        fingers.press_the_key_of_the_telephone()
    expect(staff.page.locator("#id_q")).to_be_focused()


def test_caller_who_is_known_has_a_place_within_seconds(world: World, enter: Enter) -> None:
    session, caller = given_a_group(world), given_a_caller(world)
    given_a_group(world, day=date(2026, 12, 8), title_en="Songs", title_fr="Chansons", search_text="songs chansons")
    staff = given_somebody_at_the_desk(world, enter)
    fingers, began = Fingers(staff), time.monotonic()
    when_the_telephone_rings(staff, fingers)
    fingers.type("emilie cot")
    fingers.choose_first()
    expect(staff.page.locator("#id_group")).to_be_focused()
    fingers.type("cart")
    fingers.choose_first()
    expect(staff.page.locator(".pl-aloud").first).to_contain_text((world.language == "fr" and "Cartes") or "Cards")
    booking = Booking.objects.get(session=session, person=caller)
    assert (booking.state, booking.channel) == (BookingState.CONFIRMED, Channel.DESK)
    with staff.page.expect_navigation():
        fingers.press("Enter")  # the next caller
    expect(staff.page.locator("#id_q")).to_be_focused()
    assert time.monotonic() - began < SECONDS
    assert fingers.pressed <= KEYSTROKES


def test_caller_who_is_new_needs_a_name_and_a_number(world: World, enter: Enter) -> None:
    given_a_group(world)
    staff = given_somebody_at_the_desk(world, enter)
    fingers, began = Fingers(staff), time.monotonic()
    when_the_telephone_rings(staff, fingers)
    fingers.type("Ana Silva 519-555-0177")
    fingers.choose_first()
    fingers.choose_first()
    expect(staff.page.locator(".pl-aloud").first).to_be_visible()
    assert time.monotonic() - began < SECONDS
    assert fingers.pressed <= KEYSTROKES
    person = Person.objects.get(name="Ana Silva")
    assert (person.contact_points.get().value, person.bookings.count()) == ("+15195550177", 1)


def test_every_stop_is_open_to_everybody(world: World, enter: Enter) -> None:
    """The waiting list, another date, and giving a place back: each page is looked over."""
    full, caller = given_a_group(world, capacity=1), given_a_caller(world)
    SessionFactory(activity=full.activity, day=full.day + timedelta(weeks=1))
    bookings.book(session=full, person=PersonFactory(), channel=Channel.WEB, by=SYSTEM)
    staff = given_somebody_at_the_desk(world, enter)
    title = staff.t("Telephone")
    staff.opens("desk_phone:start")
    staff.arrives(title)
    fingers = Fingers(staff)
    fingers.type("0134")
    expect(staff.page.locator(".pl-pick").first).to_contain_text("Émilie Côté")
    staff.looks_over()
    fingers.choose_first()
    staff.arrives(title)
    staff.page.focus("#id_group")
    fingers.choose_first()
    staff.arrives(title)
    staff.sees(staff.t("first"))
    staff.presses(staff.t("Something else for %(name)s", name=caller.name))
    staff.arrives(title)
    staff.presses(staff.t("Another date"))
    staff.arrives(title)
    with staff.page.expect_navigation():
        fingers.press("Enter")
    staff.arrives(title)
    assert [row.state for row in caller.bookings.order_by("pk")] == [BookingState.CANCELLED, BookingState.CONFIRMED]
    staff.presses(staff.t("Something else for %(name)s", name=caller.name))
    staff.presses(staff.t("Cancel"))
    staff.arrives(title)
    staff.presses(staff.t("Yes, give it back"))
    staff.arrives(title)
    assert caller.bookings.active().count() == 0
    assert caller.name not in staff.page.url


def test_without_scripts_the_three_steps_are_three_forms(world: World, enter: Enter) -> None:
    session, caller = given_a_group(world), given_a_caller(world)
    staff = enter(user=world.coordinator, viewport=DESK, scripts=False)
    staff.opens("desk_phone:start")
    staff.writes(staff.t("Who is calling?"), "emilie")
    staff.presses(staff.t("Search"), within=staff.main)
    staff.presses(caller.name)
    staff.writes(staff.t("Which group?"), "cart")
    staff.presses(staff.t("Show"), within=staff.main)
    staff.presses(session.activity.title_fr if world.language == "fr" else session.activity.title_en)
    staff.sees(staff.t("Done"))
    assert Booking.objects.get().person == caller
