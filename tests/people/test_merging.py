from datetime import timedelta

import pytest
from django.utils import timezone

from core import audit
from core import merging as registry
from core.actors import PUBLIC, SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models import Consent, ContactCode, ContactPoint, NotSame, PageLink, Person
from people.models.consent import Purpose
from people.services import consents, contacts, erasure, matching, merging, search
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor

pytestmark = pytest.mark.django_db
PHONE, OTHER_PHONE = "+15195550134", "+15195550177"


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def staff(centre):
    return staff_actor(centre=centre)


@pytest.fixture
def kept(centre):
    return PersonFactory(name="Émilie Roy", centres=[centre])


@pytest.fixture
def merged(centre):
    return PersonFactory(name="Emily Roy", centres=[centre])


def refreshed(*people):
    return [Person.objects.get(pk=person.pk) for person in people]


def rows():
    """Every row that a merge may touch, without what says that there was one."""
    people = Person.objects.order_by("pk").values(
        "pk", "user", "merged_into", "pronouns", "access_needs", "emergency_name", "emergency_phone", "needs_asked_at"
    )
    return {
        "people": list(people),
        "centres": sorted(Person.centres.through.objects.values_list("person", "centre")),
        "points": sorted(ContactPoint.objects.values_list("pk", "person", "position", "value")),
        "consents": sorted(Consent.objects.values_list("pk", "person")),
        "apart": sorted(NotSame.objects.values_list("person", "other")),
    }


def test_merge_makes_one_record_of_two(kept, merged, staff):
    ContactPointFactory(person=kept, value=PHONE)
    ContactPointFactory(person=merged, value=PHONE)
    ContactPointFactory(person=merged, value=OTHER_PHONE)
    done = merging.merge(kept, merged, by=staff)
    assert [point.value for point in kept.contact_points.all()] == [PHONE, OTHER_PHONE]
    assert [point.value for point in merged.contact_points.all()] == [PHONE]
    assert (done.kept, done.merged, done.by_user_id) == (kept, merged, staff.user_id)
    assert Person.objects.get(pk=merged.pk).merged_into == kept
    assert list(Person.visible_to(staff)) == [kept]
    assert search.people("0177", actor=staff) == [kept]
    assert search.people("emily", actor=staff) == [kept]  # by its sound
    assert matching.alike(kept, actor=staff) == []


def test_merge_is_recorded_on_both(kept, merged, staff):
    merging.merge(kept, merged, by=staff)
    assert [AuditEvent.about(person.pk).get().action for person in (kept, merged)] == ["person.merged"] * 2


def test_merge_keeps_what_the_kept_one_says_and_fills_the_gaps(centre, staff):
    kept = PersonFactory(centres=[centre], pronouns="elle", emergency_name="Luc")
    merged = PersonFactory(
        centres=[centre], pronouns="she", access_needs="a ramp", emergency_name="Ann", emergency_phone=PHONE
    )
    merging.merge(kept, merged, by=staff)
    kept = Person.objects.get(pk=kept.pk)
    said = (kept.pronouns, kept.access_needs, kept.emergency_name, kept.emergency_phone)
    assert said == ("elle", "a ramp", "Luc", "")


def test_merge_unites_the_centres(kept, merged, staff):
    elsewhere = CentreFactory()
    merged.centres.add(elsewhere)
    merging.merge(kept, merged, by=staff)
    assert elsewhere in kept.centres.all()


@pytest.mark.parametrize(("older", "newer", "stands"), [(True, False, False), (False, True, True)])
@pytest.mark.parametrize("newer_is_kept", [True, False])
def test_newest_word_of_both_is_in_force(kept, merged, staff, older, newer, stands, newer_is_kept):
    first, second = (merged, kept) if newer_is_kept else (kept, merged)
    now = timezone.now()
    for person, given, at in ((first, older, now - timedelta(days=2)), (second, newer, now - timedelta(days=1))):
        (consents.give if given else consents.withdraw)(person=person, purpose=Purpose.NEWS, by=SYSTEM, now=at)
    merging.merge(kept, merged, by=staff)
    assert (consents.stands(kept, Purpose.NEWS), kept.consents.count()) == (stands, 2)


