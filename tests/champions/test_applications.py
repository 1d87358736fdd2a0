"""What somebody tells of themselves: kept page by page, sent once, read by few."""

import uuid

import pytest

from champions.models import Application, Champion, ChampionInvitation, Standing
from champions.services import applications
from champions.services.applications import Newcomer
from core.actors import SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent, Transition
from people.models import Person
from people.models.contact import ContactKind
from tests.factories.centres import CentreFactory
from tests.factories.champions import ApplicationFactory, ChampionFactory, ChampionInvitationFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def invited(**fields):
    return ChampionFactory(standing=Standing.INVITED, since=None, **fields)


def themselves(champion):
    return person_actor(champion.person_id)


def test_each_page_is_kept_where_it_belongs():
    champion = invited()
    by = themselves(champion)
    applications.save(champion, page=1, answers={"gifts": "Cards", "enjoys": ["group"]}, by=by)
    applications.save(champion, page=2, answers={"days": ["mon"], "parts": [], "languages": ["ase"]}, by=by)
    applications.save(champion, page=3, answers={"needs": "ASL", "lived": ""}, by=by)
    emergency = {"emergency_name": "Sam", "emergency_phone": "+16135550142"}
    applications.save(champion, page=4, answers=emergency, by=by)
    stored = Application.objects.select_related("champion__person").get()
    assert (stored.gifts, stored.enjoys, stored.days, stored.needs, stored.pages) == (
        "Cards",
        ["group"],
        ["mon"],
        "ASL",
        4,
    )
    assert stored.champion.languages == ["ase"]
    assert stored.champion.person.emergency_phone == "+16135550142"


def test_page_that_is_written_again_keeps_how_far_they_were():
    application = ApplicationFactory()
    champion = application.champion
    applications.save(champion, page=1, answers={"gifts": "Fishing", "enjoys": []}, by=themselves(champion))
    application.refresh_from_db()
    assert (application.gifts, application.pages) == ("Fishing", 4)


def test_send_moves_to_applied_by_themselves_and_ends_the_invitation():
    application = ApplicationFactory()
    champion = application.champion
    ChampionInvitationFactory(champion=champion)
    for _twice in range(2):
        applications.send(champion, by=themselves(champion))
    champion.refresh_from_db()
    assert champion.standing == Standing.APPLIED
    steps = [(step.name, step.actor_person_id, step.role) for step in Transition.of(champion)]
    assert steps == [("apply", champion.person_id, Role.PERSON)]
    assert not ChampionInvitation.objects.open().exists()


@pytest.mark.parametrize("standing", [Standing.APPLIED, Standing.MEETING, Standing.SCREENING])
def test_send_of_whoever_is_further_on_leaves_them_there(standing):
    application = ApplicationFactory(champion__standing=standing)
    applications.send(application.champion, by=SYSTEM)
    assert (Champion.objects.get().standing, Application.objects.get().is_sent) == (standing, True)


def test_send_before_all_pages_are_kept_is_refused():
    application = ApplicationFactory(pages=3)
    with pytest.raises(DomainError, match="application_unfinished"):
        applications.send(application.champion, by=SYSTEM)


@pytest.mark.parametrize("standing", [Standing.ACTIVE, Standing.DECLINED, Standing.ALUMNI])
def test_nothing_is_written_once_the_way_has_ended(standing):
    champion = ChampionFactory(standing=standing)
    with pytest.raises(DomainError, match="application_closed"):
        applications.save(champion, page=1, answers={"gifts": "Cards"}, by=SYSTEM)


def test_form_is_filled_in_by_themselves_or_by_who_coordinates_there():
    champion = invited()
    for by in (
        staff_actor(Role.LINK_WORKER, centre=champion.centre),
        staff_actor(Role.PROVIDER, centre=champion.centre),
        staff_actor(),
        person_actor(PersonFactory().pk),
    ):
        with pytest.raises(Forbidden):
            applications.save(champion, page=1, answers={"gifts": "Cards"}, by=by)
    applications.save(champion, page=1, answers={"gifts": "Cards"}, by=staff_actor(centre=champion.centre))
    assert Application.objects.get().gifts == "Cards"


def test_application_is_seen_by_themselves_and_by_who_coordinates_there_alone():
    champion = ApplicationFactory().champion
    at = champion.centre
    asking = [
        themselves(champion),
        staff_actor(centre=at),
        staff_actor(Role.MANAGER, centre=at),
        staff_actor(Role.LINK_WORKER, centre=at),
        staff_actor(Role.PROVIDER, centre=at),
        staff_actor(),
        person_actor(PersonFactory().pk),
    ]
    assert [Application.visible_to(by).count() for by in asking] == [1, 1, 1, 0, 0, 0, 0]


def test_record_says_that_a_page_was_kept_and_nothing_of_it():
    champion = invited()
    applications.save(champion, page=3, answers={"needs": "ASL", "lived": "Grief"}, by=themselves(champion))
    event = AuditEvent.objects.get(action="application.saved")
    assert (event.person_id, event.detail) == (champion.person_id, {"page": 3})


# --- Coming forward -----------------------------------------------------------------------------
def come_forward(centre, key=None, name="Noor Haddad"):
    newcomer = Newcomer(name=name, contact="+16135550142", contact_kind=ContactKind.MOBILE, language="fr")
    return applications.come_forward(
        newcomer=newcomer, centre=centre, words="Baking", request_key=key or uuid.uuid4(), by=SYSTEM
    )


def test_stranger_who_comes_forward_is_a_new_person_whoever_has_that_number():
    centre = CentreFactory()
    neighbour = PersonFactory(name="Noor Haddad", centres=[centre])
    ContactPointFactory(person=neighbour, value="+16135550142")
    champion = come_forward(centre)
    assert champion.person != neighbour
    assert (champion.standing, champion.application.first_words, champion.since) == (Standing.APPLIED, "Baking", None)
    assert (champion.person.language, list(champion.person.centres.all())) == ("fr", [centre])
    assert [step.name for step in Transition.of(champion)] == ["apply"]


def test_stranger_who_sends_it_twice_came_forward_once():
    centre, key = CentreFactory(), uuid.uuid4()
    assert come_forward(centre, key) == come_forward(centre, key)
    assert (Champion.objects.count(), Person.objects.count()) == (1, 1)


@pytest.mark.parametrize("standing", [Standing.INVITED, Standing.DECLINED, Standing.ALUMNI])
def test_whom_we_know_comes_forward_with_the_row_they_have(standing):
    champion = ChampionFactory(standing=standing)
    by = themselves(champion)
    found = applications.come_forward_as(person=champion.person, centre=champion.centre, words="Baking", by=by)
    assert (found, found.standing, found.application.first_words) == (champion, Standing.APPLIED, "Baking")


@pytest.mark.parametrize(
    ("standing", "code"), [(Standing.ACTIVE, "you_are_champion"), (Standing.MEETING, "you_are_on_the_way")]
)
def test_whom_we_know_does_not_come_forward_twice(standing, code):
    champion = ChampionFactory(standing=standing)
    with pytest.raises(DomainError, match=code):
        applications.come_forward_as(
            person=champion.person, centre=champion.centre, words="Baking", by=themselves(champion)
        )


def test_nobody_comes_forward_for_somebody_else():
    with pytest.raises(Forbidden):
        applications.come_forward_as(
            person=PersonFactory(), centre=CentreFactory(), words="", by=person_actor(PersonFactory().pk)
        )
