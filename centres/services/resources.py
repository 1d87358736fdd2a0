"""Keeping the asset map: what a centre knows about services around it."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from centres.models import Centre, Resource
from centres.models.resource_choices import ResourceState
from centres.services import resource_words
from centres.states import resources as machine
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require

# What staff write down, and files say.
FACTS = (
    *(f"{name}_{language}" for name in Resource.BILINGUAL for language in ("en", "fr")),
    "kinds",
    "min_age",
    "max_age",
    "cost",
    *Resource.ACCESS_FACTS,
    "languages",
    "referred_by",
    "phone",
    "extension",
    "toll_free",
    "tty",
    "fax",
    "email",
    "website",
    "street",
    "unit",
    "town",
    "province",
    "postal_code",
    "record_211",
    "listed",
    "assured_on",
    "assurer_email",
)
OWN = ("notes", "beyond")  # in no history: the one is for staff alone, the other for files
CHANGES_KEPT = 100
FILLED = ("search_text", "tags", "sort_en", "sort_fr", "changed_at")


@transaction.atomic
def add(
    *,
    centre: Centre,
    by: Actor,
    public_id: uuid.UUID | None = None,
    state: ResourceState = ResourceState.ACTIVE,
    **facts: Any,
) -> Resource:
    """One more resource, kept by the centre. Raises `Forbidden`, and `ValidationError` for what makes no sense."""
    require(by, "centres.keep_resources", centre)
    now = clock.now()
    made = Resource(centre=centre, public_id=public_id or uuid.uuid4(), made_at=now, changed_at=now)
    _set(made, facts)
    resource_words.fill(made)
    made.full_clean(exclude=["centre", "assured_by"])
    return machine.begin(made, state, "add", by=by)


@transaction.atomic
def change(resource: Resource, *, by: Actor, **facts: Any) -> list[str]:
    """Write down what is different; answers with the names of that. Raises `Forbidden` and `ValidationError`."""
    require(by, "centres.keep_resources", resource)
    locked = _locked(resource)
    before = {name: getattr(locked, name) for name in facts}
    _set(locked, facts)
    changed = sorted(name for name in facts if before[name] != getattr(locked, name))
    if changed:
        for name in changed:
            _remember(locked, name, before[name])
        locked.full_clean(exclude=["centre", "assured_by"])
        _save(locked, *changed)
        audit.record("resource.changed", by=by, subject=locked, fields=changed)
    resource.refresh_from_db()
    return changed


@transaction.atomic
def confirm(resource: Resource, *, by: Actor, day: date | None = None) -> bool:
    """Somebody has made sure, on that day or today, that all this is still right. Whether that is news.

    Raises `Forbidden`, and `DomainError` for one that is no longer there.
    """
    require(by, "centres.keep_resources", resource)
    locked = _locked(resource)
    if locked.state == ResourceState.GONE:
        raise DomainError("resource_gone")
    day = day or timezone.localdate(timezone=locked.centre.zone)
    is_news = locked.assured_on is None or locked.assured_on < day
    if is_news:
        before, locked.assured_on = locked.assured_on, day
        locked.assured_by_id, locked.assurer_email = by.user_id, locked.centre.email
        _remember(locked, "assured_on", before)
        _save(locked, "assured_on", "assured_by", "assurer_email")
        audit.record("resource.confirmed", by=by, subject=locked)
        resource.refresh_from_db()
    return is_news


def pause(resource: Resource, *, by: Actor, note: str = "") -> Resource:
    """Closed for now. Raises `Moved`, `Forbidden`."""
    return move(resource, "pause", by=by, note=note)


def reopen(resource: Resource, *, by: Actor, note: str = "") -> Resource:
    """There again. Raises `Moved`, `Forbidden`."""
    return move(resource, "reopen", by=by, note=note)


def close(resource: Resource, *, by: Actor, note: str = "") -> Resource:
    """No longer there: nobody is sent to it any more. Raises `Moved`, `Forbidden`."""
    return move(resource, "close", by=by, note=note)


@transaction.atomic
def move(resource: Resource, name: str, *, by: Actor, note: str = "") -> Resource:
    """A step of the machine, which the resource remembers."""
    require(by, "centres.keep_resources", resource)
    before = resource.state
    machine.move(resource, name, by=by, note=note)
    _remember(resource, "state", before)
    _save(resource)
    return resource


def _locked(resource: Resource) -> Resource:
    return Resource.objects.select_for_update(no_key=True, of=("self",)).select_related("centre").get(pk=resource.pk)


def _set(resource: Resource, facts: dict[str, Any]) -> None:
    if unknown := set(facts) - set(FACTS) - set(OWN) - {"assured_by", "changes"}:
        raise TypeError(f"not a fact of a resource: {sorted(unknown)}")
    for name, value in facts.items():
        setattr(resource, name, value)


def _save(resource: Resource, *names: str) -> None:
    resource_words.fill(resource)
    resource.changed_at = clock.now()
    resource.save(update_fields=[*names, "changes", *FILLED])


def _remember(resource: Resource, name: str, before: object) -> None:
    """In the words of HSDS: who is the centre, never a member of its staff."""
    if name in OWN:
        return
    entry = {
        "id": str(uuid.uuid4()),
        "last_action_date": timezone.localdate(clock.now(), timezone=resource.centre.zone).isoformat(),
        "last_action_type": "update",
        "field_name": name,
        "previous_value": _said(before),
        "replacement_value": _said(getattr(resource, name)),
        "updated_by": resource.centre.name_en,
    }
    resource.changes = [*resource.changes, entry][-CHANGES_KEPT:]


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