def test_account_of_the_merged_one_moves_and_comes_back(kept, centre, staff):
    merged = PersonFactory(centres=[centre], with_account=True)
    done = merging.merge(kept, merged, by=staff)
    assert [person.user for person in refreshed(kept, merged)] == [merged.user, None]
    merging.undo(done, by=staff)
    assert [person.user for person in refreshed(kept, merged)] == [None, merged.user]


def test_account_of_the_kept_one_stays(centre, merged, staff):
    kept = PersonFactory(centres=[centre], with_account=True)
    merging.undo(merging.merge(kept, merged, by=staff), by=staff)
    assert [person.user for person in refreshed(kept, merged)] == [kept.user, None]


def test_two_with_accounts_are_not_merged(centre, staff):
    two = [PersonFactory(centres=[centre], with_account=True) for _ in range(2)]
    with pytest.raises(DomainError, match="both_have_accounts"):
        merging.merge(*two, by=staff)
    assert "have an account" in merging.preview(*two, actor=staff).obstacle


def test_links_and_codes_of_the_merged_one_end(kept, merged, staff):
    now = timezone.now()
    soon = now + timedelta(hours=1)
    for person in (kept, merged):
        PageLink.objects.create(person=person, token_hash=f"{person.pk}", made_at=now, expires_at=soon)
        point = ContactPointFactory(person=person)
        ContactCode.objects.create(contact_point=point, code_hash="x", sent_at=now, expires_at=soon)
    merging.merge(kept, merged, by=staff)
    assert [link.revoked_at is None for link in PageLink.objects.order_by("pk")] == [True, False]
    assert [code.expires_at == soon for code in ContactCode.objects.order_by("pk")] == [True, False]


def test_whoever_is_not_the_merged_one_is_not_the_kept_one(kept, merged, centre, staff):
    third = PersonFactory(centres=[centre])
    matching.tell_apart(merged, third, by=staff)
    before = rows()
    done = merging.merge(kept, merged, by=staff)
    assert sorted(NotSame.objects.values_list("person", "other")) == [(kept.pk, third.pk), (merged.pk, third.pk)]
    merging.undo(done, by=staff)
    assert rows() == before


def test_undo_gives_back_every_row(centre, staff):
    now = timezone.now()
    kept = PersonFactory(centres=[centre], pronouns="elle")
    merged = PersonFactory(
        centres=[centre, CentreFactory()], access_needs="a ramp", emergency_name="Ann", with_account=True,
        emergency_phone=PHONE, needs_asked_at=now,
    )  # fmt: skip
    for person, values in ((kept, [PHONE]), (merged, [OTHER_PHONE, PHONE, "a@example.org"])):
        for position, value in enumerate(values):
            contacts.create(person=person, value=value, position=position)
        consents.give(person=person, purpose=Purpose.NEWS, by=SYSTEM)
    matching.tell_apart(kept, merged, by=staff)
    before = rows()
    done = merging.merge(kept, merged, by=staff)
    assert rows() != before
    undone = merging.undo(done, by=staff)
    assert rows() == before
    assert (undone.undone_at is not None, undone.undone_by_user_id) == (True, staff.user_id)
    assert search.people("0177", actor=staff) == [merged]
    assert [AuditEvent.about(person.pk)[0].action for person in (kept, merged)] == ["person.unmerged"] * 2


def test_undo_leaves_what_was_changed_meanwhile(kept, merged, staff):
    merged.access_needs, merged.pronouns = "a ramp", "she"
    merged.save()
    point = ContactPointFactory(person=merged, value=PHONE)
    ContactPointFactory(person=merged, value=OTHER_PHONE)
    done = merging.merge(kept, merged, by=staff)
    Person.objects.filter(pk=kept.pk).update(access_needs="a ramp and a chair")
    contacts.remove(ContactPoint.objects.get(pk=point.pk), by=staff)
    done.kept.refresh_from_db()
    shown = merging.preview_undo(done, actor=staff)
    assert (shown.moves, shown.stays) == ({"Numbers and addresses": 1}, {"Numbers and addresses": 1})
    merging.undo(done, by=staff)
    kept, merged = refreshed(kept, merged)
    assert (kept.access_needs, kept.pronouns, merged.access_needs) == ("a ramp and a chair", "", "a ramp")
    assert [point.value for point in merged.contact_points.all()] == [OTHER_PHONE]


