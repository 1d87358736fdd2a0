"""What becomes of this room's rows when two records are made one."""

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock, merging
from core.actors import Actor
from people.models import (
    ChartNumber,
    Consent,
    ContactCode,
    ContactPoint,
    LockBox,
    LockOverride,
    Merge,
    NotSame,
    PageLink,
    Person,
    PhonePin,
    SearchKey,
)

# The merged one's ways of being reached come after the kept one's; the step back is as long.
LATER = 100


def known_already(kept_id: int, merged_id: int) -> QuerySet[ContactPoint]:
    """The merged one's numbers and addresses that the kept one has too."""
    own = ContactPoint.objects.filter(person=kept_id).values("value")
    return ContactPoint.objects.filter(person=merged_id, value__in=own)


_move_points = merging.mover(ContactPoint, stays=known_already)
_restore_points = merging.restorer(ContactPoint)


def move_points(kept_id: int, merged_id: int, by: Actor) -> list[int]:
    """All but the numbers that both have. Codes that are on their way die: they were sent to another record."""
    now = clock.now()
    ContactCode.objects.filter(contact_point__person=merged_id, used_at=None, expires_at__gt=now).update(
        expires_at=now
    )
    ids = _move_points(kept_id, merged_id, by)
    ContactPoint.objects.filter(pk__in=ids).update(position=F("position") + LATER)
    return ids


def restore_points(ids: list[int], kept_id: int, merged_id: int) -> list[int]:
    back = _restore_points(ids, kept_id, merged_id)
    ContactPoint.objects.filter(pk__in=back, position__gte=LATER).update(position=F("position") - LATER)
    return back


def numbered_already(kept_id: int, merged_id: int) -> QuerySet[ChartNumber]:
    """The merged one's chart numbers at centres where the kept one has one."""
    own = ChartNumber.objects.filter(person=kept_id).values("centre")
    return ChartNumber.objects.filter(person=merged_id, centre__in=own)


def revoke_links(_kept_id: int, merged_id: int, _by: Actor) -> list[int]:
    """Whoever holds a link to the merged record was never asked about the other: it opens nothing any more."""
    PageLink.objects.filter(person=merged_id, revoked_at=None).update(revoked_at=clock.now())
    return []


def learn_who_is_apart(kept_id: int, merged_id: int, by: Actor) -> list[int]:
    """Whoever is not the one is not the other either. What was known stays; ids of what is new."""
    rows = NotSame.objects.filter(Q(person=merged_id) | Q(other=merged_id)).values_list("person", "other")
    others = {pk for two in rows for pk in two} - {kept_id, merged_id}
    made = []
    for other in sorted(others):
        first, second = sorted((kept_id, other))
        found, is_new = NotSame.objects.get_or_create(
            person_id=first, other_id=second, defaults={"at": clock.now(), "by_user_id": by.user_id}
        )
        made += [found.pk] if is_new else []
    return made


def unlearn_who_is_apart(ids: list[int], _kept_id: int, _merged_id: int) -> list[int]:
    rows: QuerySet[NotSame] = NotSame.objects.filter(pk__in=ids)
    back = list(rows.values_list("pk", flat=True))
    rows.delete()
    return back


def lock_both(kept_id: int, merged_id: int, _by: Actor) -> list[int]:
    """Whoever was locked out of the one is locked out of the other: they are one human, and some rows stay behind with
    the merged record. Ids of the copies; whose history is where it was written."""
    copies = [_copy(lock, kept_id) for lock in new_locks(kept_id, merged_id)]
    return copies + [_copy(lock, merged_id) for lock in new_locks(merged_id, kept_id)]


def unlock_both(ids: list[int], _kept_id: int, _merged_id: int) -> list[int]:
    """What came from the other goes; what was locked since holds for both, as it was written down for both."""
    copies = LockBox.objects.standing().filter(pk__in=ids)
    back = list(copies.values_list("pk", flat=True))
    copies.delete()
    return back


def old_or_known(kept_id: int, merged_id: int) -> QuerySet[LockBox]:
    """The merged one's locks that are lifted, or that the kept one has too."""
    new = [lock.pk for lock in new_locks(kept_id, merged_id)]
    return LockBox.objects.filter(person=merged_id).exclude(pk__in=new)


def new_locks(to_id: int, from_id: int) -> list[LockBox]:
    """The locks of the one that stand, where the other has not the same. Two queries."""
    known = set(LockBox.objects.standing().filter(person=to_id).values_list("centre", "user", "role"))
    rows = LockBox.objects.standing().filter(person=from_id).order_by("pk")
    return [lock for lock in rows if (lock.centre_id, lock.user_id, lock.role) not in known]


def _copy(lock: LockBox, to_id: int) -> int:
    lock.pk, lock.person_id = None, to_id
    lock.save(force_insert=True)
    return int(lock.pk)


merging.register(
    LockBox, move=lock_both, restore=unlock_both, stays=old_or_known, label=_("Who does not see the record")
)
merging.register(LockOverride)
merging.register(
    ContactPoint, move=move_points, restore=restore_points, stays=known_already, label=_("Numbers and addresses")
)
merging.register(Consent, label=_("Agreements, given and withdrawn"))
merging.register(ChartNumber, stays=numbered_already, label=_("Chart number"), centre="centre")
merging.register(PageLink, move=revoke_links)
merging.register(NotSame, move=learn_who_is_apart, restore=unlearn_who_is_apart)
merging.register(NotSame, field="other", move=merging.stay_behind)
merging.register(SearchKey, move=merging.stay_behind)  # written anew for both
# A record that was merged into the merged one stays its own; undoing goes back step by step.
merging.register(Merge, field="kept", move=merging.stay_behind)
merging.register(Merge, field="merged", move=merging.stay_behind)
merging.register(Person, field="merged_into", move=merging.stay_behind)
merging.register(PhonePin, move=merging.stay_behind)  # whoever knows the one's digits was never asked about the other
