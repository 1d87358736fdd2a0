"""Calls that people wait for."""

from centres.models import Centre
from core import audit, clock
from core.actors import Actor
from notifications.models import CallBack, Reason
from people.models import Person


def ask(
    *,
    centre: Centre,
    number: str,
    reason: Reason,
    language: str,
    by: Actor,
    person: Person | None = None,
    words: str = "",
    recording: str = "",
) -> CallBack:
    """Put a number on the list of those who wait for a call; asked again, the newest words and recording stand."""
    said = {"words": words[:300]} if words else {}
    kept = {"recording": recording} if recording else {}
    row, _is_new = CallBack.objects.update_or_create(
        centre=centre,
        number=number,
        reason=reason,
        settled_at=None,
        defaults={"language": language, "person": person, **said, **kept},
        create_defaults={"language": language, "person": person, "at": clock.now(), **said, **kept},
    )
    audit.record("call_back.asked", by=by, subject=row, person_id=person.pk if person else None, centre_id=centre.pk)
    return row
