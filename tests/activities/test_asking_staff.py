"""Money, a room, a ride, a hard conversation: asked in words, answered by those whom it is for."""

import pytest
from django.urls import reverse

from activities.models import ChangeRequest, Wish
from activities.services import change_requests
from core.actors import Role, person_actor
from core.errors import DomainError, Forbidden
from notifications.models import OutboxMessage
from people.actors import for_user
from tests.factories.activities import ActivityFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory
from tests.people.conftest import signed_in

pytestmark = pytest.mark.django_db
WORDS = "Two of us do not speak any more."


@pytest.fixture
def leader():
    return ChampionFactory(with_account=True)


@pytest.fixture
def group(leader):
    return ActivityFactory(centre=leader.centre, leaders=[leader])


def staff(group, role=Role.COORDINATOR, **fields):
    return StaffRoleFactory(centre=group.centre, role=role, **fields).user


def ask(group, leader, wish=Wish.HARD_TALK, words=WORDS, **more):
    by = person_actor(leader.person_id, user_id=leader.person.user_id)
    return change_requests.ask(group, wish=wish, words=words, by=by, **more)


def supported_by(leader, user):
    leader.supporter = user
    leader.save()
    return user


def told():
    rows = OutboxMessage.objects.filter(type="change-asked").select_related("person")
    return {row.person.user for row in rows}


def sees(user):
    return ChangeRequest.visible_to(for_user(user)).exists()


def test_hard_conversation_is_for_the_supporter_and_who_hears_worries(group, leader):
    coordinator, provider = staff(group), staff(group, Role.PROVIDER)
    link_worker, manager = staff(group, Role.LINK_WORKER), staff(group, Role.MANAGER)
    supporter = supported_by(leader, staff(group, Role.LINK_WORKER))
    named = staff(group, Role.LINK_WORKER, hears_worries=True)
    ask(group, leader)
    seen = [sees(user) for user in (supporter, named, manager, coordinator, link_worker, provider)]
    assert seen == [True, True, True, False, False, False]
    assert told() == {supporter, named}


def test_supporter_of_another_champion_or_elsewhere_does_not_see_it(group, leader):
    other = ChampionFactory(centre=group.centre)
    elsewhere = ChampionFactory(person=leader.person)
    near, far = staff(group, Role.LINK_WORKER), StaffRoleFactory(centre=elsewhere.centre, role=Role.LINK_WORKER).user
    staff(group, Role.MANAGER)
    supported_by(other, near)
    supported_by(elsewhere, far)
    ask(group, leader)
    assert (sees(near), sees(far)) == (False, False)


@pytest.mark.parametrize("wish", [Wish.BUDGET, Wish.ROOM, Wish.RIDE, Wish.OTHER])
def test_all_else_goes_to_coordinators(group, leader, wish):
    coordinator, link_worker = staff(group), staff(group, Role.LINK_WORKER)
    ask(group, leader, wish)
    assert (told(), sees(coordinator), sees(link_worker)) == ({coordinator}, True, False)


def test_who_sees_it_answers_it_and_nobody_else(group, leader):
    coordinator, supporter = staff(group), supported_by(leader, staff(group, Role.LINK_WORKER))
    staff(group, Role.MANAGER)
    asked = ask(group, leader)
    with pytest.raises(Forbidden):
        change_requests.fulfil(asked, by=for_user(coordinator))
    assert not change_requests.fulfil(asked, reply="I call you today.", by=for_user(supporter)).is_open


def test_words_are_needed_unless_somebody_should_call(group, leader):
    with pytest.raises(DomainError) as caught:
        ask(group, leader, words=" ")
    assert caught.value.code == "wish_needs_words"
    assert ask(group, leader, words="", call_me=True).call_me


def test_form_asks_and_keeps_what_was_chosen(group, leader):
    client = signed_in(leader.person.user)
    address = reverse("leading:ask", args=[group.pk])
    refused = client.post(address, {"wish": "ride", "words": ""})
    assert refused.context["form"].errors.keys() == {"words"}
    assert refused.context["form"]["wish"].value() == "ride"
    client.post(address, {"wish": "ride", "words": "", "call_me": "on"})
    asked = ChangeRequest.objects.get()
    assert (asked.wish, asked.call_me) == (Wish.RIDE, True)
    assert "Please call me about it" in client.get(reverse("leading:asked", args=[asked.public_id])).text


def test_desk_of_a_link_worker_shows_what_is_told_to_them_alone(group, leader):
    supporter, other = supported_by(leader, staff(group, Role.LINK_WORKER)), staff(group, Role.LINK_WORKER)
    staff(group, Role.MANAGER)
    asked = ask(group, leader, call_me=True)
    ask(group, leader, Wish.BUDGET, "New cards")
    desk, address = reverse("desk:home"), reverse("desk_asked:asked", args=[asked.public_id])
    as_supporter, as_other = signed_in(supporter), signed_in(other)
    page = as_supporter.get(desk).text
    assert ("1 request waits for an answer." in page, "Wishes to be called" in page) == (True, True)
    assert WORDS in as_supporter.get(address).text
    assert "Leaders ask" not in as_other.get(desk).text
    assert as_other.get(address).status_code == 404
    assert group.title_en not in as_other.get(reverse("desk_asked:list")).text
