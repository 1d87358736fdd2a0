"""The lock-box: who sets it, what it does at once, how it is lifted, and how it is opened all the same."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.actors import CARE_ROLES, PUBLIC, SYSTEM, Actor, Channel, Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from core.policies import may
from notifications.models import OutboxMessage
from people import actors
from people.models import LockBox, LockOverride, Person
from people.models.lockbox import Reason
from people.services import erasure, locks, merging, search, staff
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def brian(centre):
    return PersonFactory(name="Brian Halloran", centres=[centre], birth_date=date(1950, 3, 27), with_account=True)


def works(centre, *roles, name="Marjorie Okafor"):
    """An account with these roles there."""
    user = StaffRoleFactory(centre=centre, role=roles[0], user__name=name).user
    for role in roles[1:]:
        StaffRoleFactory(centre=centre, role=role, user=user)
    return user


def at(user):
    """The account at the desk."""
    return actors.for_user(user, channel=Channel.DESK)


def sees(user, person):
    return Person.visible_to(at(user)).filter(pk=person.pk).exists()


def test_lock_by_name_hides_the_record_from_one_and_from_nobody_else(centre, brian):
    one, other = works(centre, Role.COORDINATOR), works(centre, Role.COORDINATOR)
    locks.lock(brian, centre=centre, user=one, by=person_actor(brian.pk))
    assert (sees(one, brian), sees(other, brian)) == (False, True)
    assert (may(at(one), "people.view", brian), may(at(other), "people.view", brian)) == (False, True)
    assert list(Person.visible_to(person_actor(brian.pk))) == [brian]


def test_lock_by_role_hides_it_from_everybody_in_that_role_alone(centre, brian):
    coordinator, link_worker = works(centre, Role.COORDINATOR), works(centre, Role.LINK_WORKER)
    locks.lock(brian, centre=centre, role=Role.COORDINATOR, by=SYSTEM)
    assert (sees(coordinator, brian), sees(link_worker, brian)) == (False, True)


def test_who_holds_another_role_there_still_sees_it_until_each_of_them_is_locked(centre, brian):
    both = works(centre, Role.COORDINATOR, Role.LINK_WORKER)
    locks.lock(brian, centre=centre, role=Role.COORDINATOR, by=SYSTEM)
    assert sees(both, brian)
    locks.lock(brian, centre=centre, role=Role.LINK_WORKER, by=SYSTEM)
    assert not sees(both, brian)


def test_by_name_it_holds_whatever_roles_there_are(centre, brian):
    both = works(centre, Role.COORDINATOR, Role.MANAGER)
    locks.lock(brian, centre=centre, user=both, by=SYSTEM)
    assert not sees(both, brian)


def test_lock_at_one_centre_is_none_at_another(centre, brian):
    elsewhere = CentreFactory()
    brian.centres.add(elsewhere)
    there = works(elsewhere, Role.COORDINATOR)
    locks.lock(brian, centre=centre, role=Role.COORDINATOR, by=SYSTEM)
    assert sees(there, brian)


def test_own_record_stays_open_to_who_works_here(centre):
    user = works(centre, Role.COORDINATOR)
    own = PersonFactory(user=user, centres=[centre])
    locks.lock(own, centre=centre, user=user, by=person_actor(own.pk))
    assert sees(user, own)


def test_lock_said_twice_is_written_down_once_and_lifted_it_stays_as_history(centre, brian):
    user = works(centre, Role.COORDINATOR)
    by = person_actor(brian.pk)
    made = locks.lock(brian, centre=centre, user=user, by=by)
    assert locks.lock(brian, centre=centre, user=user, by=by) == made
    assert (made.recorded_by_user_id, made.channel) == (None, "web")
    lifted = locks.lift(made, by=at(works(centre, Role.MANAGER)))
    assert lifted.lifted_at is not None
    assert (lifted.lifted_channel, lifted.lifted_by_user_id is None) == ("desk", False)
    assert sees(user, brian)
    again = locks.lock(brian, centre=centre, user=user, by=by)
    assert [row.pk for row in locks.of(brian, actor=by)] == [again.pk, made.pk]
    told = AuditEvent.objects.filter(person_id=brian.pk).order_by("pk").values_list("action", flat=True)
    assert list(told) == ["person.locked", "person.lock_lifted", "person.locked"]


def test_locked_out_may_neither_lock_nor_lift(centre, brian):
    user = works(centre, Role.COORDINATOR)
    made = locks.lock(brian, centre=centre, user=user, by=SYSTEM)
    with pytest.raises(Forbidden):
        locks.lift(made, by=at(user))
    with pytest.raises(Forbidden):
        locks.lock(brian, centre=centre, role=Role.MANAGER, by=at(user))
    assert list(LockBox.visible_to(at(user))) == []
    assert list(LockBox.visible_to(at(works(centre, Role.LINK_WORKER)))) == [made]
    assert list(LockBox.visible_to(at(works(CentreFactory(), Role.MANAGER)))) == []


@pytest.mark.parametrize("whom", ["nobody", "both", "elsewhere", "no role"])
def test_lock_is_for_one_colleague_or_one_role_of_that_centre(centre, brian, whom):
    user = works(centre, Role.COORDINATOR)
    meant = {
        "nobody": {},
        "both": {"user": user, "role": Role.MANAGER},
        "elsewhere": {"user": works(CentreFactory(), Role.COORDINATOR)},
        "no role": {"role": Role.PERSON},
    }[whom]
    with pytest.raises(DomainError, match="lock_whom"):
        locks.lock(brian, centre=centre, by=SYSTEM, **meant)


@pytest.mark.parametrize("wrong", [{"role": "", "user": False}, {"role": "manager", "user": True}])
def test_database_keeps_one_or_a_role(centre, brian, wrong):
    user = works(centre, Role.COORDINATOR) if wrong["user"] else None
    with pytest.raises(IntegrityError), transaction.atomic():
        LockBox.objects.create(
            person=brian, centre=centre, user=user, role=wrong["role"], since=timezone.now(), channel="web"
        )


# --- Finding, and opening against the lock ------------------------------------------------------------------


def sought(by, **known):
    return locks.locked_for(**{"name": "Brian Halloran", "born": None, "number": "", **known}, by=by)


def test_search_finds_nobody_who_is_locked(centre, brian):
    ContactPointFactory(person=brian, value="+16135550142")
    search.index(brian)
    one, other = works(centre, Role.COORDINATOR), works(centre, Role.LINK_WORKER)
    locks.lock(brian, centre=centre, user=one, by=SYSTEM)
    for text in ("brian", "halloran", "0142", "613-555-0142", "hallorann"):
        assert search.people(text, actor=at(one)) == []
        assert [found.pk for found in search.people(text, actor=at(other))] == [brian.pk]


def test_who_knows_the_whole_name_and_the_birth_date_or_the_number_hears_that_there_is_one(centre, brian):
    ContactPointFactory(person=brian, value="+16135550142")
    user = works(centre, Role.COORDINATOR)
    born = date(1950, 3, 27)
    assert sought(at(user), born=born) is None  # not locked: found in the ordinary way
    locks.lock(brian, centre=centre, user=user, by=SYSTEM)
    assert sought(at(user), born=born) == brian
    assert sought(at(user), number="613-555-0142") == brian
    assert AuditEvent.objects.filter(action="person.lock_found", person_id=brian.pk).count() == 2
    for known in ({}, {"born": date(1950, 3, 28)}, {"number": "613-555-0143"}, {"name": "Brian", "born": born}):
        assert sought(at(user), **known) is None
    assert sought(at(works(centre, Role.MANAGER)), born=born) is None
    assert sought(at(works(CentreFactory(), Role.MANAGER)), born=born) is None
    assert sought(PUBLIC, born=born) is None


def test_two_who_fit_are_told_to_nobody(centre, brian):
    twin = PersonFactory(name="Brian Halloran", centres=[centre], birth_date=brian.birth_date)
    user = works(centre, Role.COORDINATOR)
    for person in (brian, twin):
        locks.lock(person, centre=centre, user=user, by=SYSTEM)
    assert sought(at(user), born=brian.birth_date) is None


def test_tries_to_find_a_locked_record_are_counted(centre, settings):
    settings.THROTTLE = True
    user = works(centre, Role.COORDINATOR)
    for _try in range(locks.MOST_SOUGHT):
        assert sought(at(user), born=date(1950, 3, 27)) is None
    with pytest.raises(DomainError, match="too_many_tries"):
        sought(at(user), born=date(1950, 3, 27))


def overridden(person, user, reason=Reason.HARM):
    return locks.override(person, reason=reason, words="She has not been heard of since.", by=at(user))


def test_locked_record_opens_for_half_an_hour_and_the_privacy_officer_hears(centre, brian, time_machine):
    time_machine.move_to("2026-11-28T15:00:00Z", tick=False)
    user, manager = works(centre, Role.COORDINATOR), works(centre, Role.MANAGER)
    locks.lock(brian, centre=centre, role=Role.COORDINATOR, by=SYSTEM)
    made = overridden(brian, user)
    assert sees(user, brian)
    event = AuditEvent.objects.get(action="person.lock_overridden")
    assert (event.person_id, event.actor_user_id, event.reason) == (brian.pk, user.pk, "harm")
    told = OutboxMessage.objects.get(type="lock-opened")
    assert (told.person.user, told.about_id, told.centre_id) == (manager, made.pk, centre.pk)
    assert not sees(works(centre, Role.COORDINATOR), brian)
    time_machine.shift(timedelta(minutes=29))
    assert sees(user, brian)
    time_machine.shift(timedelta(minutes=1))
    assert not sees(user, brian)


def test_named_officer_is_told_rather_than_managers_and_never_the_opener_where_there_is_another(centre, brian):
    user, officer = works(centre, Role.MANAGER), works(centre, Role.LINK_WORKER)
    works(centre, Role.MANAGER)
    staff.name_privacy_officers(centre=centre, users=[user, officer], by=SYSTEM)
    locks.lock(brian, centre=centre, user=user, by=SYSTEM)
    overridden(brian, user)
    assert [told.person.user for told in OutboxMessage.objects.filter(type="lock-opened")] == [officer]


def test_opener_who_is_alone_is_told_so_that_it_stands_somewhere(centre, brian):
    user = works(centre, Role.MANAGER)
    locks.lock(brian, centre=centre, user=user, by=SYSTEM)
    overridden(brian, user)
    assert [told.person.user for told in OutboxMessage.objects.filter(type="lock-opened")] == [user]


def test_nothing_locked_is_nothing_to_open_and_it_is_said_what_happened(centre, brian):
    user = works(centre, Role.COORDINATOR)
    with pytest.raises(DomainError, match="lock_none"):
        overridden(brian, user)
    locks.lock(brian, centre=centre, user=user, by=SYSTEM)
    with pytest.raises(DomainError, match="lock_words"):
        locks.override(brian, reason=Reason.LAW, words=" ", by=at(user))
    overridden(brian, user)
    with pytest.raises(DomainError, match="lock_none"):  # it is open already
        overridden(brian, user)
    with pytest.raises(DomainError, match="lock_none"):
        overridden(brian, works(CentreFactory(), Role.MANAGER))


@pytest.mark.parametrize(("reason", "may_lift"), [(Reason.HARM, False), (Reason.LAW, False), (Reason.ASKED, True)])
def test_who_opened_it_lifts_the_lock_only_with_its_person(centre, brian, reason, may_lift):
    user = works(centre, Role.COORDINATOR)
    made = locks.lock(brian, centre=centre, user=user, by=SYSTEM)
    overridden(brian, user, reason)
    assert may(at(user), "people.lift_lock", brian) is may_lift
    if may_lift:
        locks.lift(made, by=at(user))
        LockOverride.objects.all().delete()
        assert sees(user, brian)


# --- Two records, and none ---------------------------------------------------------------------------------


def test_merge_locks_the_whole_and_undo_parts_what_it_united(centre, brian):
    other = PersonFactory(centres=[centre])
    one, two, three = (works(centre, Role.COORDINATOR) for _ in range(3))
    locks.lock(brian, centre=centre, user=one, by=SYSTEM)
    locks.lock(other, centre=centre, user=one, by=SYSTEM)
    locks.lock(other, centre=centre, user=two, by=SYSTEM)
    done = merging.merge(brian, other, by=SYSTEM)
    assert [sees(user, brian) for user in (one, two, three)] == [False, False, True]
    locks.lock(brian, centre=centre, user=three, by=SYSTEM)
    merging.undo(done, by=SYSTEM)
    assert [sees(user, brian) for user in (one, two, three)] == [False, True, False]
    assert [sees(user, other) for user in (one, two, three)] == [False, False, False]


def test_lock_that_is_lifted_of_the_whole_is_lifted_of_both(centre, brian):
    other, user = PersonFactory(centres=[centre]), works(centre, Role.COORDINATOR)
    locks.lock(other, centre=centre, user=user, by=SYSTEM)
    done = merging.merge(brian, other, by=SYSTEM)
    locks.lift(locks.standing(brian)[0], by=SYSTEM)
    merging.undo(done, by=SYSTEM)
    assert (sees(user, brian), sees(user, other)) == (True, True)


def test_merged_record_cannot_be_locked_by_who_had_it_open(centre, brian):
    other = PersonFactory(centres=[centre])
    merging.merge(brian, other, by=SYSTEM)
    with pytest.raises(DomainError, match="merged_meanwhile"):
        locks.lock(other, centre=centre, role=Role.COORDINATOR, by=SYSTEM)


def test_erased_leaves_who_and_when_of_the_lock_and_no_words(centre, brian):
    user = works(centre, Role.COORDINATOR)
    locks.lock(brian, centre=centre, user=user, by=at(works(centre, Role.MANAGER)))
    overridden(brian, user)
    erasure.erase(brian, by=SYSTEM)
    assert (LockBox.objects.get().recorded_by_user_id, LockOverride.objects.get().words) == (None, "")


def test_of_several_colleagues_those_are_told_who_see_the_record(centre, brian):
    one, three = works(centre, Role.MANAGER), works(centre, Role.COORDINATOR)
    two = works(centre, Role.COORDINATOR, Role.LINK_WORKER)
    assert locks.not_locked_out([one, two, three], brian, centre.pk) == [one, two, three]
    locks.lock(brian, centre=centre, user=one, by=SYSTEM)
    locks.lock(brian, centre=centre, role=Role.COORDINATOR, by=SYSTEM)
    assert locks.not_locked_out([one, two, three], brian, centre.pk) == [two]


# --- Pages -------------------------------------------------------------------------------------------------


def test_person_locks_and_opens_again_on_their_own_page(centre, brian):
    user = works(centre, Role.COORDINATOR)
    own = signed_in(brian.user)
    page = own.get(reverse("my:locks"))
    assert "Marjorie Okafor – volunteer coordinator" in page.content.decode()
    sent = own.post(reverse("my:locks"), {"whom": f"{centre.pk}-{user.pk}"}, follow=True)
    assert not sees(user, brian)
    said = sent.content.decode()
    assert "Nobody at" in said  # there is no other colleague
    assert "not be able to help you by phone" in said
    lock = LockBox.objects.get()
    assert (lock.recorded_by_user_id, lock.channel) == (None, "web")
    own.post(reverse("my:lock_lift", args=[lock.pk]))
    assert sees(user, brian)
    assert "Opened again on" in own.get(reverse("my:locks")).content.decode()


def test_nobody_lifts_somebody_elses_lock(centre, brian):
    user = works(centre, Role.COORDINATOR)
    lock = locks.lock(brian, centre=centre, user=user, by=SYSTEM)
    neighbour = PersonFactory(centres=[centre], with_account=True)
    assert signed_in(neighbour.user).post(reverse("my:lock_lift", args=[lock.pk])).status_code == 404
    assert signed_in(user).post(reverse("desk:lock_lift", args=[brian.public_id, lock.pk])).status_code == 404
    stranger = staff_client(Role.MANAGER)
    assert stranger.post(reverse("desk:lock_lift", args=[brian.public_id, lock.pk])).status_code == 404
    lock.refresh_from_db()
    assert lock.lifted_at is None


def test_form_without_a_choice_says_so_and_locks_nothing(centre, brian):
    works(centre, Role.COORDINATOR)
    page = signed_in(brian.user).post(reverse("my:locks"), {})
    assert "govuk-error-summary" in page.content.decode()
    assert not LockBox.objects.exists()


def test_colleague_writes_it_down_at_the_desk_also_against_themselves(centre, brian):
    user, other = works(centre, Role.COORDINATOR), works(centre, Role.LINK_WORKER, name="Ann Bell")
    desk, address = signed_in(user), reverse("desk:person_locks", args=[brian.public_id])
    answer = desk.post(address, {"whom": f"{centre.pk}-{other.pk}"})
    assert answer["Location"] == address
    assert "Ann Bell" in desk.get(address).content.decode()
    answer = desk.post(address, {"whom": f"{centre.pk}-{user.pk}"})
    assert answer["Location"] == reverse("desk:people")
    assert desk.get(address).status_code == 404
    assert LockBox.objects.filter(recorded_by_user_id=user.pk).count() == 2


@pytest.mark.parametrize("number", [1, 3])
def test_pages_of_locks_ask_as_often_however_many_there_are(centre, brian, number, django_assert_num_queries):
    for _ in range(number):
        locks.lock(brian, centre=centre, user=works(centre, Role.COORDINATOR), by=at(works(centre, Role.MANAGER)))
    desk, own = staff_client(Role.MANAGER, centre=centre), signed_in(brian.user)
    with django_assert_num_queries(12):
        desk.get(reverse("desk:person_locks", args=[brian.public_id]))
    with django_assert_num_queries(9):
        own.get(reverse("my:locks"))


def test_blocked_colleague_finds_out_by_the_exact_search_and_opens_it(centre, brian):
    user = works(centre, Role.COORDINATOR)
    locks.lock(brian, centre=centre, user=user, by=SYSTEM)
    desk = signed_in(user)
    person = reverse("desk:person", args=[brian.public_id])
    assert desk.get(person).status_code == 404
    assert desk.get(reverse("desk:lock_override"))["Location"] == reverse("desk:locked")
    wrong = {"name": "Brian Halloran", "birth_date_day": "1", "birth_date_month": "1", "birth_date_year": "1950"}
    page = desk.post(reverse("desk:locked"), wrong).content.decode()
    assert "There is no locked record that fits exactly." in page
    assert 'value="Brian Halloran"' in page  # nothing that was typed is lost
    right = {**wrong, "birth_date_day": "27", "birth_date_month": "3"}
    assert desk.post(reverse("desk:locked"), right)["Location"] == reverse("desk:lock_override")
    page = desk.get(reverse("desk:lock_override")).content.decode()
    assert "Brian" not in page
    page = desk.post(reverse("desk:lock_override"), {"reason": "harm", "words": ""}).content.decode()
    assert "govuk-error-summary" in page
    answer = desk.post(reverse("desk:lock_override"), {"reason": "harm", "words": "He fell in the hall."})
    assert answer["Location"] == person
    assert "Brian Halloran" in desk.get(person).content.decode()
    assert LockOverride.objects.get().words == "He fell in the hall."
    assert brian.pk not in [*desk.session.values()]


def test_manager_names_who_looks_after_privacy(centre):
    manager, officer, worker = (works(centre, role) for role in (Role.MANAGER, Role.MANAGER, Role.LINK_WORKER))
    assert set(staff.privacy_officers(centre.pk)) == {manager, officer}
    desk, address = signed_in(manager), reverse("desk:privacy_officers")
    assert address in desk.get(reverse("desk:people")).content.decode()
    desk.post(address, {"users": [officer.pk]})
    assert staff.privacy_officers(centre.pk) == [officer]
    assert "checked" in desk.get(address).content.decode()
    assert worker not in desk.get(address).context["form"].staff
    assert address not in signed_in(worker).get(reverse("desk:people")).content.decode()
    with pytest.raises(Forbidden):
        staff.name_privacy_officers(centre=centre, users=[], by=at(worker))


def test_nobody_is_left_where_each_who_cares_is_locked_out(centre, brian):
    works(centre, Role.COORDINATOR), works(centre, Role.MANAGER), works(centre, Role.PROVIDER)
    (people,) = locks.staff_of([centre])
    assert not people.leaves_nobody(locks.standing(brian))
    for role in sorted(CARE_ROLES):
        locks.lock(brian, centre=centre, role=role, by=SYSTEM)
    assert people.leaves_nobody(locks.standing(brian))


def test_actor_without_an_account_is_locked_by_role_alone(centre, brian):
    nobody = Actor(roles=frozenset({Role.MANAGER}), centre_id=centre.pk)
    locks.lock(brian, centre=centre, role=Role.COORDINATOR, by=SYSTEM)
    assert Person.visible_to(nobody).filter(pk=brian.pk).exists()
