"""Asking with a name and a number alone: what goes at once, what waits, and what the inviter never learns."""

import pytest

from champions.models import Champion, ChampionInvitation, Means, Standing
from champions.services import asking
from champions.services.invitations import Asking
from core.actors import SYSTEM, Role
from core.errors import DomainError, Forbidden
from notifications.models import OutboxMessage
from people.models import Person
from people.models.contact import ContactKind
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("texts")]
NUMBER = "+16135550142"
WORDS = "You make the whole waiting room laugh."


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def provider(centre):
    return staff_actor(Role.PROVIDER, centre=centre)


def known(centre, name="Terry Moss", value=NUMBER, kind=ContactKind.MOBILE):
    person = PersonFactory(name=name, centres=[centre])
    ContactPointFactory(person=person, value=value, kind=kind)
    return person


def ask(centre, by, named="Terry Moss", contact="613-555-0142"):
    return asking.ask_by_name(named=named, contact=contact, words=WORDS, centre=centre, by=by)


def choose(invitation, person, means=Means.TEXT, by=None):
    by = by or staff_actor(centre=invitation.centre)
    return asking.choose(invitation, person=person, asking=Asking(WORDS, means), by=by)


def test_one_record_with_the_same_name_and_number_is_asked_at_once(centre, provider):
    terry = known(centre, name="Térry Moss")
    made = ask(centre, provider, named="terry  moss")
    assert (made.champion.person, made.means, made.contact) == (terry, Means.TEXT, "")
    assert OutboxMessage.objects.get().person == terry


@pytest.mark.parametrize(
    "records",
    [
        [],
        [{"name": "Terri Moss"}],
        [{}, {}],  # two records of that name and number
        [{"kind": ContactKind.LANDLINE}],  # takes no text
    ],
)
def test_anything_less_certain_waits_for_a_coordinator(centre, provider, records):
    for record in records:
        known(centre, **record)
    made = ask(centre, provider)
    assert (made.is_waiting, made.contact, made.champion) == (True, NUMBER, None)
    assert (OutboxMessage.objects.count(), Champion.objects.count()) == (0, 0)


def test_record_of_another_centre_is_never_meant(provider, centre):
    known(CentreFactory())
    assert ask(centre, provider).is_waiting


def test_inviter_does_not_learn_that_somebody_is_a_champion_already(centre, provider):
    champion = ChampionFactory(person=known(centre), centre=centre)
    made = ask(centre, provider)
    champion.refresh_from_db()
    assert (made.is_waiting, made.contact, OutboxMessage.objects.count()) == (True, NUMBER, 0)
    assert champion.standing == Standing.ACTIVE


def test_sent_twice_is_one_invitation(centre, provider):
    assert ask(centre, provider) == ask(centre, provider, named="TERRY MOSS")
    assert ChampionInvitation.objects.count() == 1


@pytest.mark.parametrize(("contact", "code"), [("12", "not_a_phone"), ("terry@", "not_an_email")])
def test_number_or_address_that_is_none_is_refused(centre, provider, contact, code):
    with pytest.raises(DomainError, match=code):
        ask(centre, provider, contact=contact)


def test_asking_by_name_is_for_staff_of_the_centre_who_work_with_people(centre):
    for by in (staff_actor(Role.PROVIDER), staff_actor(Role.EVALUATOR, centre=centre)):
        with pytest.raises(Forbidden):
            ask(centre, by)


def test_proposed_are_likeliest_first_and_say_who_cannot_be_asked(centre, provider):
    spouse = known(centre, name="Pat Moss")
    namesake = PersonFactory(name="Terry Mossop", centres=[centre])
    twin = known(centre)
    ChampionFactory(person=twin, centre=centre)
    made = ask(centre, provider)
    found = asking.proposed(made, by=staff_actor(centre=centre))
    assert [(one.person, one.reason, bool(one.refusal)) for one in found] == [
        (twin, asking.SURE, True),
        (spouse, asking.SAME_NUMBER, False),
        (namesake, asking.SAME_NAME, False),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_proposed_takes_the_same_queries_however_many(centre, provider, number, django_assert_num_queries):
    for nth in range(number):
        ChampionFactory(person=known(centre, name=f"Moss {nth}"), centre=centre)
    made = ask(centre, provider)
    by = staff_actor(centre=centre)
    with django_assert_num_queries(6):
        found = asking.proposed(made, by=by)
        assert [len(list(one.person.contact_points.all())) for one in found] == [1] * number


def test_choose_somebody_new_opens_a_record_and_asks_them(centre, provider):
    made = choose(ask(centre, provider), None)
    person = Person.objects.get(contact_points__value=NUMBER)
    assert (made.champion.person, person.name, list(person.centres.all())) == (person, "Terry Moss", [centre])
    assert person.contact_points.get().kind == ContactKind.MOBILE
    assert OutboxMessage.objects.get().person == person


def test_choose_a_record_adds_the_number_where_it_is_needed_to_ask(centre, provider):
    person = PersonFactory(name="Terrence Moss", centres=[centre])
    choose(ask(centre, provider), person)
    assert list(person.contact_points.values_list("value", "kind")) == [(NUMBER, ContactKind.MOBILE)]


def test_choose_a_record_that_can_be_reached_changes_nothing_about_it(centre, provider):
    person = known(centre, name="Terrence Moss", value="+16135550199")
    choose(ask(centre, provider), person)
    assert [point.value for point in person.contact_points.all()] == ["+16135550199"]


def test_choose_twice_and_by_others_is_refused(centre, provider):
    made = ask(centre, provider)
    for by in (provider, staff_actor(Role.LINK_WORKER, centre=centre), staff_actor()):
        with pytest.raises(Forbidden):
            choose(made, None, by=by)
    choose(made, None)
    with pytest.raises(DomainError, match="invitation_settled"):
        choose(made, None)
    assert Person.objects.filter(name="Terry Moss").count() == 1


def test_choose_somebody_who_was_asked_meanwhile_is_refused_and_keeps_it_waiting(centre, provider):
    terry = known(centre)
    ask(centre, staff_actor(Role.PROVIDER, centre=centre))
    second = ask(centre, provider)
    with pytest.raises(DomainError, match="already_asked"):
        choose(second, terry, by=SYSTEM)
    second.refresh_from_db()
    assert second.is_waiting