def test_merge_and_undo_take_staff_who_know_both(centre, staff):
    mine = PersonFactory(centres=[centre], with_account=True)
    other = PersonFactory(centres=[CentreFactory()])
    for nobody in (staff, person_actor(mine.pk), PUBLIC, staff_actor(Role.EVALUATOR, centre=centre)):
        with pytest.raises(Forbidden):
            merging.merge(mine, other, by=nobody)
        with pytest.raises(Forbidden):
            merging.preview(mine, other, actor=nobody)
    other.centres.add(centre)
    done = merging.merge(mine, other, by=staff)
    with pytest.raises(Forbidden):
        merging.undo(done, by=staff_actor())
    assert merging.standing(mine, actor=staff_actor()) == []
    assert merging.standing(mine, actor=staff) == [done]


@pytest.mark.parametrize("change", [{"erased_at": timezone.now()}, {"merged_into": True}])
def test_whoever_is_slower_is_told(kept, merged, centre, staff, change):
    if "merged_into" in change:
        change = {"merged_into": PersonFactory(centres=[centre])}
    Person.objects.filter(pk=merged.pk).update(**change)
    with pytest.raises(DomainError, match="merged_meanwhile"):
        merging.merge(kept, merged, by=staff)


def test_one_record_is_not_merged_with_itself(kept, staff):
    with pytest.raises(DomainError, match="same_record"):
        merging.merge(kept, kept, by=staff)


def test_undo_happens_once(kept, merged, staff):
    done = merging.merge(kept, merged, by=staff)
    merging.undo(done, by=staff)
    with pytest.raises(DomainError, match="unmerged_meanwhile"):
        merging.undo(done, by=staff)
    assert merging.standing(kept, actor=staff) == []


def test_merges_are_undone_from_the_last_to_the_first(kept, merged, centre, staff):
    third = PersonFactory(centres=[centre])
    ContactPointFactory(person=merged)
    before = rows()
    first = merging.merge(kept, merged, by=staff)
    second = merging.merge(third, kept, by=staff)
    assert merging.everyone_in(third.pk) == [third.pk, kept.pk, merged.pk]
    with pytest.raises(DomainError, match="merged_again"):
        merging.undo(first, by=staff)
    merging.undo(second, by=staff)
    merging.undo(first, by=staff)
    assert rows() == before


def test_erasing_forgets_every_record_that_was_merged_into_it(kept, merged, staff):
    ContactPointFactory(person=kept, value=PHONE)
    ContactPointFactory(person=merged, value=PHONE)
    done = merging.merge(kept, merged, by=staff)
    erasure.erase(kept, by=SYSTEM)
    assert [person.name for person in refreshed(kept, merged)] == ["—", "—"]
    assert ContactPoint.objects.count() == 0
    assert merging.find(kept, done.pk, actor=staff) is not None
    with pytest.raises(DomainError, match="already_erased"):
        merging.undo(done, by=staff)


def test_preview_says_what_will_happen_and_does_nothing(kept, merged, staff):
    elsewhere = CentreFactory()
    merged.centres.add(elsewhere)
    merged.access_needs = "a ramp"
    merged.save()
    ContactPointFactory(person=merged)
    for person in (kept, merged):
        ContactPointFactory(person=person, value=PHONE)
    before = rows()
    shown = merging.preview(kept, merged, actor=staff)
    assert (shown.moves, shown.filled, shown.centres) == ({"Numbers and addresses": 1}, ["access_needs"], [elsewhere])
    assert (shown.brings_account, shown.obstacle, rows() == before) == (False, "", True)


def test_field_is_declared_once():
    with pytest.raises(ValueError, match=r"people\.Consent\.person"):
        registry.register(Consent)


def test_log_of_the_kept_one_holds_the_events_of_both(kept, merged, staff):
    audit.record("person.viewed", by=staff, person_id=merged.pk)
    merging.merge(kept, merged, by=staff)
    events = AuditEvent.about(*merging.everyone_in(kept.pk))
    assert [event.action for event in events] == ["person.merged", "person.merged", "person.viewed"]
