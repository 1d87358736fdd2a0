"""Brian's story: a link worker asks a champion, who phones him; he comes, and the call shows that it led there."""

from datetime import date
from typing import Any

from activities.models import InviteCall, Session
from activities.services import bookings
from champions.models import Need
from champions.services import clearances
from core.actors import SYSTEM, Channel, Role
from people.models import Person
from people.models.consent import Purpose
from people.services import consents
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory
from tests.journeys import keeping
from tests.journeys.calling import (
    BRIANS,
    GROUP,
    SHOWN,
    given_a_group_that_terry_leads,
    given_brian,
    then_nothing_of_him_is_left,
    when_brian_says_yes,
    when_terry_finds_whom_to_call,
)
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import FRIDAY, World


def when_the_link_worker_writes_down_his_yes(worker: Visitor, brian: Person) -> None:
    worker.opens("desk:person", public_id=brian.public_id)
    worker.follows(worker.t("Ask a champion to call them"))
    worker.arrives(worker.t("Before a champion is asked"))
    worker.presses(worker.t("They said yes: write it down"))
    worker.arrives(worker.t("Ask a champion to call them"))


def when_they_choose_the_date_and_terry(worker: Visitor, session: Session) -> None:
    worker.page.get_by_label(worker.t("To what are they invited?")).select_option(f"date:{session.pk}")
    worker.chooses(worker.t("They know of this group, and may be told its name on the telephone"))
    worker.presses(worker.t("Next: who calls, and what to say"))
    worker.arrives(worker.t("Who calls, and what to say"))
    script = worker.page.get_by_label(worker.t("What to say, more or less")).input_value()
    assert "Brian" in script
    assert GROUP[worker.language] in script
    worker.presses(worker.t("Ask the champion"))
    worker.arrives(worker.t("Who calls, and what to say"), error=True)
    worker.chooses("Terry Moss")
    worker.presses(worker.t("Ask the champion"))
    worker.arrives(worker.t("Calls and welcomes by champions"))
    worker.sees("Brian Halloran", "Terry Moss")


def when_nobody_answers_at_first(terry: Visitor) -> None:
    terry.follows(terry.t("Write down how it went"))
    terry.arrives(terry.t("A call to make"))
    terry.presses(terry.t("Write it down"))
    terry.arrives(terry.t("A call to make"), error=True)
    terry.chooses(terry.t("Nobody answered: I try again later"))
    terry.presses(terry.t("Write it down"))
    terry.arrives(terry.t("My work as a Health Champion"))


def then_the_call_shows_that_he_came(worker: Visitor, call: InviteCall) -> None:
    worker.opens("desk_invites:list")
    worker.follows("Brian Halloran", within=worker.main)
    worker.arrives(worker.t("Phone them and invite them"))
    worker.sees(worker.t("They came"), worker.t("Nobody answered"), worker.t("They would like to come"))


def test_a_champion_calls_brian_and_he_comes(world: World, enter: Enter, time_machine: Any) -> None:
    brian, session = given_brian(world), given_a_group_that_terry_leads(world)
    who = {"user__name": "Ada Lam", "user__email": "ada@example.org", "user__language": world.language}
    worker_user = StaffRoleFactory(centre=world.centre, role=Role.LINK_WORKER, **who).user
    worker, terry = enter(user=worker_user, viewport=DESK), enter(user=world.champion.person.user)
    when_the_link_worker_writes_down_his_yes(worker, brian)
    when_they_choose_the_date_and_terry(worker, session)
    call = InviteCall.objects.get()
    when_terry_finds_whom_to_call(terry)
    assert terry.main.get_by_role("link", name=SHOWN).get_attribute("href") == f"tel:{BRIANS}"
    when_nobody_answers_at_first(terry)
    when_brian_says_yes(terry)
    then_nothing_of_him_is_left(terry, call)
    time_machine.move_to(FRIDAY)
    leader = enter(user=world.champion.person.user)
    keeping.when_they_open_the_register(leader, GROUP[world.language])
    keeping.when_they_mark_who_came(leader, "Brian H.")
    then_the_call_shows_that_he_came(enter(user=worker_user, viewport=DESK), call)


def test_a_champion_meets_somebody_at_the_door(world: World, enter: Enter, time_machine: Any) -> None:
    brian, session = given_brian(world), given_a_group_that_terry_leads(world)
    rosa = ChampionFactory(
        centre=world.centre,
        person__name="Rosa Diaz",
        person__user__language=world.language,
        languages=[world.language],
        with_account=True,
    )
    clearances.settle(rosa, Need.CONFIDENTIALITY, by=SYSTEM, on=date(2026, 12, 1))
    coordinator = enter(user=world.coordinator, viewport=DESK)
    given_brians_yes_and_place(brian, session)
    coordinator.opens("desk_invites:door", public_id=brian.public_id)
    coordinator.arrives(coordinator.t("Ask a champion to meet them at the door"))
    coordinator.chooses(GROUP[coordinator.language])
    coordinator.chooses("Rosa Diaz")
    coordinator.writes(coordinator.t("How do they recognise each other?"), "Rosa: foulard rouge / red scarf")
    coordinator.presses(coordinator.t("Ask the champion"))
    coordinator.arrives(coordinator.t("Calls and welcomes by champions"))
    champion = enter(user=rosa.person.user)
    champion.opens("my_champion:home")
    champion.arrives(champion.t("My work as a Health Champion"))
    champion.sees(champion.t("Meet %(name)s at the door", name="Brian"), "red scarf")
    champion.does_not_see("Halloran", GROUP[champion.language], "+16135550177")
    time_machine.move_to(FRIDAY)
    champion = enter(user=rosa.person.user)
    champion.opens("my_champion:home")
    champion.follows(champion.t("Write down how it went"))
    champion.arrives(champion.t("Somebody to meet at the door"))
    champion.chooses(champion.t("We met"))
    champion.presses(champion.t("Write it down"))
    champion.arrives(champion.t("My work as a Health Champion"))
    champion.does_not_see("Brian")
    assert InviteCall.objects.get().state == "met"


def given_brians_yes_and_place(brian: Person, session: Session) -> None:
    consents.give(person=brian, purpose=Purpose.CHAMPION_CALLS, by=SYSTEM)
    bookings.book(session=session, person=brian, channel=Channel.DESK, by=SYSTEM)
