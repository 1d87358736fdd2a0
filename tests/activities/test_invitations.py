"""Who may join a group that is by invitation, and for how long."""

import pytest

from activities.choices import JoinMode
from activities.models import Invitation
from activities.services import invitations
from core.actors import PUBLIC, SYSTEM, Channel, person_actor
from core.errors import Forbidden
from core.models import AuditEvent
from people.services import erasure
from tests.activities.test_bookings import book, refusal, session_of, states_of
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def closed_group(**fields):
    return session_of(5, join_mode=JoinMode.INVITATION, **fields)


def invite(session, person, by=SYSTEM):
    return invitations.invite(activity=session.activity, person=person, by=by)


def test_without_an_invitation_one_calls_the_centre():
    assert refusal(book, closed_group()) == "sign_up_by_call"


def test_whoever_is_invited_signs_up():
    session, person = closed_group(), PersonFactory()
    invite(session, person)
    assert book(session, person).state == "confirmed"


def test_an_invitation_is_for_one_person_and_one_group():
    session, person = closed_group(), PersonFactory()
    invite(session, person)
    assert refusal(book, session) == "sign_up_by_call"
    assert refusal(book, closed_group(), person) == "sign_up_by_call"


def test_whom_a_provider_sends_needs_none():
    assert book(closed_group(), by=SYSTEM, channel=Channel.PRESCRIPTION).state == "confirmed"


def test_invite_twice_is_one_invitation_and_one_record():
    session, person = closed_group(), PersonFactory()
    assert invite(session, person) == invite(session, person)
    assert AuditEvent.objects.filter(action="invitation.made", person_id=person.pk).count() == 1


def test_withdrawn_invitation_opens_nothing_and_leaves_the_place():
    session, person = closed_group(), PersonFactory()
    invitation = invite(session, person)
    placed = book(session, person)
    invitations.withdraw(invitation, by=SYSTEM)
    other = closed_group()
    assert states_of(placed) == ["confirmed"]
    assert list(Invitation.objects.standing()) == []
    assert refusal(book, other, person) == "sign_up_by_call"
    assert AuditEvent.objects.filter(action="invitation.withdrawn", person_id=person.pk).count() == 1


def test_withdrawn_invitation_can_be_made_again():
    session, person = closed_group(), PersonFactory()
    first = invite(session, person)
    invitations.withdraw(first, by=SYSTEM)
    assert refusal(book, session, person) == "sign_up_by_call"
    second = invite(session, person)
    assert second != first
    assert book(session, person).state == "confirmed"


def test_invite_is_for_staff_of_the_centre_and_leaders():
    leader = ChampionFactory()
    session = closed_group(centre=leader.centre, leaders=[leader])
    person = PersonFactory()
    for actor in (PUBLIC, person_actor(person.pk), staff_actor()):
        with pytest.raises(Forbidden):
            invite(session, person, by=actor)
    for actor in (person_actor(leader.person_id), staff_actor(centre=leader.centre)):
        invitation = invite(session, PersonFactory(), by=actor)
        assert invitation.invited_by_user_id == actor.user_id


def test_withdraw_by_a_stranger_is_forbidden():
    session, person = closed_group(), PersonFactory()
    invitation = invite(session, person)
    for actor in (PUBLIC, person_actor(person.pk), staff_actor()):
        with pytest.raises(Forbidden):
            invitations.withdraw(invitation, by=actor)


def test_invitations_are_seen_by_their_person_and_staff_of_the_centre():
    session, person = closed_group(), PersonFactory()
    invitation = invite(session, person)
    for actor in (person_actor(person.pk), staff_actor(centre=session.centre)):
        assert list(Invitation.visible_to(actor)) == [invitation]
    for actor in (PUBLIC, person_actor(PersonFactory().pk), staff_actor()):
        assert list(Invitation.visible_to(actor)) == []


def test_erasure_forgets_the_invitation():
    session, person = closed_group(), PersonFactory()
    invite(session, person)
    erasure.erase(person, by=SYSTEM)
    assert not Invitation.objects.exists()
