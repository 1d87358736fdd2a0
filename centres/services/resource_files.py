"""Resources from a file, and into one: what would become of it, and then exactly that."""

import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from centres.hsds import beyond, packing, reading, writing
from centres.hsds.index import Index
from centres.hsds.layout import Tables
from centres.hsds.reading import Entry
from centres.hsds.remarks import NotRead, Remark
from centres.models import Centre, Resource
from centres.services import resources
from centres.states import resources as machine
from core import audit, dates
from core.actors import Actor
from core.errors import DomainError
from core.policies import require

CHUNK = 500


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Found:
    """One service of a file, ready to be kept."""

    line: int
    entry: Entry
    beyond: dict[str, Any]

    @property
    def title(self) -> str:
        return str(self.entry.service.get("name", ""))


@dataclass(frozen=True)
class Unread:
    line: int
    title: str
    why: Remark


@dataclass(frozen=True)
class Reading:
    """A whole file, in its order."""

    found: tuple[Found, ...]
    unread: tuple[Unread, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Item:
    """What would become of one service. `facts` are what would be written."""

    found: Found
    outcome: Outcome
    facts: dict[str, Any]
    resource: Resource | None = None
    changed: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def line(self) -> int:
        return self.found.line

    @property
    def is_to_take(self) -> bool:
        return self.outcome != Outcome.SAME


@dataclass(frozen=True)
class DryRun:
    items: tuple[Item, ...]
    refused: tuple[Unread, ...]
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def to_take(self) -> list[Item]:
        return [item for item in self.items if item.is_to_take]

    @property
    def digest(self) -> str:
        """Of what was shown, to know whether it is still so."""
        said = [(item.line, item.outcome, item.changed) for item in self.items]
        return hashlib.sha256(repr((said, self.refused)).encode()).hexdigest()


# --- Reading ------------------------------------------------------------------------------------
def read(content: bytes, *, language: str) -> Reading:
    """`language` is that of the words, where the file is not one of ours. Raises `NotRead`."""
    tables, remarks = packing.unpacked(content)
    index = Index(tables)
    found: list[Found] = []
    unread: list[Unread] = []
    lines: dict[str, int] = {}
    for line, service in enumerate(tables["service"], start=1):
        try:
            found.append(_found(index, service, line, lines, language))
        except NotRead as no:
            unread.append(Unread(line, service.get("name", ""), no.remark))
    return Reading(tuple(found), tuple(unread), tuple(remarks))


def _found(index: Index, service: dict[str, str], line: int, lines: dict[str, int], language: str) -> Found:
    if not service.get("id"):
        raise NotRead("no_id")
    if service["id"] in lines:
        raise NotRead("twice", line=lines[service["id"]])
    lines[service["id"]] = line
    entry = reading.read(index, service, language=language)
    kept = beyond.of(entry)
    if tables := beyond.tables_kept(kept):
        entry.remark("kept_along", tables=", ".join(tables))
    return Found(line, entry, kept)


# --- Looking ------------------------------------------------------------------------------------
def look(found: Reading, *, centre: Centre) -> DryRun:
    """What would become of it at the centre."""
    known = _known({one.entry.id for one in found.found})
    by_211 = _by_211(found, centre)
    items, refused = [], list(found.unread)
    for one in found.found:
        try:
            items.append(_item(one, centre, known.get(UUID(one.entry.id)), by_211))
        except NotRead as no:
            refused.append(Unread(one.line, one.title, no.remark))
    return DryRun(tuple(items), tuple(sorted(refused, key=lambda one: one.line)), found.remarks)


def _known(ids: Collection[str]) -> dict[UUID, Resource]:
    wanted = sorted(ids)
    found: dict[UUID, Resource] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = Resource.objects.filter(public_id__in=wanted[start : start + CHUNK]).select_related("centre")
        found |= {row.public_id: row for row in rows}
    return found


def _by_211(found: Reading, centre: Centre) -> dict[str, Resource]:
    """Those that a 211 record tells apart, here and in the file: several services of one place may share one."""
    here = list(centre.resources.exclude(record_211=""))
    number = Counter(one.record_211 for one in here)
    there = Counter(one.entry.facts["record_211"] for one in found.found)
    return {one.record_211: one for one in here if number[one.record_211] == 1 and there[one.record_211] < 2}


def _item(one: Found, centre: Centre, known: Resource | None, by_211: dict[str, Resource]) -> Item:
    if known and known.centre_id != centre.pk:
        raise NotRead("kept_elsewhere", centre=known.centre.name)
    facts, remarks = {**one.entry.facts, "beyond": one.beyond}, list(one.entry.remarks)
    if known is None and (known := by_211.get(facts["record_211"])):
        remarks.append(Remark.of("known_by_211"))
        del facts["beyond"]
    if known is None:
        _check(one, centre, facts)
        return Item(one, Outcome.NEW, facts, remarks=tuple(remarks))
    facts.pop("listed")  # whether others may see it is the centre's to say
    if known.assured_on and (facts["assured_on"] is None or facts["assured_on"] < known.assured_on):
        if facts["assured_on"]:
            remarks.append(Remark.of("newer_here", day=dates.day(known.assured_on, year=True)))
        del facts["assured_on"], facts["assurer_email"]
    changed = [name for name, value in facts.items() if getattr(known, name) != value]
    if known.state != one.entry.stands:
        changed.append("state")
    outcome = Outcome.CHANGED if changed else Outcome.SAME
    return Item(one, outcome, facts, known, tuple(sorted(changed)), tuple(remarks))


def _check(one: Found, centre: Centre, facts: dict[str, Any]) -> None:
    """What the database would refuse is refused beforehand, with its line."""
    try:
        Resource(centre=centre, public_id=UUID(one.entry.id), **facts).full_clean(exclude=["centre", "assured_by"])
    except ValidationError as error:
        raise NotRead("refused", why=" ".join(error.messages)) from error


# --- Taking -------------------------------------------------------------------------------------
@transaction.atomic
def take(
    found: Reading, *, centre: Centre, by: Actor, shown: str = "", lines: Collection[int] | None = None
) -> list[Resource]:
    """Do it, for these lines or all; answers with what was made or changed. Running it again changes nothing.

    `shown` is the digest of the dry run that somebody saw. Raises `Forbidden`, and `DomainError` where what is here
    has changed since.
    """
    require(by, "centres.keep_resources", centre)
    dry = look(found, centre=centre)
    if shown and dry.digest != shown:
        raise DomainError("file_changed")
    wanted = [item for item in dry.to_take if lines is None or item.line in lines]
    return [_take(item, centre, by) for item in wanted]


def _take(item: Item, centre: Centre, by: Actor) -> Resource:
    entry = item.found.entry
    if item.resource is None:
        kept: dict[str, Any] = {"public_id": UUID(entry.id), "state": entry.stands, "changes": entry.changes}
        return resources.add(centre=centre, by=by, **kept, **item.facts)
    resources.change(item.resource, by=by, **item.facts)
    if item.resource.state != entry.stands:
        for step, move in machine.moves.items():
            if move.target == entry.stands and machine.can(item.resource, step):
                return resources.move(item.resource, step, by=by)
        resources.move(item.resource, "reopen", by=by)
        resources.move(item.resource, "pause", by=by)
    return item.resource


# --- Writing ------------------------------------------------------------------------------------
def export(*, centre: Centre, by: Actor, also_unlisted: bool = False) -> Tables:
    """What the centre keeps, without what it keeps to itself, and never with staff's notes. Raises `Forbidden`."""
    require(by, "centres.keep_resources", centre)
    kept = centre.resources.select_related("centre").order_by("sort_en", "public_id")
    tables = writing.tables_of(kept if also_unlisted else kept.filter(listed=True))
    audit.record("resource.exported", by=by, subject=centre, centre_id=centre.pk, count=len(tables["service"]))
    return tables
