"""Support, hours and thanks of champions, at the desk and on their own home."""

from datetime import date
from typing import Any

from champions.models import Certificate, Hours, StoryConsent
from champions.services import certificates, hours, stories, support
from core.actors import SYSTEM, person_actor
from tests.architecture.rows import LOGIN, Row, desk, public
from tests.architecture.world import World

DAY = date(2026, 11, 2)


def champion(world: World) -> dict[str, Any]:
    return {"pk": world.champion.pk}


def counted(world: World) -> Hours:
    return hours.credit(champion=world.champion, source="session:1", day=DAY, minutes=120, by=SYSTEM)


def of_counted(world: World) -> dict[str, Any]:
    return {"pk": counted(world).pk}


def of_waiting(world: World) -> dict[str, Any]:
    said = {"key": "a", "day": DAY, "minutes": 60, "what": "Soup", "today": DAY}
    return {"pk": hours.write_down(world.champion, **said, by=person_actor(world.owner.pk)).pk}


def paper(world: World) -> Certificate:
    counted(world)
    said = {"first": None, "last": None, "kinds": ["groups"], "language": "en", "today": DAY}
    return certificates.issue(world.champion, **said, by=SYSTEM)


def of_paper(world: World) -> dict[str, Any]:
    return {"pk": paper(world).pk}


def code(world: World) -> dict[str, Any]:
    return {"code": paper(world).code}


def of_story(world: World) -> dict[str, Any]:
    consent: StoryConsent = stories.agree(world.champion, named_as="first", about="Cards", by=SYSTEM)
    return {"pk": consent.pk}


def year(world: World) -> dict[str, Any]:
    counted(world)
    return {"pk": world.champion.pk, "year": DAY.year}


def planned(world: World) -> dict[str, Any]:
    support.write_plan(world.champion, helps="Soup", hinders="", reach="", agreed="", by=SYSTEM)
    return champion(world)


def mine(name: str, args: Any = champion) -> Row:
    """A page of the champion's home: for nobody else, staff included."""
    return Row(f"my_support:{name}", LOGIN, 200, 404, 404, args)


def my_button(name: str, args: Any = champion) -> Row:
    return Row(f"my_support:{name}", LOGIN, 302, 404, 404, args, method="POST")


def button(name: str, args: Any = champion, *, colleague: int = 302) -> Row:
    return Row(f"champion_support:{name}", LOGIN, 403, colleague, 404, args, method="POST")


ROWS = [
    desk("champion_support:load", stranger=200),
    desk("champion_support:plan", champion),
    button("plan"),
    desk("champion_support:note", champion),
    button("note", colleague=200),
    desk("champion_support:check_in", champion),
    button("check_in", colleague=200),
    desk("champion_support:rhythm", champion),
    button("rhythm"),
    desk("champion_support:waiting", stranger=200),
    button("count", of_waiting),
    desk("champion_support:decline", of_waiting),
    button("decline", of_waiting, colleague=200),
    desk("champion_support:correct", of_counted),
    button("correct", of_counted, colleague=200),
    desk("champion_support:hours", champion),
    desk("champion_support:hours_add", champion),
    button("hours_add", colleague=200),
    desk("champion_support:letter", champion),
    button("letter", colleague=200),
    desk("champion_support:certificate_new", champion),
    button("certificate_new", colleague=200),
    desk("champion_support:certificate", of_paper),
    button("certificate_end", of_paper),
    desk("champion_support:story", champion),
    button("story", colleague=200),
    button("story_withdraw", of_story),
    mine("plan"),
    my_button("plan_right", planned),
    mine("break"),
    my_button("back"),
    mine("hours"),
    mine("hours_new"),
    mine("letter", year),
    mine("certificate_new"),
    mine("certificate", of_paper),
    my_button("certificate_end", of_paper),
    mine("story"),
    my_button("story_withdraw", of_story),
    public("certificates:check"),
    public("certificates:with_code", code),
    Row("my:copy", LOGIN, 200, 200, 200),
]
