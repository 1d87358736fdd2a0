"""What the resources are made of: plain values, so that the mapping needs neither database nor consent.

Who makes them (`rows`) leaves out what may not be told; the mapping cannot tell what it does not get.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from prescriptions.models import (
    CaseState,
    ClosedReason,
    GoalState,
    Level,
    Need,
    Outcome,
    PrescriptionState,
    Source,
    Told,
    Urgency,
)


@dataclass(frozen=True)
class CentreFacts:
    id: str
    name: str
    phone: str
    base: str  # where the chart numbers of the centre are named from


@dataclass(frozen=True)
class PersonFacts:
    id: str
    name: str
    birth_date: date | None
    language: str
    chart_number: str
    centre: CentreFacts
    updated: datetime


@dataclass(frozen=True)
class WriterFacts:
    """The account that prescribed, or, outside the centre, a name alone."""

    id: str  # empty where there is no account
    name: str
    role: str
    organization: str
    centre: CentreFacts


@dataclass(frozen=True)
class PrescriptionFacts:
    """`state` is None where how it goes may not be told."""

    id: str
    person: PersonFacts
    writer: WriterFacts
    source: Source
    written: datetime
    level: Level
    urgency: Urgency
    needs: tuple[Need, ...]
    do_not_contact: bool
    state: PrescriptionState | None
    updated: datetime


@dataclass(frozen=True)
class TaskFacts:
    """The link worker's side. Exists only where progress may be told; `groups` only where details may."""

    prescription: PrescriptionFacts
    state: CaseState
    opened: datetime
    updated: datetime
    word: str  # the newest word (`WordKind`), or empty
    ended: datetime | None
    reason: ClosedReason | None
    outcome: Outcome | None


@dataclass(frozen=True)
class GroupFacts:
    title: str
    times: int


@dataclass(frozen=True)
class GoalFacts:
    """In the client's words, of the prescription with this id. Exists only where details may be told."""

    id: str
    prescription: str
    person: PersonFacts
    words: str
    state: GoalState
    since: date
    importance: int | None
    confidence: int | None
    updated: datetime


@dataclass(frozen=True)
class PlanFacts:
    """What they take part in and hope for. Exists only where details may be told."""

    task: TaskFacts
    groups: tuple[GroupFacts, ...]
    goals: tuple[GoalFacts, ...] = field(default=())


@dataclass(frozen=True)
class ConsentFacts:
    """How much may be told of one person, and since when."""

    person: PersonFacts
    told: Told
    said: datetime
    wording: str
    updated: datetime
