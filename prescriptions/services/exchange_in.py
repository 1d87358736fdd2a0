"""Prescriptions from a medical record system's file: what would become of each line, and then exactly that.

A line is taken whole or not at all, and all that are taken go in together. A chart number that nobody has here is a
matter for people: such lines are listed, and the same file can be brought again once it is settled.
"""

import csv
import hashlib
import io
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction

from centres.models import Centre
from core import clock
from core.actors import Actor, Role
from core.errors import DomainError
from core.policies import require
from core.text import fold
from people.models import ChartNumber, Person, User
from people.models.consent import Purpose
from people.services import consents
from people.services.charts import cleaned
from prescriptions.models import Level, Need, Prescription, Reach, Risks, Source, Told, Urgency
from prescriptions.services import intake, word_reading
from prescriptions.services.exchange_columns import URGENCY, WRITTEN, read_day, unsafe

MOST_LINES = 500
OLDEST = timedelta(days=180)
NEEDED = ("chart_number", "written_on", "level", "needs", "risks", "consent_to_refer")


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    KNOWN = "known"
    NOBODY = "nobody"  # a chart number that nobody has here
    REFUSED = "refused"


@dataclass(frozen=True)
class Line:
    """`why` is the column that could not be read, or another code of `exchange_presenters`."""

    number: int
    cells: Mapping[str, str]
    fate: Fate
    why: str = ""
    person: Person | None = None
    facts: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class DryRun:
    lines: tuple[Line, ...]

    def of(self, fate: Fate) -> list[Line]:
        return [line for line in self.lines if line.fate == fate]

    @property
    def digest(self) -> str:
        """Of what was shown, to know whether it is still so."""
        said = [(line.number, line.fate, line.why, line.person.pk if line.person else 0) for line in self.lines]
        return hashlib.sha256(repr(said).encode()).hexdigest()


def read(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The lines with their numbers. Raises `DomainError("exchange_file_unread")`, `("exchange_too_long")`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise DomainError("exchange_file_unread") from error
    headings = [cell.strip().lower() for cell in rows[0]] if rows else []
    if not set(NEEDED) <= set(headings):
        raise DomainError("exchange_file_unread")
    if len(rows) > MOST_LINES + 1:
        raise DomainError("exchange_too_long", most=MOST_LINES)
    return [
        (number, {name: unsafe(cell.strip()) for name, cell in zip(headings, row, strict=False) if name in WRITTEN})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]


def look(lines: list[tuple[int, dict[str, str]]], *, centre: Centre, by: Actor) -> DryRun:
    """What would become of it. As many queries for many lines as for one. Raises `Forbidden`."""
    require(by, "prescriptions.walk", centre)
    numbers = {cleaned(cells.get("chart_number", "")) for _number, cells in lines}
    seen = Person.visible_to(by)
    held = ChartNumber.objects.filter(centre=centre, number__in=numbers, person__in=seen).select_related("person")
    here = _Here(
        centre=centre,
        people={row.number: row.person for row in held},
        writers=_writers(centre),
        told=word_reading.told_of([row.person_id for row in held]),
        refer=frozenset(consents.who_agree([row.person_id for row in held], Purpose.REFERRAL)),
        spoke=_spoke([row.person for row in held]),
        known=_known(centre, lines),
    )
    fates, keys = [], set()
    for number, cells in lines:
        key = _key(centre, cells)
        fates.append(_refused(number, cells, "twice") if key in keys else _fate(number, cells, here))
        keys.add(key)
    return DryRun(tuple(fates))


@transaction.atomic
def take(lines: list[tuple[int, dict[str, str]]], *, centre: Centre, by: Actor, shown: str) -> int:
    """Write down what is new, all of it or nothing. `shown` is the digest of what somebody looked at.

    Raises `Forbidden`, and `DomainError("exchange_file_changed")` where it would be something else by now.
    """
    dry = look(lines, centre=centre, by=by)
    if dry.digest != shown:
        raise DomainError("exchange_file_changed")
    new = dry.of(Fate.NEW)
    for line in new:
        if line.person is not None and line.facts is not None:
            intake.receive(person=line.person, centre=centre, source=Source.BEHALF, by=by, **line.facts)
    return len(new)


# --- A line -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Here:
    """What is here already."""

    centre: Centre
    people: Mapping[str, Person]
    writers: Mapping[str, User]
    told: Mapping[int, Told]
    refer: frozenset[int]  # who lets the centre connect them
    spoke: Mapping[int, Mapping[str, date]]
    known: frozenset[uuid.UUID]


def _key(centre: Centre, cells: Mapping[str, str]) -> uuid.UUID:
    """By which a line is the same when the file comes again: its reference, or all that stands in it."""
    said = cells.get("reference") or repr(sorted(cells.items()))
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, f"porchlight:exchange:{centre.pk}"), said)


