"""A centre's schedule out of a file: what would be made of it, shown first, and then drafts of exactly that."""

import re
import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from activities import schedules, search, states
from activities.choices import Frequency, Kind, OnHolidays
from activities.importing import files
from activities.importing.found import SEEN, Found, How, Planned, Reader, Reading, Remark, digest
from activities.models import Activity, ActivityState, Imported, Session, SessionState
from activities.services import drafts, scheduling, seats
from centres.models import Centre, Venue
from centres.services.closures import closed_days
from champions.models import Champion
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from core.text import bare

MOST_GROUPS = 200  # at a time


class Outcome(models.TextChoices):
    """What becomes of an entry."""

    NEW = "new", _("a new draft")
    CHANGED = "changed", _("the draft is changed")
    SAME = "same", _("is there already")
    LEFT_ALONE = "left_alone", _("is different, and left alone: it is no draft any more")


class Thing(models.TextChoices):
    """What of an entry can be different from the last time."""

    TITLE = "title", _("the name")
    DATES = "dates", _("the dates")
    PLACE = "place", _("the place")
    LEADER = "leader", _("who leads")
    SEATS = "seats", _("the number of places")
    KIND = "kind", _("the kind of group")
    LANGUAGES = "languages", _("the languages")
    TEXT = "text", _("the description")


