"""A link worker walks with Brian: takes him on, tries twice, reaches him, plans a step, asks how it goes, closes, and
opens it again when he calls."""

from datetime import date
from typing import Any

from django.utils.text import capfirst

from core.actors import Role
from people.models import User
from prescriptions.models import Case, CaseState
from tests.factories.people import ContactPointFactory, StaffRoleFactory
from tests.factories.prescriptions import CaseFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import MONDAY, World

STEP = {"en": "Go to the breakfast club together", "fr": "Aller ensemble au club du déjeuner"}
WORDS = {"en": "I have somebody to eat with.", "fr": "J’ai quelqu’un avec qui manger."}


def given_brian(world: World) -> Case:
    case = CaseFactory(
        prescription__centre=world.centre,
        prescription__person__language=world.language,
        prescription__written_at=MONDAY,
        prescription__risks="some",
        prescription__risk_words="A loose dog",
        next_step_on=MONDAY.date(),
    )
    ContactPointFactory(person=case.person)
    return case


def given_a_link_worker(world: World) -> User:
    who = {"user__name": "Priya Raman", "user__language": world.language}
    user: User = StaffRoleFactory(centre=world.centre, role=Role.LINK_WORKER, **who).user
    return user


def writes_day(worker: Visitor, day: int) -> None:
    for part, number in (("day", day), ("month", 12), ("year", 2026)):
        worker.writes_into(f"input[name=on_{part}]", str(number))


def when_they_take_him_on(worker: Visitor) -> None:
    worker.opens("desk:home")
    worker.looks_over()
    worker.sees(worker.t("Caseload"), "Brian Hall")
    worker.follows("Brian Hall")
    worker.arrives(worker.t("Walking with a client"))
    worker.sees("A loose dog")
    worker.presses(worker.t("Take them on"))
    worker.arrives(worker.t("Walking with a client"))
    worker.sees(worker.t("You walk with them from now on."))


def when_they_try(worker: Visitor, means: str) -> None:
    worker.opens_up(worker.t("Write down a try to reach them"))
    worker.chooses(capfirst(worker.t(means)))
    worker.chooses(capfirst(worker.t("no answer")))
    worker.presses(worker.t("Save the try"))
    worker.arrives(worker.t("Walking with a client"))
    worker.sees(worker.t("Saved."))


def when_they_reach_him(worker: Visitor) -> None:
    """First without a next step, as it happens; what was chosen stays."""
    worker.opens_up(worker.t("Write down a try to reach them"))
    worker.chooses(capfirst(worker.t("phone call")))
    worker.chooses(capfirst(worker.t("we talked")))
    worker.presses(worker.t("Save the try"))
    worker.arrives(worker.t("A try to reach them"), error=True)
    worker.writes(worker.t("What comes next?"), STEP[worker.language])
    writes_day(worker, 10)
    worker.presses(worker.t("Save"), within=worker.main)
    worker.arrives(worker.t("Walking with a client"))
    worker.sees(STEP[worker.language])


def when_they_plan_to_ask_how_it_goes(worker: Visitor) -> None:
    worker.opens_up(worker.t("Change the next step, or where it stands"))
    worker.chooses(capfirst(worker.t("to follow up")))
    for part in ("day", "month", "year"):
        worker.writes_into(f"form[action$='/step/'] input[name=on_{part}]", "")
    worker.presses(worker.t("Save the step"))
    worker.arrives(worker.t("Walking with a client"))


def when_they_close(worker: Visitor) -> None:
    worker.follows(worker.t("Close the case"))
    worker.arrives(worker.t("How it ended"))
    worker.chooses(capfirst(worker.t("what was agreed is done")))
    worker.presses(worker.t("Save"), within=worker.main)
    worker.arrives(worker.t("How it ended"), error=True)
    worker.chooses(capfirst(worker.t("what they hoped for")))
    worker.writes(worker.t("In their own words"), WORDS[worker.language])
    worker.presses(worker.t("Save"), within=worker.main)
    worker.arrives(worker.t("Walking with a client"))
    worker.sees(WORDS[worker.language])


def when_he_calls_and_it_goes_on(worker: Visitor) -> None:
    worker.opens("desk_cases:caseload")
    worker.arrives(worker.t("Caseload"))
    worker.writes(worker.t("Find by name, number or address"), "brian")
    worker.presses(worker.t("Find"))
    worker.arrives(worker.t("Found on the caseload"))
    worker.follows("Brian Hall")
    worker.follows(worker.t("It goes on after all"))
    worker.arrives(worker.t("It goes on after all"))
    worker.writes(worker.t("What comes next?"), STEP[worker.language])
    writes_day(worker, 14)
    worker.presses(worker.t("Save"), within=worker.main)
    worker.arrives(worker.t("Walking with a client"))


def then_he_stands_among_the_active(worker: Visitor, case: Case) -> None:
    worker.opens("desk_cases:caseload")
    worker.follows(capfirst(worker.t("active")))
    worker.arrives(worker.t("Caseload"))
    worker.sees("Brian Hall", STEP[worker.language])
    case.refresh_from_db()
    assert (case.state, case.next_step_on) == (CaseState.ACTIVE, date(2026, 12, 14))


def walk(worker: Visitor, case: Case) -> None:
    when_they_take_him_on(worker)
    when_they_try(worker, "phone call")
    when_they_try(worker, "letter")
    when_they_reach_him(worker)
    when_they_plan_to_ask_how_it_goes(worker)
    case.refresh_from_db()
    assert (case.state, case.next_step_on) == (CaseState.FOLLOWING, date(2026, 12, 21))
    when_they_close(worker)
    when_he_calls_and_it_goes_on(worker)
    then_he_stands_among_the_active(worker, case)


def test_link_worker_walks_with_brian(world: World, enter: Enter) -> None:
    case, user = given_brian(world), given_a_link_worker(world)
    how: dict[str, Any] = {"hands": Keyboard} if world.language == "en" else {}
    walk(enter(user=user, viewport=DESK, **how), case)
