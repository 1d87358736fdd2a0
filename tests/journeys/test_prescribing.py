"""A provider prescribes for a client whom the centre knows, in a handful of steps, and books the place at once."""

from datetime import date
from typing import Any

import pytest
from django.utils.text import capfirst
from playwright.sync_api import expect

from activities.choices import Kind
from activities.models import Booking, Session
from core.actors import SYSTEM, Role
from people.models import Person
from people.services import charts
from prescriptions.models import Case, Prescription
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

# A script is faster than anybody, so no seconds are counted but what somebody does: a text and its button, the
# client, five answers, and the last button.
MOST_STEPS = 9


class Counted(Keyboard):
    """Counts what somebody does: each answer, each button, each text that is typed."""

    steps = 0

    def push(self, target: Any) -> None:
        self.steps += 1
        super().push(target)

    def write(self, field: Any, text: str) -> None:
        self.steps += 1
        super().write(field, text)

    def choose(self, option: Any) -> None:
        self.steps += 1
        super().choose(option)


def given_a_client(world: World) -> Person:
    person = PersonFactory(
        name="Brian Hall", birth_date=date(1948, 3, 12), language=world.language, centres=[world.centre]
    )
    charts.set_number(person, centre=world.centre, number="B1234", by=SYSTEM)
    PersonFactory(name="Brianna Young", centres=[world.centre])
    return person


def given_a_group(world: World) -> Session:
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        kind=Kind.GAMES,
        title_en="Card Night",
        title_fr="Soirée de cartes",
        languages=[world.language],
        start_date=date(2026, 12, 11),
    )
    return SessionFactory(activity=group, day=group.start_date)


def provider_of(world: World, enter: Enter, **how: Any) -> Visitor:
    user = StaffRoleFactory(
        role=Role.PROVIDER, centre=world.centre, user__name="Nadia Roy", user__language=world.language
    ).user
    return enter(user=user, viewport=DESK, **how)


def when_they_find_the_client(nadia: Visitor, typed: str) -> None:
    nadia.opens("desk_prescriptions:mine")
    nadia.arrives(nadia.t("Prescriptions"))
    nadia.writes(nadia.t("For whom?"), typed)
    nadia.presses(nadia.t("Find the client"))
    nadia.arrives(nadia.t("Write a prescription"))
    nadia.follows("Brian Hall")
    nadia.arrives(nadia.t("A prescription"))


def when_the_page_has_looked(nadia: Visitor) -> None:
    """What fits is there."""
    expect(nadia.page.locator(".htmx-request")).to_have_count(0)


def when_they_answer_what_must_be_asked(nadia: Visitor) -> None:
    nadia.chooses(capfirst(nadia.t("company and belonging")))
    nadia.chooses(nadia.t("Medium"))
    nadia.chooses(nadia.t("None known"))
    nadia.chooses(nadia.t("They agree to be referred, and to the centre keeping this"))
    nadia.chooses(capfirst(nadia.t("that it goes on, and how it ends")))


def then_the_page_says_what_happens_now(nadia: Visitor) -> None:
    nadia.arrives(nadia.t("A prescription"))
    nadia.sees(
        nadia.t("Give them the slip. A link worker gets in touch, in the way that they chose."),
        Prescription.objects.get().code_shown,
    )


@pytest.mark.parametrize("typed", ["bria", "12 3 1948", "B1234"])
def test_known_client_takes_a_handful_of_keystrokes(world: World, enter: Enter, typed: str) -> None:
    given_a_client(world)
    nadia = provider_of(world, enter, hands=Counted)
    when_they_find_the_client(nadia, typed)
    when_they_answer_what_must_be_asked(nadia)
    nadia.presses(nadia.t("Write the prescription"))
    then_the_page_says_what_happens_now(nadia)
    assert nadia.hands.steps <= MOST_STEPS
    assert Case.objects.get().prescription == Prescription.objects.get()


@pytest.mark.parametrize("scripts", [True, False])
def test_what_fits_is_chosen_and_booked_at_once(world: World, enter: Enter, scripts: bool) -> None:
    given_a_client(world)
    session = given_a_group(world)
    nadia = provider_of(world, enter, scripts=scripts)
    when_they_find_the_client(nadia, "bria")
    nadia.chooses(capfirst(nadia.t("company and belonging")))
    if not scripts:
        nadia.presses(nadia.t("Show what fits"))
        nadia.arrives(nadia.t("A prescription"))
    when_the_page_has_looked(nadia)
    nadia.sees({"en": "10 places free", "fr": "10 places libres"}[world.language])
    nadia.page.locator(f"[value='date:{session.public_id}']").check()
    when_the_page_has_looked(nadia)
    nadia.chooses(nadia.t("Light"))
    nadia.presses(nadia.t("Write the prescription"))
    nadia.arrives(nadia.t("A prescription"), error=True)
    nadia.chooses(nadia.t("Yes, there is something to know"))
    nadia.writes(nadia.t("What is there to know?"), "Hears badly on the left")
    nadia.chooses(nadia.t("They agree to be referred, and to the centre keeping this"))
    nadia.chooses(capfirst(nadia.t("also what they take part in")))
    nadia.presses(nadia.t("Write the prescription"))
    nadia.arrives(nadia.t("A prescription"))
    nadia.sees(nadia.t("Give them the slip, or book the place with them now. Nobody calls."))
    nadia.presses(nadia.t("Book this place"))
    nadia.arrives(nadia.t("A prescription"))
    nadia.sees(nadia.t("The place is booked."))
    assert Booking.objects.get().session == session
    assert not Case.objects.exists()


def test_somebody_new_is_written_on_one_screen_and_revoked(world: World, enter: Enter) -> None:
    nadia = provider_of(world, enter)
    nadia.opens("prescribing:find")
    nadia.follows(nadia.t("Somebody new"))
    nadia.arrives(nadia.t("A prescription"))
    nadia.writes(nadia.t("Name to use"), "Joan Tremblay")
    when_they_answer_what_must_be_asked(nadia)
    nadia.presses(nadia.t("Write the prescription"))
    then_the_page_says_what_happens_now(nadia)
    nadia.follows(nadia.t("Revoke it"))
    nadia.arrives(nadia.t("Revoke a prescription"))
    nadia.presses(nadia.t("Revoke it"))
    nadia.arrives(nadia.t("Revoke a prescription"), error=True)
    nadia.writes(nadia.t("Why is it revoked?"), "Joan would rather not")
    nadia.presses(nadia.t("Revoke it"))
    nadia.arrives(nadia.t("A prescription"))
    nadia.opens("desk_prescriptions:mine")
    nadia.arrives(nadia.t("Prescriptions"))
    nadia.sees("Joan Tremblay", nadia.t("revoked"))
