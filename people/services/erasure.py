"""Forgetting a person."""

from django.db import transaction

from core import audit, privacy
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from people.models import Person
from people.services import merging


@transaction.atomic
def erase(person: Person, *, by: Actor) -> Person:
    """Forget a person in every room, all or nothing; with the records that were merged into theirs.

    What was counted stays counted: the row remains, without anything that tells who it was. The access log stays
    too, as the law asks; it holds identifiers only. Raises `Forbidden`, `DomainError`.
    """
    require(by, "people.erase", person)
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if locked.erased_at is not None:
        raise DomainError("already_erased")
    # Upper rooms declare first and the person's own row last, so that each step still finds whose rows they are.
    for pk in merging.everyone_in(person.pk):
        for declaration in privacy.registry:
            declaration.erase(pk)
        audit.record("person.erased", by=by, subject=person, person_id=pk)
    person.refresh_from_db()
    return person
