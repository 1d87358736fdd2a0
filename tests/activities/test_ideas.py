"""The idea box: nothing appears unseen, everybody counts once, and what a champion takes up becomes a group."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Idea, IdeaState, IdeaSupport, Proposal
from activities.services import ideas, proposals, review, taking_up
from activities.services.ideas import Stranger
from champions.services import standing
from core.actors import SYSTEM, Actor, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from notifications.models import OutboxMessage
from people.models import Person
from people.services import contacts, erasure, merging
from tests.factories.activities import ProposalFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, UserFactory, staff_actor

pytestmark = pytest.mark.django_db
PUBLIC = Actor()
ANA = Stranger("Ana", "ana@example.org", "en")


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def coordinator(centre):
    return staff_actor(Role.COORDINATOR, centre=centre)


@pytest.fixture
def terry(centre):
    return ChampionFactory(centre=centre, with_account=True)


def suggested(centre, **fields):
    order = {"title": "A choir", "words": "Old songs.", "language": "en", "request_key": uuid.uuid4(), "by": PUBLIC}
    made, _point = ideas.suggest(centre=centre, **(order | fields))
    return made


@pytest.fixture
def choir(centre, coordinator):
    """On the site; nobody has said anything about it yet."""
    return ideas.show(suggested(centre), by=coordinator)


def coming(idea):
    return Idea.objects.with_coming().get(pk=idea.pk).coming


def confirm(point):
    contacts.verify(point, by=person_actor(point.person_id))


# --- Suggesting -------------------------------------------------------------------------------------


def test_idea_is_seen_by_nobody_before_staff_have_looked(centre, coordinator):
    made = suggested(centre)
    assert (made.state, made.title_en, made.title_fr, made.person) == (IdeaState.NEW, "A choir", "", None)
    assert not Idea.public().exists()
    assert ideas.find(made.public_id) is None
    ideas.show(made, by=coordinator)
    assert Idea.public().get() == made


def test_idea_in_french_stands_in_french(centre):
    assert suggested(centre, language="fr", title="Une chorale").title_fr == "Une chorale"


def test_whoever_suggests_would_come(centre):
    made, point = ideas.suggest(
        centre=centre, title="A choir", words="", language="en", request_key=uuid.uuid4(), stranger=ANA, by=PUBLIC
    )
    assert (made.person.name, point.value) == ("Ana", "ana@example.org")
    assert coming(made) == 0
    confirm(point)
    assert coming(made) == 1


def test_same_form_makes_one_idea(centre):
    key = uuid.uuid4()
    assert suggested(centre, request_key=key) == suggested(centre, request_key=key)
    assert Idea.objects.count() == 1


# --- "I'd come" -------------------------------------------------------------------------------------


def test_stranger_counts_once_their_number_is_confirmed(choir):
    point = ideas.support_as_stranger(choir, stranger=ANA, by=PUBLIC)
    assert coming(choir) == 0
    confirm(point)
    assert coming(choir) == 1


def test_one_address_counts_once_whoever_types_it(choir):
    first = ideas.support_as_stranger(choir, stranger=ANA, by=PUBLIC)
    confirm(first)
    again = ideas.support_as_stranger(choir, stranger=Stranger("Bea", " ANA@example.org ", "en"), by=PUBLIC)
    assert again == first
    assert (coming(choir), Person.objects.count()) == (1, 1)


def test_neighbours_record_is_neither_seen_nor_changed(choir):
    neighbour = ContactPointFactory(by_email=True, value="ana@example.org").person
    point = ideas.support_as_stranger(choir, stranger=ANA, by=PUBLIC)
    assert point.person != neighbour
    assert not IdeaSupport.objects.filter(person=neighbour).exists()


def test_somebody_whom_we_know_counts_once(choir):
    person = PersonFactory(user=UserFactory())
    for _time in range(2):
        ideas.support(choir, person=person, by=person_actor(person.pk))
    assert coming(choir) == 1
    assert choir.centre in person.centres.all()


@pytest.mark.parametrize("state", [IdeaState.NEW, IdeaState.DECLINED, IdeaState.DONE])
def test_nobody_comes_to_what_is_not_open(centre, state):
    idea = suggested(centre)
    Idea.objects.filter(pk=idea.pk).update(**{"state": state})
    idea.refresh_from_db()
    with pytest.raises(DomainError) as no:
        ideas.support_as_stranger(idea, stranger=ANA, by=PUBLIC)
    assert no.value.code == "idea_is_closed"


def test_sensitive_idea_is_not_shown_by_name(choir, coordinator):
    ideas.edit(choir, sensitive=True, by=coordinator)
    assert not Idea.public().exists()
    assert ideas.find(choir.public_id) is None
    with pytest.raises(DomainError):
        ideas.support(choir, person=PersonFactory(), by=SYSTEM)


# --- What staff do ----------------------------------------------------------------------------------


def test_staff_mend_words_and_add_the_other_language(choir, coordinator):
    ideas.edit(choir, title_fr=" Une chorale ", by=coordinator)
    choir.refresh_from_db()
    assert (choir.title_en, choir.title_fr) == ("A choir", "Une chorale")
    with pytest.raises(DomainError):
        ideas.edit(choir, title_fr="", title_en="", by=coordinator)


def test_no_is_said_with_words_and_told(centre, coordinator):
    made, _point = ideas.suggest(
        centre=centre, title="A pool", words="", language="en", request_key=uuid.uuid4(), stranger=ANA, by=PUBLIC
    )
    with pytest.raises(DomainError) as no:
        ideas.decline(made, reply="  ", by=coordinator)
    assert no.value.code == "reason_needed"
    ideas.decline(made, reply="We have no room for water.", by=coordinator)
    assert (made.state, made.reply) == (IdeaState.DECLINED, "We have no room for water.")
    assert OutboxMessage.objects.get().type == "idea-declined"


def test_two_of_the_same_become_one_and_nobody_counts_twice(centre, choir, coordinator):
    both, one = PersonFactory(user=UserFactory()), PersonFactory(user=UserFactory())
    other = ideas.show(suggested(centre, title="Singing"), by=coordinator)
    for idea, person in ((choir, both), (other, both), (other, one)):
        ideas.support(idea, person=person, by=SYSTEM)
    ideas.merge(other, into=choir, by=coordinator)
    assert (other.state, other.merged_into, coming(choir)) == (IdeaState.MERGED, choir, 2)
    assert ideas.find(other.public_id) == other


def test_idea_of_another_centre_is_not_the_same(choir, coordinator):
    with pytest.raises(DomainError):
        ideas.merge(choir, into=suggested(CentreFactory()), by=coordinator)


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.PROVIDER])
def test_coordinators_alone_decide(centre, choir, role):
    for deed in (lambda by: ideas.decline(choir, reply="No.", by=by), lambda by: ideas.edit(choir, by=by)):
        with pytest.raises(Forbidden):
            deed(staff_actor(role, centre=centre))
    with pytest.raises(Forbidden):
        ideas.show(suggested(centre), by=staff_actor(Role.COORDINATOR))


# --- A champion takes it up -------------------------------------------------------------------------


def taken(idea, champion):
    return taking_up.take_up(idea, champion=champion, by=person_actor(champion.person_id))


def ready(proposal):
    """The rest of its answers, and sent."""
    like = ProposalFactory.build(centre=proposal.centre, proposer=proposal.proposer, venue=None)
    names = ("start_date", "start_time", "minutes", "languages", "rule", "on_holidays")
    Proposal.objects.filter(pk=proposal.pk).update(
        state="submitted", submitted_at=timezone.now(), **{name: getattr(like, name) for name in names}
    )
    proposal.refresh_from_db()
    return proposal


def test_it_becomes_the_start_of_a_proposal(choir, terry):
    proposal = taken(choir, terry)
    choir.refresh_from_db()
    assert (proposal.title_en, proposal.summary_en, proposal.proposer) == ("A choir", "Old songs.", terry)
    assert (choir.state, choir.proposal) == (IdeaState.TAKEN, proposal)


def test_of_two_champions_one_takes_it_up(centre, choir, terry):
    taken(choir, terry)
    with pytest.raises(Moved):
        taken(Idea.objects.get(), ChampionFactory(centre=centre))
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("who", ["elsewhere", "resting", "nobody"])
def test_only_an_active_champion_of_the_centre_takes_it_up(centre, choir, terry, who):
    if who == "resting":
        standing.pause(terry, by=SYSTEM)
    champion = {"elsewhere": ChampionFactory, "resting": lambda: terry, "nobody": lambda: terry}[who]()
    by = person_actor(PersonFactory().pk if who == "nobody" else champion.person_id)
    with pytest.raises(Forbidden):
        taking_up.take_up(choir, champion=champion, by=by)


def withdraw(proposal, coordinator):
    proposals.withdraw(ready(proposal), by=person_actor(proposal.proposer.person_id))


def discard(proposal, coordinator):
    proposals.discard(proposal, by=person_actor(proposal.proposer.person_id))


def abandon(proposal, coordinator):
    assert proposals.discard_abandoned(now=timezone.now() + timedelta(days=31)) == 1


def decline(proposal, coordinator):
    review.decline(ready(proposal), reason="No room.", by=coordinator)


def forget(proposal, coordinator):
    erasure.erase(proposal.proposer.person, by=SYSTEM)


@pytest.mark.parametrize("happens", [withdraw, discard, abandon, decline, forget])
def test_what_comes_to_nothing_puts_the_idea_back(choir, terry, coordinator, happens):
    happens(taken(choir, terry), coordinator)
    choir.refresh_from_db()
    assert (choir.state, choir.proposal) == (IdeaState.OPEN, None)
    taken(choir, ChampionFactory(centre=choir.centre))


def test_when_it_is_a_group_those_who_would_come_are_told(choir, terry, coordinator):
    ana = ideas.support_as_stranger(choir, stranger=ANA, by=PUBLIC)
    confirm(ana)
    ideas.support_as_stranger(choir, stranger=Stranger("Bea", "bea@example.org", "en"), by=PUBLIC)  # never confirmed
    ideas.support(choir, person=terry.person, by=SYSTEM)
    activity = review.approve(ready(taken(choir, terry)), by=coordinator)
    choir.refresh_from_db()
    assert (choir.state, choir.activity) == (IdeaState.DONE, activity)
    told = OutboxMessage.objects.filter(type="idea-on")
    assert list(told.values_list("person", flat=True)) == [ana.person_id]


# --- Privacy ----------------------------------------------------------------------------------------


def test_erased_person_counts_no_more_and_the_idea_is_nobodys(centre, coordinator):
    made, point = ideas.suggest(
        centre=centre, title="A choir", words="", language="en", request_key=uuid.uuid4(), stranger=ANA, by=PUBLIC
    )
    confirm(point)
    erasure.erase(point.person, by=SYSTEM)
    made.refresh_from_db()
    assert (made.person, coming(made), made.title_en) == (None, 0, "A choir")


def test_one_human_counts_once_after_merging(choir):
    kept, merged = PersonFactory(user=UserFactory(), centres=[choir.centre]), PersonFactory(centres=[choir.centre])
    for person in (kept, merged):
        ContactPointFactory(person=person, verified_at=timezone.now())
        ideas.support(choir, person=person, by=SYSTEM)
    assert coming(choir) == 2
    merging.merge(kept, merged, by=SYSTEM)
    assert coming(choir) == 1
