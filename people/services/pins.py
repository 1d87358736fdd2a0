"""Four digits, or a date of birth, by which the automatic line knows who of a telephone's people is calling."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from people.models import Person, PhonePin
from people.services.households import Member

PIN = re.compile(r"[0-9]{4}")
BIRTH_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
IN_A_ROW = "0123456789 9876543210"


@transaction.atomic
def choose(person: Person, *, digits: str, by: Actor) -> PhonePin:
    """From now on these four digits. Raises `Forbidden`, `DomainError` where they are none, or anybody's first guess.

    Only a slow hash is kept: nobody can read them out, neither staff nor whoever has a backup.
    """
    require(by, "people.change", person)
    if not PIN.fullmatch(digits):
        raise DomainError("not_a_pin")
    if len(set(digits)) == 1 or digits in IN_A_ROW:
        raise DomainError("pin_too_easy")
    kept = {"digits_hash": make_password(digits), "set_at": clock.now()}
    pin, _is_new = PhonePin.objects.update_or_create(person=person, defaults=kept)
    audit.record("phone_pin.set", by=by, subject=pin, person_id=person.pk)
    return pin


def who(members: Sequence[Member], digits: str) -> Member | None:
    """Whose PIN (four digits) or date of birth (eight: year, month, day) it is, of the people of one telephone.

    Nobody where it fits several: twins have one birthday.
    """
    fits = _has_pin(digits) if PIN.fullmatch(digits) else _is_born(digits)
    found = [member for member in members if any(fits(record) for record in member.records)]
    return found[0] if len(found) == 1 else None


def _has_pin(digits: str) -> Callable[[Person], bool]:
    return lambda person: hasattr(person, "pin") and check_password(digits, person.pin.digits_hash)


def _is_born(digits: str) -> Callable[[Person], bool]:
    born = _as_date(digits)
    return lambda person: born is not None and person.birth_date == born


def _as_date(digits: str) -> date | None:
    found = BIRTH_DATE.fullmatch(digits)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
