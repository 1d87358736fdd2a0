"""Brian chooses a date with his slip; a clinic outside writes one by its link; a neighbour asks for a link worker."""

import re
from datetime import date, time

from playwright.sync_api import expect

from activities.models import Booking, BookingState
from core.actors import SYSTEM, Channel
from prescriptions.models import Case, Prescription, Source
from prescriptions.services import partners
from prescriptions.services.partners import NewLink
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.prescriptions import PrescriptionFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

GRIEF = {"title_en": "Life Beyond Grief", "title_fr": "Vivre avec le deuil"}


def given_a_slip_for_a_group_that_nobody_joins_without(world: World) -> Prescription:
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        start_date=date(2026, 12, 18),
        start_time=time(13, 30),
        join_mode="invitation",
        sensitive=True,
        **GRIEF,
    )
    SessionFactory(activity=group, day=group.start_date)
    return PrescriptionFactory(centre=world.centre, activity=group, person__language=world.language)


def when_the_square_code_is_read(visitor: Visitor, slip: Prescription) -> None:
    """As a telephone opens it: the number stands behind the #, and leaves the address at once."""
    visitor.page.goto(f"{visitor.site}{visitor.address('prescribed:enter')}#{slip.code}")
    expect(visitor.page.locator("#id_code")).to_have_value(slip.code_shown)
    assert slip.code not in visitor.page.url
    visitor.arrives(visitor.t("The number on your slip"))


def when_a_date_is_chosen(visitor: Visitor) -> None:
    visitor.presses(visitor.t("Go on"), within=visitor.main)
    visitor.arrives(visitor.t("Choose a date"))
    visitor.sees(GRIEF[f"title_{visitor.language}"])
    visitor.page.locator(".pl-row a").first.click()
    visitor.arrives(visitor.t("Is this the date?"))
    visitor.does_not_see("Brian")
    visitor.presses(visitor.t("Yes, I would like a place"))


def test_place_with_a_slip(world: World, enter: Enter) -> None:
    slip, visitor = given_a_slip_for_a_group_that_nobody_joins_without(world), enter()
    when_the_square_code_is_read(visitor, slip)
    when_a_date_is_chosen(visitor)
    visitor.arrives(visitor.t("Done"))
    visitor.sees(visitor.t("The place is yours"), world.venue.name_fr if world.language == "fr" else "The Lamp Room")
    visitor.does_not_see("Brian", GRIEF["title_en"], GRIEF["title_fr"], slip.code, slip.code_shown)
    booking = Booking.objects.get()
    assert (booking.person, booking.channel, booking.state) == (
        slip.person,
        Channel.PRESCRIPTION,
        BookingState.CONFIRMED,
    )
    visitor.presses(visitor.t("Close this page"))
    visitor.arrives(visitor.t("The number on your slip"))
    visitor.opens("prescribed:choose")
    visitor.arrives(visitor.t("The number on your slip"))


def test_without_scripts_the_number_is_typed(world: World, enter: Enter) -> None:
    slip, visitor = given_a_slip_for_a_group_that_nobody_joins_without(world), enter(scripts=False)
    visitor.opens("prescribed:enter")
    visitor.writes(visitor.t("The nine digits on your slip"), "12 34")
    visitor.presses(visitor.t("Go on"), within=visitor.main)
    visitor.sees(visitor.t("Please look at the nine digits again: one of them is different from your slip."))
    visitor.writes(visitor.t("The nine digits on your slip"), slip.code_shown)
    when_a_date_is_chosen(visitor)
    visitor.sees(visitor.t("The place is yours"))


def given_a_clinic_with_a_link(world: World) -> NewLink:
    facts = {"name": "Elm Street Clinic", "email": "clinic@example.org", "language": world.language}
    return partners.make_link(partners.add(centre=world.centre, by=SYSTEM, **facts), by=SYSTEM)


def when_the_clinic_writes(clinic: Visitor) -> None:
    clinic.writes(clinic.t("Your name"), "Dr. Omar Haddad")
    clinic.writes(clinic.t("Your role"), "MD")
    clinic.writes(clinic.t("The client’s name"), "Brian Hall")
    clinic.writes(clinic.t("Their number or e-mail address"), "613-555-0177")
    clinic.page.locator("input[name=needs][value=bereavement]").check()
    clinic.page.locator("input[name=level][value=holistic]").check()
    clinic.page.locator("input[name=told][value=progress]").check()
    clinic.chooses(clinic.t("They agree to be referred, and to the centre keeping this"))


def test_clinic_outside_writes_by_its_link(world: World, enter: Enter) -> None:
    made, clinic = given_a_clinic_with_a_link(world), enter()
    clinic.page.goto(made.address)
    title = clinic.t("A social prescription")
    clinic.arrives(title)
    when_the_clinic_writes(clinic)
    clinic.presses(clinic.t("Send it to the centre"))
    clinic.arrives(title, error=True)  # risks must be answered
    clinic.sees(clinic.t("Please answer this: “None known” is an answer."))
    clinic.page.locator("input[name=risks][value=none_known]").check()
    clinic.presses(clinic.t("Send it to the centre"))
    clinic.arrives(clinic.t("Thank you"))
    written = Prescription.objects.get()
    assert (written.source, written.organization, written.person.name) == (
        Source.PARTNER,
        "Elm Street Clinic",
        "Brian Hall",
    )
    clinic.sees(written.code_shown)
    clinic.page.reload()
    clinic.arrives(clinic.t("Thank you"))
    clinic.does_not_see(written.code_shown)
    clinic.page.goto(made.address)
    clinic.arrives(clinic.t("This link does not work any more"), status=404)


def test_neighbour_asks_for_a_link_worker(world: World, enter: Enter) -> None:
    _, visitor = world.centre, enter()
    title = visitor.t("Talk to a link worker")
    visitor.opens("prescribed:centres")
    visitor.arrives(title)
    visitor.follows("Les Érables" if world.language == "fr" else "Maple Falls", within=visitor.main)
    visitor.arrives(title)
    visitor.presses(visitor.t("Send it to the centre"))
    visitor.arrives(title, error=True)
    visitor.writes(visitor.t("Your name"), "Joan Tremblay")
    visitor.chooses(visitor.t("A phone call"))
    visitor.writes(visitor.t("Your number or e-mail address"), "613-555-0178")
    visitor.page.locator("input[name=needs][value=social]").check()
    visitor.writes(visitor.t("What matters to you just now?"), "I eat alone.")
    visitor.chooses(visitor.t("I agree that the centre’s link workers read this and contact me."))
    visitor.presses(visitor.t("Send it to the centre"))
    visitor.arrives(visitor.t("Thank you"))
    assert not re.search(r"Joan|eat", visitor.page.url)
    assert Case.objects.get().person.name == "Joan Tremblay"
