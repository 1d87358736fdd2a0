"""How somebody likes to be reached: written down by themselves, or by staff who heard it from them."""

from collections.abc import Collection, Sequence
from datetime import time

from django.db import transaction

from core import audit
from core.actors import Actor
from core.policies import require
from notifications.models import Preferences, Reminders
from people.models import Person
from people.services import contacts


@transaction.atomic
def change(
    person: Person,
    *,
    by: Actor,
    reminders: Reminders,
    quiet_from: time,
    quiet_until: time,
    do_not_contact: bool,
    order: Sequence[int],
    calls_ok: Collection[int],
    staff_digest: bool | None = None,
    calendar_letters: bool | None = None,
) -> Preferences:
    """Write all of it down; what stays as it was leaves no record. Alike ends are no quiet hours.

    `order` and `calls_ok` are ids of contact points, as `contacts.arrange` takes them. `staff_digest` and
    `calendar_letters` are left as they are where nobody asked. Raises `Forbidden`.
    """
    require(by, "people.change", person)
    wishes, _created = Preferences.objects.select_for_update().get_or_create(person=person)
    said: dict[str, object] = {
        "reminders": reminders,
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
        "do_not_contact": do_not_contact,
    }
    asked = {"staff_digest": staff_digest, "calendar_letters": calendar_letters}
    said |= {field: value for field, value in asked.items() if value is not None}
    changed = {field: value for field, value in said.items() if getattr(wishes, field) != value}
    for field, value in changed.items():
        setattr(wishes, field, value)
    if changed:
        wishes.save(update_fields=list(changed))
        audit.record("preferences.changed", by=by, subject=wishes, person_id=person.pk, fields=sorted(changed))
    contacts.arrange(person, order=order, calls_ok=calls_ok, by=by)
    return wishes
