"""Brian and his link worker make a plan on the telephone; he goes to the group, and what comes of it comes back."""

from datetime import datetime, timedelta
from typing import Any

from activities.models import Attendance, Session
from activities.services import publishing, register
from core.actors import SYSTEM, Role
from people.models import User
from prescriptions.models import Case
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, UserFactory
from tests.factories.prescriptions import CaseFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import MONDAY, World

HOPE = {"en": "To have breakfast with somebody", "fr": "Déjeuner avec quelqu’un"}
SISTER = {"en": "Call his sister", "fr": "Appeler sa sœur"}


def given_a_link_worker(world: World) -> User:
    return StaffRoleFactory(
        centre=world.centre,
        role=Role.LINK_WORKER,
        user__name="Lena Park",
        user__email="lena@example.org",
        user__language=world.language,
    ).user


def given_brian(world: World) -> Case:
    user = UserFactory(name="Brian Hall", language=world.language)
    person = PersonFactory(name="Brian Hall", language=world.language, user=user)
    return CaseFactory(prescription__centre=world.centre, prescription__person=person)


def given_a_breakfast_group(world: World) -> Session:
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        title_en="Breakfast club",
        title_fr="Club du déjeuner",
        start_date=MONDAY.date() + timedelta(days=4),
        leaders=[world.champion],
    )
    first = SessionFactory(activity=group, day=group.start_date)
    SessionFactory(activity=group, day=group.start_date + timedelta(weeks=1))
    return first


def when_she_asks_what_he_hopes_for(worker: Visitor, case: Case) -> None:
    worker.opens("desk_plans:show", case.prescription.public_id)
    worker.arrives(worker.t("The plan"))
    worker.follows(worker.t("Write down a goal"))
    worker.arrives(worker.t("A goal"))
    worker.presses(worker.t("Save"))
    worker.arrives(worker.t("A goal"), error=True)
    worker.writes(worker.t("What do you hope for?"), HOPE[worker.language])
    worker.hands.choose(worker.page.locator("input[name=importance][value='9']"))
    worker.hands.choose(worker.page.locator("input[name=confidence][value='3']"))
    worker.presses(worker.t("Save"))
    worker.arrives(worker.t("The plan"))
    worker.sees(HOPE[worker.language])


def when_she_books_the_group(worker: Visitor, session: Session) -> None:
    worker.follows(worker.t("A group or a date"))
    worker.arrives(worker.t("A group or a date"))
    worker.page.locator("select[name=what]").select_option(f"date:{session.pk}")
    worker.chooses(HOPE[worker.language])
    worker.presses(worker.t("Add to the plan"))
    worker.arrives(worker.t("The plan"))
    worker.sees(session.activity.title if worker.language == "en" else session.activity.title_fr)
    worker.sees(worker.t("has a place"))


def when_she_adds_something_else(worker: Visitor) -> None:
    worker.follows(worker.t("Something else"))
    worker.arrives(worker.t("Something else"))
    worker.presses(worker.t("Add to the plan"))
    worker.arrives(worker.t("Something else"), error=True)
    worker.writes(worker.t("What is to be done?"), SISTER[worker.language])
    worker.presses(worker.t("Add to the plan"))
    worker.arrives(worker.t("The plan"))


def then_he_reads_it_on_his_page(client: Visitor) -> None:
    client.opens("my:home")
    client.arrives(client.t("My page"))
    client.sees(client.t("My plan"), HOPE[client.language], SISTER[client.language])


def when_he_comes(session: Session) -> None:
    """The leader marks him and closes the register."""
    register.mark(session.bookings.get(), attendance=Attendance.CAME, by=SYSTEM)
    register.close(session, by=SYSTEM)


def then_it_comes_back(worker: Visitor, case: Case, title: str) -> None:
    worker.opens("desk:home")
    worker.looks_over()
    worker.sees(worker.t("From the groups"))
    worker.opens("desk_plans:show", case.prescription.public_id)
    worker.arrives(worker.t("The plan"))
    worker.sees(worker.t("First time at %(group)s", group=title))
    worker.presses(worker.t("I have read it"))
    worker.arrives(worker.t("The plan"))


def then_a_group_that_ends_asks_for_another_plan(worker: Visitor, case: Case, title: str) -> None:
    worker.opens("desk:home")
    worker.looks_over()
    groups = worker.main.locator("section").filter(
        has=worker.page.get_by_role("heading", name=worker.t("From the groups"))
    )
    worker.follows("Brian Hall", within=groups)
    worker.arrives(worker.t("The plan"))
    worker.sees(worker.t("%(group)s has ended: what comes instead?", group=title), worker.t("plan anew"))
    worker.writes(worker.t("What did you do about it?"), "We look at the walking club.")
    worker.presses(worker.t("Settled"))
    worker.arrives(worker.t("The plan"))
    worker.does_not_see(worker.t("plan anew"))
    assert not case.happenings.unsettled().exists()


def test_plan_on_a_call_and_what_comes_back(world: World, enter: Enter, time_machine: Any) -> None:
    case, session = given_brian(world), given_a_breakfast_group(world)
    title = session.activity.title_en if world.language == "en" else session.activity.title_fr
    link_worker = given_a_link_worker(world)
    worker = enter(user=link_worker, viewport=DESK, hands=Keyboard)
    when_she_asks_what_he_hopes_for(worker, case)
    worker = enter(user=link_worker, viewport=DESK)
    worker.opens("desk_plans:show", case.prescription.public_id)
    when_she_books_the_group(worker, session)
    when_she_adds_something_else(worker)
    then_he_reads_it_on_his_page(enter(user=case.person.user))
    later: datetime = session.ends_at + timedelta(hours=1)
    time_machine.move_to(later)
    when_he_comes(session)
    worker = enter(user=link_worker, viewport=DESK)
    then_it_comes_back(worker, case, title)
    publishing.end(session.activity, by=SYSTEM)
    then_a_group_that_ends_asks_for_another_plan(worker, case, title)
