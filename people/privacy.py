"""What this room holds about people, and how it forgets."""

from django.db.models import Q
from django.utils import timezone

from core import privacy
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
    StaffRole,
    User,
)

ERASED_NAME = "—"


def erase_account(person_id: int) -> None:
    """Delete the account that speaks for the person. One that also works here stays: it is a colleague's."""
    User.objects.filter(person=person_id, staff_roles=None, is_staff=False).delete()


def keep_roles(_person_id: int) -> None:
    """A role speaks of somebody's work at the centre, not of them as a client: it is revoked, never erased."""


def erase_links(person_id: int) -> None:
    PageLink.objects.filter(person=person_id).delete()


def erase_codes(person_id: int) -> None:
    ContactCode.objects.filter(contact_point__person=person_id).delete()


def erase_contact_points(person_id: int) -> None:
    ContactPoint.objects.filter(person=person_id).delete()


def erase_pin(person_id: int) -> None:
    PhonePin.objects.filter(person=person_id).delete()


def erase_consents(person_id: int) -> None:
    """Keep the statements as the proof that they are (CASL s. 13), without a name behind them."""
    Consent.objects.filter(person=person_id).update(recorded_by_user_id=None)


def erase_chart_numbers(person_id: int) -> None:
    ChartNumber.objects.filter(person=person_id).delete()


def erase_locks(person_id: int) -> None:
    """Identifiers alone: that there were locks, and when. Who wrote them down for the person is forgotten."""
    LockBox.objects.filter(person=person_id).update(recorded_by_user_id=None, lifted_by_user_id=None)


def erase_override_words(person_id: int) -> None:
    """That a locked record was opened, when and for which reason stays: the centre answers for it."""
    LockOverride.objects.filter(person=person_id).update(words="")


def erase_search_keys(person_id: int) -> None:
    SearchKey.objects.filter(person=person_id).delete()


def erase_not_same(person_id: int) -> None:
    NotSame.objects.filter(Q(person=person_id) | Q(other=person_id)).delete()


def keep_merges(_person_id: int) -> None:
    """Identifiers alone: they say which records of nobody belong together, so that all of them are forgotten."""


def erase_person(person_id: int) -> None:
    """Leave a row that counts and tells nothing."""
    Person.objects.filter(pk=person_id).update(
        user=None,
        name=ERASED_NAME,
        search_name="",
        pronouns="",
        birth_date=None,
        other_languages="",
        access_needs="",
        interpreter="",
        needs_asked_at=None,
        emergency_name="",
        emergency_phone="",
        erased_at=timezone.now(),
    )


privacy.declare(User, erase=erase_account, audited_as="person")
privacy.declare(StaffRole, erase=keep_roles, audited_as="staff_role")
privacy.declare(PageLink, erase=erase_links, audited_as="page_link")
privacy.declare(ContactCode, erase=erase_codes, audited_as="contact_code")
privacy.declare(ContactPoint, erase=erase_contact_points, audited_as="contact_point")
privacy.declare(PhonePin, erase=erase_pin, audited_as="phone_pin")
privacy.declare(Consent, erase=erase_consents, audited_as="consent")
privacy.declare(ChartNumber, erase=erase_chart_numbers, audited_as="person")
privacy.declare(LockBox, erase=erase_locks, audited_as="person")
privacy.declare(LockOverride, erase=erase_override_words, audited_as="person")
privacy.declare(SearchKey, erase=erase_search_keys, audited_as="person")
privacy.declare(NotSame, erase=erase_not_same, audited_as="person")
privacy.declare(Merge, erase=keep_merges, audited_as="person")
privacy.declare(Person, erase=erase_person, audited_as="person")
