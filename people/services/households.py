"""Who may be texting or calling from a number. Households share a telephone, and somebody may have several records."""

from dataclasses import dataclass

from core.text import first_word
from people.models import ContactPoint, Person


@dataclass(frozen=True)
class Member:
    """Everybody with one number and one first name: one human, as far as a telephone can tell. Newest record first."""

    records: list[Person]

    @property
    def person(self) -> Person:
        return self.records[0]

    @property
    def name(self) -> str:
        return self.person.first_name

    @property
    def ids(self) -> list[int]:
        return [record.pk for record in self.records]


def members(number: str) -> list[Member]:
    """The people of a number (E.164), by first name. One query.

    Whoever guards their account with a second step of signing in is none of them: a number alone opens nothing of
    theirs.
    """
    rows = (
        ContactPoint.objects.filter(
            value=number, person__erased_at=None, person__merged_into=None, person__user__authenticator=None
        )
        .select_related("person__pin")
        .order_by("-person__created_at", "-person_id")
    )
    found: dict[str, list[Person]] = {}
    for row in rows:
        found.setdefault(first_word(row.person.name), []).append(row.person)
    return [Member(found[name]) for name in sorted(found)]
