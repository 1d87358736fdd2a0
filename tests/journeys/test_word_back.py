"""A nurse practitioner reads that Brian attends; when he changes his mind, the page does so too."""

import re

from django.core import mail
from django.utils import timezone
from django.utils.text import capfirst

from centres.models import Centre
from core.actors import SYSTEM, Role
from notifications.models import OutboxMessage
from notifications.services import delivery
from people.models import ContactPoint, User
from people.models.contact import ContactKind
from people.services import persons
from prescriptions import states
from prescriptions.models import Case, Told
from prescriptions.services import word_letters
from tests.factories.people import StaffRoleFactory
from tests.factories.prescriptions import ContactAttemptFactory
from tests.factories.words import attend, let_hear, made
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, PHONE, Visitor
from tests.journeys.world import World

GROUP = {"en": "Zinnia Circle", "fr": "Cercle Zinnia"}


def given_a_nurse_practitioner(world: World) -> User:
    who = {"user__name": "Nadia Roy", "user__email": "nadia@example.org", "user__language": world.language}
    user: User = StaffRoleFactory(centre=world.centre, role=Role.PROVIDER, **who).user
    person = persons.of_account(user)
    ContactPoint.objects.filter(person=person, kind=ContactKind.EMAIL).update(verified_at=timezone.now())
    return user


def given_that_brian_attends(centre: Centre, nadia: User) -> Case:
    case = made(told=Told.DETAILS, prescription__centre=centre, prescription__written_by=nadia)
    states.cases.move(case, "take", by=SYSTEM)
    ContactAttemptFactory(case=case, result="reached")
    attend(case)
    return case


def when_the_letter_comes(site: str) -> str:
    """Nothing in it but that something waits, and where."""
    assert word_letters.send(now=timezone.now()) == 1
    delivery.deliver_due(now=timezone.now())
    [letter] = mail.outbox
    for word in ("Brian", "Zinnia", "grief", "deuil"):
        assert word not in f"{letter.subject} {letter.body}"
    assert OutboxMessage.objects.filter(type=word_letters.SLUG).count() == 1
    [address] = re.findall(rf"{re.escape(site)}\S+", letter.body)[:1]
    return address


def then_she_reads_what_became_of_him(nadia: Visitor) -> None:
    nadia.opens("desk:home")
    nadia.sees(nadia.t("What became of mine"))
    nadia.opens("desk_words:list")
    nadia.arrives(nadia.t("What became of mine"))
    nadia.sees(nadia.t("Not read yet"))
    nadia.follows("Brian Hall", within=nadia.main)
    nadia.arrives(nadia.t("What became of it"))
    nadia.sees(GROUP[nadia.language], capfirst(nadia.t("the client takes part")))
    nadia.presses(nadia.t("Mark as read"))
    nadia.sees(nadia.t("Marked as read."))
    nadia.arrives(nadia.t("What became of mine"))


def then_she_reads_no_more_of_it(nadia: Visitor, case: Case) -> None:
    nadia.opens("desk_words:word", case.prescription.public_id)
    nadia.arrives(nadia.t("What became of it"))
    nadia.sees(nadia.t("The client chose not to share this."))
    nadia.does_not_see("Zinnia", capfirst(nadia.t("the client takes part")))


def test_word_comes_back_and_ends_with_the_consent(world: World, enter: Enter, site: str) -> None:
    user = given_a_nurse_practitioner(world)
    case = given_that_brian_attends(world.centre, user)
    address = when_the_letter_comes(site)
    assert "/words/" in address
    nadia = enter(user=user, viewport=DESK)
    then_she_reads_what_became_of_him(nadia)
    let_hear(case.prescription, Told.NOTHING)
    then_she_reads_no_more_of_it(nadia, case)
    on_a_phone = enter(user=user, viewport=PHONE)
    on_a_phone.opens("desk_words:list")
    on_a_phone.arrives(on_a_phone.t("What became of mine"))
