"""Brian's story. A nurse practitioner prescribes; a link worker asks a champion, who phones him through the centre's
line; he comes to the group for the widowed; and the nurse practitioner reads that he did.

He has a landline and no e-mail. Nobody who looks over a shoulder, at a telephone's display, an address or a log ever
learns what the group is for.
"""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.text import capfirst

from activities.models import InviteCall, Session
from core.actors import Role
from notifications.models import OutboxMessage
from notifications.services import delivery
from people.models import ContactPoint, Person, User
from people.models.contact import ContactKind
from people.services import persons
from prescriptions.models import Case, Prescription
from prescriptions.services import word_back, word_letters
from scripts.stand_in.network import Network
from tests.chance import without_chance
from tests.factories.people import ContactPointFactory, StaffRoleFactory
from tests.fakes.network import LINE, network  # noqa: F401 - a fixture
from tests.journeys import keeping
from tests.journeys.calling import (
    BRIANS,
    GROUP,
    given_a_group_that_terry_leads,
    given_brian,
    then_nothing_of_him_is_left,
    when_brian_says_yes,
    when_terry_finds_whom_to_call,
)
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import FRIDAY, World

TERRYS = "+16135550143"
# What must stand in no address, log, subject or display.
GIVES_AWAY = ("learning to live", "réapprendre", "grief", "deuil", "bereave", "widow", "veuf")


def staff(world: World, role: Role, name: str) -> User:
    """With a verified address, as whoever reads letters has."""
    who = {
        "user__name": name,
        "user__email": f"{name.split()[0].lower()}@example.org",
        "user__language": world.language,
    }
    user: User = StaffRoleFactory(centre=world.centre, role=role, **who).user
    ContactPoint.objects.filter(person=persons.of_account(user), kind=ContactKind.EMAIL).update(
        verified_at=timezone.now()
    )
    return user


def given_a_line_that_carries_calls(world: World) -> None:
    world.centre.line_number = LINE
    world.centre.save()
    ContactPointFactory(person=world.champion.person, value=TERRYS, verified_at=timezone.now())


def when_nadia_prescribes(nadia: Visitor, brian: Person) -> Prescription:
    nadia.opens("desk_prescriptions:mine")
    nadia.arrives(nadia.t("Prescriptions"))
    nadia.writes(nadia.t("For whom?"), "brian hal")
    nadia.presses(nadia.t("Find the client"))
    nadia.follows("Brian Halloran")
    nadia.arrives(nadia.t("A prescription"))
    nadia.chooses(capfirst(nadia.t("grief")))
    nadia.chooses(nadia.t("Holistic"))
    nadia.chooses(nadia.t("None known"))
    nadia.chooses(nadia.t("They agree to be referred, and to the centre keeping this"))
    nadia.chooses(capfirst(nadia.t("also what they take part in")))
    nadia.presses(nadia.t("Write the prescription"))
    nadia.arrives(nadia.t("A prescription"))
    made = Prescription.objects.get(person=brian)
    nadia.sees(made.code_shown)
    return made


def when_the_link_worker_takes_him_on(worker: Visitor) -> None:
    worker.opens("desk:home")
    worker.looks_over()
    worker.follows("Brian Halloran", within=worker.main)
    worker.arrives(worker.t("Walking with a client"))
    worker.presses(worker.t("Take them on"))
    worker.arrives(worker.t("Walking with a client"))


def when_she_asks_a_champion_to_call(worker: Visitor, case: Case, session: Session) -> None:
    worker.opens("desk_plans:show", case.prescription.public_id)
    worker.arrives(worker.t("The plan"))
    worker.follows(worker.t("A champion calls and invites them"))
    worker.arrives(worker.t("Before a champion is asked"))
    worker.presses(worker.t("They said yes: write it down"))
    worker.arrives(worker.t("A champion calls and invites them"))
    worker.page.get_by_label(worker.t("To what are they invited?")).select_option(f"date:{session.pk}")
    worker.chooses(worker.t("They know of this group, and may be told its name on the telephone"))
    worker.chooses("Terry Moss")
    worker.chooses(worker.t("Only through the centre’s line"))
    worker.presses(worker.t("Ask the champion"))
    worker.arrives(worker.t("The plan"))