def _known(centre: Centre, lines: list[tuple[int, dict[str, str]]]) -> frozenset[uuid.UUID]:
    """Those that were taken before, and those that came from here."""
    keys = {_key(centre, cells): cells.get("reference", "") for _number, cells in lines}
    ours = [reference for text in keys.values() if (reference := _as_uuid(text))]
    taken = Prescription.objects.filter(request_key__in=keys).values_list("request_key", flat=True)
    from_here = Prescription.objects.filter(centre=centre, public_id__in=ours).values_list("public_id", flat=True)
    back = {str(pk) for pk in from_here}
    return frozenset({*taken, *(key for key, reference in keys.items() if reference in back)})


def _as_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _writers(centre: Centre) -> dict[str, User]:
    held = User.objects.filter(is_active=True, staff_roles__centre=centre, staff_roles__role=Role.PROVIDER)
    return {user.email.lower(): user for user in held}


def _spoke(people: list[Person]) -> dict[int, dict[str, date]]:
    """Of each purpose of these people, the day of their newest word: a file that is older does not overrule it."""
    found: dict[int, dict[str, date]] = {}
    for person_id, purpose, at in consents.newest(people):
        found.setdefault(person_id, {})[purpose] = at.date()
    return found


def _refused(number: int, cells: Mapping[str, str], why: str) -> Line:
    return Line(number, cells, Fate.REFUSED, why)


def _fate(number: int, cells: Mapping[str, str], here: _Here) -> Line:
    if _key(here.centre, cells) in here.known:
        return Line(number, cells, Fate.KNOWN)
    person = here.people.get(cleaned(cells.get("chart_number", "")))
    why = _wrong(cells)
    if why:
        return _refused(number, cells, why)
    if person is None:
        return Line(number, cells, Fate.NOBODY)
    if (name := cells.get("client_name", "")) and fold(name) != person.search_name:
        return _refused(number, cells, "client_name")
    written = read_day(cells["written_on"]) or date.min
    newest = here.spoke.get(person.pk, {})
    if newest.get(Purpose.REFERRAL, date.min) >= written and person.pk not in here.refer:
        return _refused(number, cells, "stopped")
    told = Told(cells.get("may_hear") or Told.NOTHING)
    if newest.get(Purpose.WORD_BACK, date.min) >= written:
        told = here.told[person.pk]
    return Line(number, cells, Fate.NEW, person=person, facts=_facts(cells, told, written, here))


def _wrong(cells: Mapping[str, str]) -> str:
    """The column that cannot be read, if any."""
    day = read_day(cells["written_on"])
    today = clock.now().date()
    checks = {
        "chart_number": bool(cells["chart_number"]),
        "written_on": day is not None and today - OLDEST <= day <= today,
        "level": cells["level"] in (Level.MEDIUM, Level.HOLISTIC, Level.SIGNPOSTING),
        "needs": bool(cells["needs"]) and set(cells["needs"].split()) <= set(Need.values),
        "urgency": cells.get("urgency", "") in ("", *URGENCY),
        "risks": cells["risks"] in Risks.values and (cells["risks"] == "none_known" or bool(cells.get("risk_words"))),
        "contact_by": cells.get("contact_by", "") in ("", *Reach.values),
        "consent_to_refer": cells["consent_to_refer"].lower() == "yes",
        "may_hear": cells.get("may_hear", "") in ("", *Told.values),
    }
    return next((name for name, is_right in checks.items() if not is_right), "")


def _facts(cells: Mapping[str, str], told: Told, written: date, here: _Here) -> dict[str, Any]:
    """What `intake.receive` takes."""
    writer = here.writers.get(cells.get("prescriber_email", "").lower())
    moment = datetime.combine(written, time(12), here.centre.zone)
    return {
        "level": Level(cells["level"]),
        "needs": cells["needs"].split(),
        "risks": Risks(cells["risks"]),
        "risk_words": cells.get("risk_words", ""),
        "agrees": True,
        "told": told,
        "urgency": Urgency(URGENCY.index(cells.get("urgency") or "routine")),
        "matters": cells.get("matters", ""),
        "strengths": cells.get("strengths", ""),
        "reach": Reach(cells.get("contact_by") or Reach.PHONE),
        "written_by": writer,
        "writer_name": cells.get("prescriber", "") or (writer.name if writer else ""),
        "writer_role": cells.get("prescriber_role", ""),
        "request_key": _key(here.centre, cells),
        "now": min(moment, clock.now()),
    }
