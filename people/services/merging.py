"""Two records of one human become one, and two again: staff decide, with a preview both ways. Nothing is lost."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from centres.models import Centre
from core import audit, clock, merging
from core.actors import Actor
from core.errors import DomainError
from core.policies import may, require
from people.models import Consent, Merge, Person
from people.models.consent import Purpose
from people.services import consents, matching, search

# What the kept record did not say is taken over from the other. What belongs together goes together.
FILLED = (
    ("pronouns",),
    ("birth_date",),
    ("other_languages",),
    ("access_needs",),
    ("interpreter",),
    ("needs_asked_at",),
    ("emergency_name", "emergency_phone"),
)


@dataclass(frozen=True)
class Preview:
    """What a merge would do. `moves` counts rows by their label; `agreements` are those in force afterwards;
    `obstacle` says why it cannot be, if it cannot."""

    kept: Person
    merged: Person
    moves: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    centres: list[Centre] = field(default_factory=list)
    brings_account: bool = False
    agreements: list[tuple[Purpose, Consent | None]] = field(default_factory=list)
    obstacle: str = ""


@dataclass(frozen=True)
class UndoPreview:
    """What going back would do: `moves` counts what goes back by its label, `stays` what was changed or deleted."""

    merge: Merge
    moves: dict[str, int] = field(default_factory=dict)
    stays: dict[str, int] = field(default_factory=dict)
    obstacle: str = ""


def preview(kept: Person, merged: Person, *, actor: Actor) -> Preview:
    """Raises `Forbidden`."""
    _require_both(kept, merged, actor)
    try:
        _check(kept, merged)
    except DomainError as error:
        return Preview(kept, merged, obstacle=error.words)
    known = set(kept.centres.values_list("pk", flat=True))
    return Preview(
        kept,
        merged,
        moves=_counted((rows, rows.moving(kept.pk, merged.pk)) for rows in merging.registry if rows.label),
        notes=[note for rows in merging.registry for note in rows.notes(kept.pk, merged.pk)],
        filled=_to_fill(kept, merged),
        centres=[centre for centre in merged.centres.order_by("pk") if centre.pk not in known],
        brings_account=merged.user_id is not None,
        agreements=consents.standing(kept, merged),
    )


@transaction.atomic
def merge(kept: Person, merged: Person, *, by: Actor, now: datetime | None = None) -> Merge:
    """Make `merged` a part of `kept`: its rows in every room change hands, and nobody finds it any more.

    Raises `Forbidden`; `DomainError("merged_meanwhile")` where somebody was faster; and the code of the rule that
    keeps the two apart ("both_have_accounts", "both_champions"…).
    """
    _require_both(kept, merged, by)
    kept, merged = _locked(kept, merged)
    _check(kept, merged)
    moved: dict[str, Any] = {"rows": {}}
    for slug, rows in merging.registry.items():
        if ids := rows.move(kept.pk, merged.pk, by):
            moved["rows"][slug] = ids
    moved["centres"] = _unite_centres(kept, merged)
    moved["filled"] = _to_fill(kept, merged)
    for name in moved["filled"]:
        setattr(kept, name, getattr(merged, name))
    moved["user"], user_id = merged.user_id, merged.user_id or kept.user_id
    merged.merged_into, merged.user_id = kept, None
    merged.save(update_fields=["merged_into", "user"])
    kept.user_id = user_id
    kept.save(update_fields=[*moved["filled"], "user"])
    done = Merge.objects.create(kept=kept, merged=merged, moved=moved, at=now or clock.now(), by_user_id=by.user_id)
    for person, other in _each_with_the_other(done):
        audit.record("person.merged", by=by, subject=done, person_id=person.pk, other=other)
    _settle(done, by=by)
    return done


def preview_undo(done: Merge, *, actor: Actor) -> UndoPreview:
    """Raises `Forbidden`."""
    _require_both(done.kept, done.merged, actor)
    try:
        _check_undo(done)
    except DomainError as error:
        return UndoPreview(done, obstacle=error.words)
    found = []
    for slug, ids in done.moved["rows"].items():
        rows = merging.registry[slug]
        found.append((rows, len(ids), rows.of(done.kept_id).filter(pk__in=ids).count()))
    return UndoPreview(
        done,
        moves=_counted((rows, there) for rows, _all, there in found),
        stays=_counted((rows, all_ - there) for rows, all_, there in found),
    )


@transaction.atomic
def undo(done: Merge, *, by: Actor, now: datetime | None = None) -> Merge:
    """Make them two again, as far as it can be: what was changed or deleted meanwhile stays as it is, and a place
    that was given back is not taken back. Raises `Forbidden`, `DomainError`."""
    _require_both(done.kept, done.merged, by)
    _locked(done.kept, done.merged)
    done = Merge.objects.select_for_update(no_key=True, of=("self",)).select_related("kept", "merged").get(pk=done.pk)
    _check_undo(done)
    kept, merged = done.kept, done.merged
    for slug, rows in merging.registry.items():  # in the order of the merge, which a JSON column does not keep
        rows.restore(done.moved["rows"].get(slug, []), kept.pk, merged.pk)
    _part_centres(done)
    emptied = [name for name in done.moved["filled"] if getattr(kept, name) == getattr(merged, name)]
    for name in emptied:
        setattr(kept, name, None if name == "needs_asked_at" else "")
    gives_account = done.moved["user"] is not None and kept.user_id == done.moved["user"]
    if gives_account:
        kept.user_id, merged.user_id = None, done.moved["user"]
    kept.save(update_fields=[*emptied, "user"])
    merged.merged_into = None
    merged.save(update_fields=["merged_into", "user"])
    done.undone_at, done.undone_by_user_id = now or clock.now(), by.user_id
    done.save(update_fields=["undone_at", "undone_by_user_id"])
    for person, other in _each_with_the_other(done):
        audit.record("person.unmerged", by=by, subject=done, person_id=person.pk, other=other)
    _settle(done, by=by)
    return done


def standing(person: Person, *, actor: Actor) -> list[Merge]:
    """The merges that made a record what it is and that the actor may undo, newest first. One query a merge."""
    rows = Merge.objects.filter(kept=person, undone_at=None).select_related("kept", "merged")
    return [done for done in rows if may(actor, "people.merge", done.merged)]


def find(person: Person, pk: int, *, actor: Actor) -> Merge | None:
    """One of them."""
    return next((done for done in standing(person, actor=actor) if done.pk == pk), None)


def everyone_in(person_id: int) -> list[int]:
    """A record and those that were merged into it, and into those. One query for each step."""
    found, latest = [person_id], [person_id]
    while latest:
        latest = list(Person.objects.filter(merged_into__in=latest).order_by("pk").values_list("pk", flat=True))
        found += latest
    return found


def _require_both(kept: Person, merged: Person, actor: Actor) -> None:
    require(actor, "people.merge", kept)
    require(actor, "people.merge", merged)


def _locked(kept: Person, merged: Person) -> tuple[Person, Person]:
    """Both rows, locked in the order of their ids; before any activity or session.

    Not against references to them: who books a place holds its session's lock and needs to point at its person.
    """
    rows = Person.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=(kept.pk, merged.pk))
    by_id = {person.pk: person for person in rows.order_by("pk")}
    return by_id[kept.pk], by_id[merged.pk]


def _check(kept: Person, merged: Person) -> None:
    if kept.pk == merged.pk:
        raise DomainError("same_record")
    if any(one.erased_at is not None or one.merged_into_id is not None for one in (kept, merged)):
        raise DomainError("merged_meanwhile")
    if kept.user_id is not None and merged.user_id is not None:
        raise DomainError("both_have_accounts")
    for rows in merging.registry:
        rows.check(kept.pk, merged.pk)


def _check_undo(done: Merge) -> None:
    if done.undone_at is not None or done.merged.merged_into_id != done.kept_id:
        raise DomainError("unmerged_meanwhile")
    if done.kept.erased_at is not None:
        raise DomainError("already_erased")
    if done.kept.merged_into_id is not None:
        raise DomainError("merged_again")


def _to_fill(kept: Person, merged: Person) -> list[str]:
    """The details that the kept record leaves empty and the other does not."""
    groups = [group for group in FILLED if not any(getattr(kept, name) for name in group)]
    return [name for group in groups for name in group if getattr(merged, name)]


def _unite_centres(kept: Person, merged: Person) -> list[int]:
    known = set(kept.centres.values_list("pk", flat=True))
    added = sorted(set(merged.centres.values_list("pk", flat=True)) - known)
    kept.centres.add(*added)
    return added


def _part_centres(done: Merge) -> None:
    """Take back the centres that came with the other, except where the kept one has something by now."""
    came = set(done.moved["centres"])
    for rows in merging.registry:
        if came and rows.centre:
            there = rows.of(done.kept_id).filter(**{f"{rows.centre}__in": came})
            came -= set(there.values_list(rows.centre, flat=True))
    done.kept.centres.remove(*came)


def _settle(done: Merge, *, by: Actor) -> None:
    """What both ways end with: the search and the list of doubles know."""
    for person in (done.kept, done.merged):
        search.index(person)
    matching.decided(by)


def _each_with_the_other(done: Merge) -> list[tuple[Person, int]]:
    """Both records' logs say what was done, and with whom."""
    return [(done.kept, done.merged_id), (done.merged, done.kept_id)]


def _counted(found: Iterable[tuple[merging.Rows, int]]) -> dict[str, int]:
    return {str(rows.label): number for rows, number in found if rows.label and number}
