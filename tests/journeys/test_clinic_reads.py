"""A clinic outside reads by its link what became of the person whom it sent, and has a new link sent when that is
used up."""

import re

from django.core import mail
from django.utils import timezone
from django.utils.text import capfirst
from playwright.sync_api import expect

from core.actors import SYSTEM
from prescriptions.models import Case, Partner, PartnerLink, Source, Told
from prescriptions.services import partner_words, partners
from tests.factories.prescriptions import CaseFactory
from tests.factories.words import let_hear, walk
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

GROUP = {"en": "Zinnia Circle", "fr": "Cercle Zinnia"}


def given_a_clinic(world: World) -> Partner:
    facts = {"name": "Clinique Elm Street", "email": "desk@elm.example", "language": world.language}
    return partners.add(centre=world.centre, by=SYSTEM, **facts)


def given_that_brian_came_from_there(clinic: Partner) -> Case:
    case = CaseFactory(
        prescription__centre=clinic.centre,
        prescription__source=Source.PARTNER,
        prescription__written_by=None,
        prescription__writer_name="Omar Haddad",
        prescription__organization=clinic.name,
    )
    let_hear(case.prescription, Told.DETAILS)
    link = partners.make_link(clinic, by=SYSTEM).link
    PartnerLink.objects.filter(pk=link.pk).update(used_at=timezone.now(), prescription=case.prescription)
    return walk(case)


def address_in_the_letter(site: str) -> str:
    """Nothing stands beside it from which one learns whom it is about."""
    letter = mail.outbox[-1]
    for word in ("Brian", "Haddad", "Zinnia", "prescription", "ordonnance"):
        assert word not in f"{letter.subject} {letter.body}"
    [address] = re.findall(rf"{re.escape(site)}\S+", letter.body)[:1]
    return address


def when_the_letter_comes(site: str) -> str:
    """It left by itself with the first step, and no other follows on that day."""
    assert partner_words.send(now=timezone.now()) == 0
    assert len(mail.outbox) == 1
    return address_in_the_letter(site)


def then_the_page_tells_nothing_yet(clinic: Visitor, address: str) -> None:
    clinic.page.goto(address)
    clinic.arrives(clinic.t("An update is waiting"))
    clinic.sees("Clinique Elm Street")
    clinic.does_not_see("Brian", "Zinnia")


def when_it_is_opened(clinic: Visitor) -> None:
    clinic.presses(clinic.t("Open it now"))
    clinic.arrives(clinic.t("What became of it"))
    clinic.sees("Brian Hall", GROUP[clinic.language], capfirst(clinic.t("the client takes part")))
    expect(clinic.main.get_by_role("link", name=clinic.t("One page as a PDF"))).to_be_visible()


def when_a_colleague_opens_it_again(colleague: Visitor, address: str) -> None:
    colleague.page.goto(address)
    colleague.arrives(colleague.t("This link does not work any more"), status=404)
    colleague.does_not_see("Brian", "Zinnia", "desk@elm.example")
    colleague.presses(colleague.t("Send a new link"))
    colleague.sees(colleague.t("A new link is on its way to your clinic’s e-mail address."))
    colleague.looks_over(status=404)


def test_clinic_reads_by_a_link_and_asks_for_a_new_one(world: World, enter: Enter, site: str) -> None:
    case = given_that_brian_came_from_there(given_a_clinic(world))
    address = when_the_letter_comes(site)
    clinic = enter(viewport=DESK)
    then_the_page_tells_nothing_yet(clinic, address)
    when_it_is_opened(clinic)
    colleague = enter()
    when_a_colleague_opens_it_again(colleague, address)
    assert mail.outbox[-1].to == ["desk@elm.example"]
    let_hear(case.prescription, Told.NOTHING)
    new = address_in_the_letter(site)
    assert new != address
    then_the_page_tells_nothing_yet(colleague, new)
    colleague.presses(colleague.t("Open it now"))
    colleague.arrives(colleague.t("What became of it"))
    colleague.sees(colleague.t("The client chose not to share this."))
    colleague.does_not_see("Zinnia", capfirst(colleague.t("the client takes part")))
