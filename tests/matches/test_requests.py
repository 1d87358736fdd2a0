"""Wishes for a companion: who may ask, what is kept, and how they end."""

import pytest

from core.actors import PUBLIC, Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent, Transition
from matches.models import Kind, MatchRequest, MatchState, RequestState, Source, Urgency
from matches.services import requests
from people.models import Person
from people.models.consent import Purpose
from people.services import consents
from tests.factories.centres import CentreFactory
from tests.factories.companions import MatchFactory, RequestFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db
HOME = {"at_home": True, "street": " 12 Mill Street ", "town": "Maple Falls", "postal_code": "k0h2b0"}


@pytest.fixture
def person():
    return PersonFactory(centres=[CentreFactory()])


def ask(person, *, by=None, kind=Kind.FRIENDLY, source=Source.CLIENT, **answers):
    centre = person.centres.get()
    by = by or person_actor(person.pk)
    return requests.receive(person=person, centre=centre, kind=kind, source=source, by=by, **answers)


def test_somebody_asks_for_themselves(person):
    made = ask(person, **HOME, languages=["en"])
    assert (made.state, made.street, made.postal_code) == ("waiting", "12 Mill Street", "K0H 2B0")
    assert made.agreed_at == made.created_at
    assert Transition.of(made).get().name == "receive"
    assert AuditEvent.objects.get(action="matchrequest.receive").person_id == person.pk
    assert consents.stands(person, Purpose.OWN_PLACES)


def test_whoever_said_no_to_messages_is_left_in_peace(person):
    consents.withdraw(person=person, purpose=Purpose.OWN_PLACES, by=person_actor(person.pk))
    ask(person)
    assert not consents.stands(person, Purpose.OWN_PLACES)


def test_the_same_kind_twice_is_refused_and_another_kind_is_not(person):
    ask(person)
    with pytest.raises(DomainError, match="wanted_already"):
        ask(person)
    assert ask(person, kind=Kind.BUDDY).is_waiting


def test_for_visits_at_home_the_street_is_needed(person):
    with pytest.raises(DomainError, match="street_missing"):
        ask(person, at_home=True)


def test_the_street_is_forgotten_where_they_meet_elsewhere(person):
    made = ask(person, **HOME)
    requests.change(made, at_home=False, by=person_actor(person.pk))
    made.refresh_from_db()
    assert (made.street, made.postal_code, made.way_in, made.town) == ("", "", "", "Maple Falls")


def test_how_urgent_it_is_staff_alone_say(person):
    with pytest.raises(TypeError):
        ask(person, urgency=Urgency.URGENT)
    by = staff_actor(Role.LINK_WORKER, centre=person.centres.get())
    assert ask(person, by=by, source=Source.STAFF, urgency=Urgency.URGENT).urgency == Urgency.URGENT


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.EVALUATOR])
def test_staff_who_arrange_nothing_cannot_ask(person, role):
    with pytest.raises(Forbidden):
        ask(person, by=staff_actor(role, centre=person.centres.get()), source=Source.STAFF)


def test_staff_elsewhere_and_strangers_cannot_ask(person):
    for by in (staff_actor(), person_actor(PersonFactory().pk), PUBLIC):
        with pytest.raises(Forbidden):
            ask(person, by=by, source=Source.STAFF)


def test_family_makes_a_new_person_whom_staff_call_first():
    centre = CentreFactory()
    known = PersonFactory(name="Rosa Lee", centres=[centre])
    made = requests.for_family(
        name="Rosa Lee",
        contact="613-555-0142",
        contact_kind=None,
        language="en",
        centre=centre,
        kind=Kind.FRIENDLY,
        asked_by="Ann Lee, her daughter",
        asked_by_contact="+16135550143",
        town="Maple Falls",
        languages=["en"],
        by=PUBLIC,
    )
    assert made.person != known
    assert Person.objects.filter(name="Rosa Lee").count() == 2
    assert (made.agreed_at, made.source, made.asked_by) == (None, "family", "Ann Lee, her daughter")
    assert not consents.stands(made.person, Purpose.OWN_PLACES)


def test_agreeing_is_written_down_once_with_the_consent_to_be_told():
    request = RequestFactory(to_call=True)
    by = staff_actor(Role.LINK_WORKER, centre=request.centre)
    first = requests.agree(request, by=by).agreed_at
    assert requests.agree(request, by=by).agreed_at == first is not None
    assert consents.stands(request.person, Purpose.OWN_PLACES)
    with pytest.raises(Forbidden):
        requests.agree(request, by=person_actor(request.person_id))


def test_change_records_which_and_never_what(person):
    made = ask(person, interests="Cards")
    requests.change(made, interests="Chess", by=person_actor(person.pk))
    assert AuditEvent.objects.get(action="matchrequest.changed").detail == {"fields": ["interests"]}


def test_staff_withdraw_with_a_reason_and_the_person_without():
    request = RequestFactory()
    by = staff_actor(centre=request.centre)
    with pytest.raises(DomainError, match="match_reason_needed"):
        requests.withdraw(request, by=by)
    requests.withdraw(request, reason="Moved to her son", by=by)
    assert Transition.of(request).last().note == "Moved to her son"
    own = RequestFactory()
    assert requests.withdraw(own, by=person_actor(own.person_id)).state == RequestState.WITHDRAWN


def test_whoever_has_somebody_says_goodbye_first():
    match = MatchFactory(together=True)
    with pytest.raises(DomainError, match="still_together"):
        requests.withdraw(match.request, reason="no", by=staff_actor(centre=match.centre))


def test_withdrawing_takes_the_question_to_a_champion_back():
    match = MatchFactory()
    requests.withdraw(match.request, by=person_actor(match.request.person_id))
    match.refresh_from_db()
    assert match.state == MatchState.DECLINED


def test_list_is_the_most_urgent_first_then_the_oldest():
    centre = CentreFactory()
    first = RequestFactory(centre=centre)
    second = RequestFactory(centre=centre)
    urgent = RequestFactory(centre=centre, urgency=Urgency.URGENT)
    assert list(MatchRequest.objects.all().waiting()) == [urgent, first, second]


def test_requests_are_seen_by_care_staff_of_the_centre_and_by_the_person():
    request = RequestFactory()
    MatchFactory(request=request)
    at = request.centre
    seers = [staff_actor(role, centre=at) for role in (Role.COORDINATOR, Role.LINK_WORKER, Role.MANAGER)]
    seers.append(person_actor(request.person_id))
    others = [staff_actor(role, centre=at) for role in (Role.PROVIDER, Role.EVALUATOR)]
    others += [staff_actor(), person_actor(PersonFactory().pk), person_actor(request.matches.get().champion.person_id)]
    assert [MatchRequest.visible_to(actor).count() for actor in seers] == [1, 1, 1, 1]
    assert [MatchRequest.visible_to(actor).count() for actor in others] == [0, 0, 0, 0, 0]