@dataclass(frozen=True)
class Item:
    """One entry: what it says, what is known here, and what becomes of it."""

    found: Found
    outcome: Outcome
    venue: Venue | None
    leader: Champion | None
    activity: Activity | None = None
    changed: tuple[Thing, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def is_to_make(self) -> bool:
        return self.outcome in {Outcome.NEW, Outcome.CHANGED}


@dataclass(frozen=True)
class DryRun:
    """All that would happen."""

    reading: Reading
    items: tuple[Item, ...]
    unknown_places: tuple[str, ...]
    venues: tuple[Venue, ...] = field(repr=False, default=())

    @cached_property
    def to_make(self) -> list[Item]:
        return [item for item in self.items if item.is_to_make]

    @cached_property
    def digest(self) -> str:
        """The same for the same entries with the same outcomes: what was shown is what is done."""
        lines = (f"{item.found.key} {item.outcome} {sorted(item.found.said.items())}" for item in self.items)
        return digest("\n".join(lines))[:32]


def read(content: bytes, *, centre: Centre, with_texts: bool = False, now: datetime | None = None) -> Reading:
    """What the file says. Raises `importing.found.NotRead` where nothing can be made of it at all. One query."""
    now = now or clock.now()
    today = now.astimezone(centre.zone).date()
    closed = closed_days(centre, today, today + SEEN)
    reader = Reader(
        zone=centre.zone,
        now=now,
        until=scheduling.horizon_of(centre, now),
        closed={day: what.is_holiday for day, what in closed.items()},
        with_texts=with_texts,
    )
    return files.read(content, reader)


def look(reading: Reading, *, centre: Centre, places: Mapping[str, Venue] | None = None) -> DryRun:
    """What would be made of it at this centre; `places` are those that somebody chose for the file's unknown ones.

    Writes nothing. Four queries, however many entries.
    """
    venues = list(Venue.of(centre.pk))
    known = _Places(venues, places or {})
    leaders = {bare(champion.person.name): champion for champion in Champion.leading_at(centre.pk)}
    before = {
        row.key: row
        for row in Imported.objects.filter(centre=centre, kind=reading.kind).select_related("activity__centre")
    }
    items = tuple(_item(found, before.get(found.key), known, leaders) for found in reading.found)
    unknown = {place for item in items if item.is_to_make for place in _places(item.found) if not known.find(place)}
    return DryRun(reading, items, tuple(sorted(unknown)), tuple(venues))


def _places(found: Found) -> Iterator[str]:
    yield from filter(None, (found.place, *(one.at.place for one in found.dates)))


class _Places:
    """The centre's places by what a file may call them."""

    def __init__(self, venues: list[Venue], chosen: Mapping[str, Venue]) -> None:
        self.chosen = chosen
        names = {bare(name): venue for venue in venues for name in (venue.name_en, venue.name_fr)}
        self.by_name = {name: venue for name, venue in names.items() if name}

    def find(self, place: str) -> Venue | None:
        """By its name, or by the one name of a place that stands in it as whole words."""
        if place in self.chosen:
            return self.chosen[place]
        text = bare(place)
        if text in self.by_name:
            return self.by_name[text]
        names = (name for name in self.by_name if re.search(rf"\b{re.escape(name)}\b", text))
        inside = {self.by_name[name].pk: self.by_name[name] for name in names}
        return next(iter(inside.values())) if len(inside) == 1 else None


def _item(found: Found, row: Imported | None, known: _Places, leaders: Mapping[str, Champion]) -> Item:
    leader = leaders.get(bare(found.leader)) if found.leader else None
    remarks = list(found.remarks)
    if found.leader and not leader:
        remarks.append(Remark.of("leader_unknown", name=found.leader))
    for one in found.dates:
        if one.at.place and not known.find(one.at.place):
            remarks.append(Remark.of("place_of_date", day=one.at.day, place=one.at.place))
    item = Item(found, Outcome.NEW, known.find(found.place) if found.place else None, leader, remarks=tuple(remarks))
    if row is None:
        return item
    changed = tuple(Thing(name) for name, said in found.said.items() if row.said.get(name) != said)
    if not changed:
        outcome = Outcome.SAME
    else:
        outcome = Outcome.CHANGED if row.activity.state == ActivityState.DRAFT else Outcome.LEFT_ALONE
    return replace(item, outcome=outcome, activity=row.activity, changed=changed)


@transaction.atomic
def make(
    reading: Reading,
    *,
    centre: Centre,
    language: str,
    by: Actor,
    shown: str | None = None,
    places: Mapping[str, Venue] | None = None,
    lines: Collection[int] | None = None,
    now: datetime | None = None,
) -> list[Activity]:
    """Make the drafts, or bring them up to date: those that begin on these `lines` of the file, or all.

    `language` (`en` or `fr`) is that of the names. `shown` is the digest of the dry run that somebody looked at.
    Raises `Forbidden`, `DomainError("import_changed")` and `("import_too_many")`; then nothing is made.
    """
    require(by, "activities.import_schedule", centre)
    now = now or clock.now()
    # Two who bring the same file at once: the second finds what the first has made.
    Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    found = look(reading, centre=centre, places=places)
    if shown is not None and found.digest != shown:
        raise DomainError("import_changed")
    wanted = [item for item in found.to_make if lines is None or item.found.line in lines]
    if len(wanted) > MOST_GROUPS:
        raise DomainError("import_too_many", most=MOST_GROUPS)
    known = _Places(list(found.venues), places or {})
    made = [_make_one(item, reading.kind, centre, language, known, by=by, now=now) for item in wanted]
    if made:
        audit.record("activity.imported", by=by, subject=centre, number=len(made))
    return made


def _make_one(
    item: Item, kind: str, centre: Centre, language: str, known: _Places, *, by: Actor, now: datetime
) -> Activity:
    changed: Collection[Thing] = item.changed
    if item.activity is None:
        activity = Activity(centre=centre, state=ActivityState.DRAFT, published_at=now)
        activity.slug = f"draft-{uuid.uuid4().hex}"
        changed = tuple(Thing)
    else:
        activity = seats.lock_group(item.activity.pk)
        if activity.state != ActivityState.DRAFT:  # somebody has put it on the site this very moment
            raise DomainError("import_changed")
    _write(activity, item, changed, language)
    activity.modified_at = now
    search.fill(activity)
    is_new = activity.pk is None
    activity.save()
    if is_new:
        states.activities.remember(activity, "import", before="", by=by)
    if Thing.LEADER in changed and item.leader:
        activity.leaders.set([item.leader])
    kept = {"activity": activity, "said": item.found.said, "at": now}
    Imported.objects.update_or_create(centre=centre, kind=kind, key=item.found.key, defaults=kept)
    if Thing.DATES in changed:
        activity.sessions.all().delete()
        Session.objects.bulk_create(_session(one, item, activity, known, now) for one in item.found.dates)
    else:
        drafts.spread(activity, now=now)
    return activity


def _write(activity: Activity, item: Item, changed: Collection[Thing], language: str) -> None:
    """What is different, and nothing that somebody may have completed meanwhile."""
    found, schedule = item.found, item.found.schedule
    once = schedule.frequency == Frequency.ONCE
    values: dict[Thing, dict[str, object]] = {
        Thing.TITLE: {f"title_{language}": found.title},
        Thing.TEXT: {f"summary_{language}": found.about},
        Thing.PLACE: {"venue": item.venue or activity.venue},
        Thing.SEATS: {"capacity": found.capacity},
        Thing.KIND: {"kind": found.kind or Kind.SOCIAL},
        Thing.LANGUAGES: {"languages": list(found.languages)},
        Thing.DATES: {
            "rule": schedules.rule_for(schedule.frequency, schedule.first),
            "start_date": schedule.first,
            "start_time": schedule.start,
            "minutes": schedule.minutes,
            "last_date": schedule.last,
            # What happens once was put on that day on purpose, be it a holiday.
            "on_holidays": OnHolidays.MEET if once else OnHolidays.SKIP,
        },
    }
    for thing in changed:
        for name, value in values.get(thing, {}).items():
            setattr(activity, name, value)


def _session(one: Planned, item: Item, activity: Activity, known: _Places, now: datetime) -> Session:
    slot = schedules.slot(one.at.day, one.at.start, one.at.minutes, activity.centre.zone)
    own_place = known.find(one.at.place) if one.at.place else None
    schedule = item.found.schedule
    usual = schedules.slot(one.original, schedule.start, schedule.minutes, activity.centre.zone)
    return Session(
        activity=activity,
        centre=activity.centre,
        venue=own_place or activity.venue,
        capacity=activity.capacity,
        original_date=one.original,
        day=slot.day,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        own_time=one.how == How.MOVED and slot != usual,
        own_place=own_place is not None,
        is_extra=one.how == How.EXTRA,
        state=SessionState.CANCELLED if one.how == How.OFF else SessionState.SCHEDULED,
        modified_at=now,
    )
