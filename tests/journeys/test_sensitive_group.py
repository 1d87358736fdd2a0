"""A group that must give nobody away: no place and no names before somebody has a place in it."""

from datetime import date, time
from urllib.request import urlopen

from activities.models import Session
from notifications.models import OutboxMessage
from notifications.services import outbox
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.journeys import going
from tests.journeys.conftest import Enter
from tests.journeys.visitor import Visitor
from tests.journeys.words import address
from tests.journeys.world import World

SECRETS = ("The Lamp Room", "La Salle de la Lampe", "12 Mill Street", "Terry")
NAMES = ("Life after loss", "La vie après un deuil", "grief", "deuil", *SECRETS)


def given_a_grief_group(world: World) -> Session:
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        leaders=[world.champion],
        title_en="Life after loss",
        title_fr="La vie après un deuil",
        slug="group-k7",
        kind="grief",
        sensitive=True,
        start_date=date(2026, 12, 18),
        start_time=time(13, 30),
    )
    return SessionFactory(activity=group, day=group.start_date)


def then_public_pages_keep_it_to_themselves(visitor: Visitor, session: Session) -> None:
    pages = (
        ("activities:list", {}),
        ("activities:agenda", {}),
        ("activities:month", {"year": 2026, "month": 12}),
        ("activities:detail", {"slug": session.activity.slug}),
        ("signup:start", {"public_id": session.public_id}),
    )
    for url_name, where in pages:
        visitor.opens(url_name, **where)
        visitor.looks_over()
        visitor.does_not_see(*SECRETS)


def then_calendar_files_keep_it_to_themselves(site: str, session: Session, language: str) -> None:
    for url_name, where in (
        ("calendars:centre", {"slug": session.centre.slug}),
        ("calendars:activity", {"slug": session.activity.slug}),
        ("calendars:session", {"public_id": session.public_id}),
    ):
        with urlopen(site + address(language, url_name, **where, language=language)) as response:  # noqa: S310
            file = response.read().decode()
        assert [name for name in NAMES if name.lower() in file.lower()] == []


def then_messages_keep_it_to_themselves() -> None:
    said = outbox.render(OutboxMessage.objects.select_related("person"))
    assert said
    texts = [f"{message.subject} {message.text}".lower() for message in said]
    assert [name for name in NAMES for text in texts if name.lower() in text] == []


def test_sensitive_group_tells_its_place_to_those_who_have_one(world: World, enter: Enter, site: str) -> None:
    session = given_a_grief_group(world)
    visitor = enter()
    then_public_pages_keep_it_to_themselves(visitor, session)
    then_calendar_files_keep_it_to_themselves(site, session, world.language)
    going.fill_in(visitor, name="Joan Tremblay", email="joan@example.org")
    visitor.presses(visitor.t("Sign up"), within=visitor.main)
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You have a place"), "12 Mill Street")
    then_messages_keep_it_to_themselves()