def when_terry_calls_him_through_the_line(terry: Visitor, network: Network) -> None:  # noqa: F811
    """Terry's telephone rings first; then the line rings Brian. Each sees the centre's number and no other."""
    terry.presses(terry.t("Call through the centre’s line"))
    terry.arrives(terry.t("A call to make"))
    network.settle()
    [call] = network.handset.ringing(TERRYS)
    assert (call.from_, call.to) == (LINE, TERRYS)
    call.answer()
    call.press("1")
    assert (call.dialed, call.shown, call.talking_to) == ([BRIANS], [LINE], BRIANS)
    call.wait()
    said = " ".join(words for _language, words in call.heard).casefold()
    assert [word for word in (*GIVES_AWAY, "brian") if word in said] == []
    terry.opens("my_champion:home")


def when_he_comes(enter: Enter, world: World) -> None:
    leader = enter(user=world.champion.person.user)
    keeping.when_they_open_the_register(leader, GROUP[world.language])
    leader.does_not_see(leader.t("prescription"), leader.t("social prescription"))
    keeping.when_they_mark_who_came(leader, "Brian H.")
    keeping.when_they_close_it(leader)


def then_the_link_worker_knows(worker: Visitor, case: Case) -> None:
    worker.opens("desk_cases:case", case.prescription.public_id)
    worker.arrives(worker.t("Walking with a client"))
    worker.sees(worker.t("First time at %(group)s", group=GROUP[worker.language]))


def then_nadia_reads_that_he_did(nadia: Visitor) -> None:
    nadia.opens("desk:home")
    nadia.looks_over()
    nadia.opens("desk_words:list")
    nadia.arrives(nadia.t("What became of mine"))
    nadia.follows("Brian Halloran", within=nadia.main)
    nadia.arrives(nadia.t("What became of it"))
    nadia.sees(capfirst(nadia.t("the client takes part")), GROUP[nadia.language])
    nadia.presses(nadia.t("Mark as read"))
    nadia.sees(nadia.t("Marked as read."))


def when_letters_go_out(at: Any) -> None:
    word_back.settle_due(now=at)
    assert word_letters.send(now=at) == 1
    delivery.deliver_due(now=at)


def then_nothing_gave_him_away(visited: list[str], log: str) -> None:
    written = [f"{letter.subject} {letter.body}" for letter in mail.outbox]
    assert written
    assert OutboxMessage.objects.filter(person__name="Brian Halloran").exists()
    everything = without_chance("\n".join([*visited, *written, log])).casefold()
    assert [word for word in GIVES_AWAY if word in everything] == []
    assert not re.search(r"halloran|" + re.escape(BRIANS), "\n".join([*visited, log]), re.IGNORECASE)


def test_brian(
    world: World,
    network: Network,  # noqa: F811
    enter: Enter,
    time_machine: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    visited: list[str] = []

    def come(**how: Any) -> Visitor:
        visitor = enter(**how)
        visitor.context.on("request", lambda request: visited.append(request.url))
        return visitor

    given_a_line_that_carries_calls(world)
    brian, session = given_brian(world), given_a_group_that_terry_leads(world)
    nadia, lena = staff(world, Role.PROVIDER, "Nadia Roy"), staff(world, Role.LINK_WORKER, "Lena Park")
    prescription = when_nadia_prescribes(come(user=nadia, viewport=DESK), brian)
    worker = come(user=lena, viewport=DESK)
    when_the_link_worker_takes_him_on(worker)
    when_she_asks_a_champion_to_call(worker, prescription.case, session)
    terry = come(user=world.champion.person.user)
    when_terry_finds_whom_to_call(terry)
    when_terry_calls_him_through_the_line(terry, network)
    when_brian_says_yes(terry)
    then_nothing_of_him_is_left(terry, InviteCall.objects.get())
    time_machine.move_to(FRIDAY)
    when_he_comes(come, world)
    then_the_link_worker_knows(come(user=lena, viewport=DESK), prescription.case)
    when_letters_go_out(FRIDAY + timedelta(hours=1))
    then_nadia_reads_that_he_did(come(user=nadia, viewport=DESK))
    then_nothing_gave_him_away(visited, caplog.text)
