"""The tablet in the hall of a sensitive group, and of one whose names may be shown."""

from datetime import date, time

import pytest

from activities.models import Booking, Session
from activities.views import kiosk
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.people import ContactPointFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

TABLET = {"width": 820, "height": 1180}


def given_a_group(world: World, *, sensitive: bool) -> Session:
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        leaders=[world.champion],
        title_en="Life after loss",
        title_fr="La vie après un deuil",
        sensitive=sensitive,
        start_date=date(2026, 12, 7),
        start_time=time(10),
    )
    session = SessionFactory(activity=group, day=group.start_date)
    for name in ("Maria Santos", "Luc Roy"):
        BookingFactory(session=session, person__name=name)
    return session


def when_the_leader_puts_it_there(tablet: Visitor, session: Session) -> None:
    tablet.opens("register:show", session.public_id)
    tablet.arrives(tablet.t("Register"))
    tablet.follows(tablet.t("Put this tablet in the hall"))
    tablet.arrives(tablet.t("A tablet in the hall"))
    tablet.presses(tablet.t("Sign out here and start"))
    tablet.arrives(tablet.t("Welcome"))


def attendance(name: str) -> str:
    return Booking.objects.get(person__name=name).attendance


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_sensitive_group_tells_nobody_who_comes(
    world: World, enter: Enter, scripts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kiosk, "WELCOME_FOR", 60)  # looking it over may take longer than anybody stands there
    session = given_a_group(world, sensitive=True)
    maria = Booking.objects.get(person__name="Maria Santos")
    ContactPointFactory(person=Booking.objects.get(person__name="Luc Roy").person, value="+15195550142")
    tablet = enter(user=world.champion.person.user, viewport=TABLET, scripts=scripts)
    when_the_leader_puts_it_there(tablet, session)
    secrets = ("Maria", "Santos", "Luc", "Life after", "deuil")
    tablet.does_not_see(*secrets)

    for digits, name in ((maria.check_in_code, "Maria Santos"), ("0142", "Luc Roy")):
        tablet.writes(tablet.t("Your code, or the last 4 digits of your telephone number"), digits)
        tablet.presses(tablet.t("I am here"))
        tablet.sees(tablet.t("You are on the list."))
        tablet.looks_over()
        tablet.does_not_see(*secrets)
        assert attendance(name) == "came"
        tablet.follows(tablet.t("Next person"))
        tablet.arrives(tablet.t("Welcome"))

    tablet.writes(tablet.t("Your code, or the last 4 digits of your telephone number"), "9999")
    tablet.presses(tablet.t("I am here"))
    tablet.sees(tablet.t("We could not find you with these digits. Please tell the host."))
    tablet.looks_over()
    tablet.does_not_see(*secrets)


def test_first_letters_are_enough_and_the_page_goes_back_by_itself(
    world: World, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kiosk, "WELCOME_FOR", 15)
    session = given_a_group(world, sensitive=False)
    tablet = enter(user=world.champion.person.user, viewport=TABLET)
    when_the_leader_puts_it_there(tablet, session)
    tablet.does_not_see("Maria", "Luc")
    tablet.writes(tablet.t("Your first name"), "ma")
    tablet.presses(tablet.t("I am here"))
    tablet.looks_over()
    tablet.does_not_see("Luc", "Santos")
    tablet.presses("Maria S.")
    tablet.sees(tablet.t("Welcome, %(name)s.", name="Maria"))
    tablet.looks_over()
    assert attendance("Maria Santos") == "came"
    with tablet.page.expect_navigation(timeout=25_000):
        pass
    tablet.arrives(tablet.t("Welcome"))
    tablet.does_not_see("Maria")


def test_the_way_out_is_signing_in(world: World, enter: Enter) -> None:
    session = given_a_group(world, sensitive=True)
    tablet = enter(user=world.champion.person.user, viewport=TABLET)
    when_the_leader_puts_it_there(tablet, session)
    tablet.follows(tablet.t("For the host: sign in"))
    tablet.does_not_see("Maria")
    tablet.opens("register:show", session.public_id)
    assert "/login/" in tablet.page.url
