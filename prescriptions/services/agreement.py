"""Whether a client has taken back that they agree to be referred: then the work stops at once, and is closed."""

from collections.abc import Collection

from core.errors import DomainError
from people.models import Consent
from people.models.consent import Purpose


def taken_back(person_ids: Collection[int]) -> set[int]:
    """Whose newest word on it is no; silence is not. One query."""
    newest: dict[int, bool] = {}
    said = Consent.objects.filter(person__in=person_ids, purpose=Purpose.REFERRAL).order_by("-at", "-pk")
    for person_id, given in said.values_list("person_id", "given"):
        newest.setdefault(person_id, given)
    return {person_id for person_id, given in newest.items() if not given}


def require(person_id: int) -> None:
    """Raise `DomainError("agreement_taken_back")` where nothing but an end may follow."""
    if taken_back([person_id]):
        raise DomainError("agreement_taken_back")
