"""A link worker asks whether they may; the client answers on the web in two goes; a paper is copied by its code."""

from core.actors import Role
from evaluation.asking import code_of
from evaluation.instruments import newest
from evaluation.models import Measure, Sitting, SittingState, TimePoint, Way
from evaluation.services import sittings
from people.models import User
from prescriptions.models import Case
from tests.factories.evaluation import SittingFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, UserFactory
from tests.factories.prescriptions import CaseFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

HOPE = {"en": "To have breakfast with somebody", "fr": "Déjeuner avec quelqu’un"}
UCLA = {"companionship": "3", "left_out": "2", "isolated": "declined"}


def given_a_link_worker(world: World, role: Role = Role.LINK_WORKER) -> User:
    who = {"user__name": "Lena Park", "user__email": f"{role}@example.org", "user__language": world.language}
    return StaffRoleFactory(centre=world.centre, role=role, **who).user


def given_brian(world: World) -> Case:
    user = UserFactory(name="Brian Hall", language=world.language)
    person = PersonFactory(name="Brian Hall", language=world.language, user=user)
    return CaseFactory(prescription__centre=world.centre, prescription__person=person)


def when_the_manager_decides(manager: Visitor) -> None:
    manager.opens("desk_measures:plan")
    manager.arrives(manager.t("What we ask"))
    manager.hands.choose(manager.page.locator("input[name=is_on][value=yes]"))
    manager.presses(manager.t("Save"))
    manager.arrives(manager.t("What we ask"), error=True)
    for slug in ("ucla3", "ons4", "matters"):
        manager.hands.choose(manager.page.locator(f"input[name=instruments][value={slug}]"))
    manager.hands.choose(manager.page.locator("input[name=time_points][value=baseline]"))
    manager.presses(manager.t("Save"))
    manager.arrives(manager.t("What we ask"))
    manager.sees(manager.t("Saved. It holds from the next time on."))


def when_she_asks_whether_she_may(worker: Visitor, case: Case) -> Sitting:
    worker.opens("desk_cases:case", case.prescription.public_id)
    worker.arrives(worker.t("Walking with a client"))
    worker.presses(worker.t("They agree to be asked"))
    worker.arrives(worker.t("Walking with a client"))
    worker.sees(worker.t("Ask now, by telephone or in person"))
    return Sitting.objects.get(case=case)


def when_he_answers_half_of_it(client: Visitor) -> None:
    client.opens("my:home")
    client.follows(client.t("Look at the questions"))
    client.arrives(client.t("A few questions for you"))
    client.presses(client.t("Begin"))
    client.arrives(client.t("A few questions for you"))
    for name, value in UCLA.items():
        client.hands.choose(client.page.locator(f"input[name={name}][value='{value}']"))
    client.presses(client.t("Save and go on"))
    client.arrives(client.t("A few questions for you"))


def when_he_goes_on_another_day(client: Visitor) -> None:
    client.opens("my:home")
    client.follows(client.t("Go on with the questions"))
    client.presses(client.t("Go on"))
    client.arrives(client.t("A few questions for you"))
    client.hands.choose(client.page.locator("input[name=satisfied][value='10']"))
    client.presses(client.t("Save and go on"))
    client.arrives(client.t("A few questions for you"))
    client.page.locator("textarea").fill(HOPE[client.language])
    client.hands.choose(client.page.locator("input[name=matters][value='2']"))
    client.presses(client.t("Save and go on"))
    client.arrives(client.t("Is that all?"))
    client.presses(client.t("That was all"))
    client.arrives(client.t("My page"))
    client.sees(client.t("Thank you. That was all."))
    client.does_not_see(client.t("Look at the questions"))


def when_she_copies_a_paper(worker: Visitor, sitting: Sitting) -> None:
    worker.opens("desk_measures:by_code")
    worker.arrives(worker.t("Copy a paper"))
    worker.writes(worker.t("The code on the paper"), "41-AAAA")
    worker.presses(worker.t("Go on"))
    worker.arrives(worker.t("Copy a paper"), error=True)
    worker.writes(worker.t("The code on the paper"), code_of(sitting).lower())
    worker.presses(worker.t("Go on"))
    worker.arrives(worker.t("A few questions for you"))
    worker.presses(worker.t("Begin"))
    worker.looks_over()
    worker.hands.choose(worker.page.locator("input[name=companionship][value='1']"))
    worker.presses(worker.t("Save and go on"))
    worker.arrives(worker.t("Is that all?"))
    worker.presses(worker.t("That was all"))
    worker.arrives(worker.t("Walking with a client"))


def test_asked_how_it_is_on_the_web_and_on_paper(world: World, enter: Enter) -> None:
    case = given_brian(world)
    when_the_manager_decides(enter(user=given_a_link_worker(world, Role.MANAGER), viewport=DESK))
    worker = given_a_link_worker(world)
    sitting = when_she_asks_whether_she_may(enter(user=worker, viewport=DESK), case)
    sittings.open_due()
    when_he_answers_half_of_it(enter(user=case.person.user))
    when_he_goes_on_another_day(enter(user=case.person.user, hands=Keyboard))
    sitting.refresh_from_db()
    assert sitting.state == SittingState.DONE
    assert sitting.measures.get(instrument=newest("matters").key).own_words == HOPE[world.language]
    later = SittingFactory(case=case, time_point=TimePoint.THREE_MONTHS, instruments=[newest("ucla3").key])
    when_she_copies_a_paper(enter(user=worker, viewport=DESK), later)
    assert Measure.objects.get(sitting=later).way == Way.PAPER
