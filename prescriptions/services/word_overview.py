"""What became of a provider's prescriptions: in numbers, of those whose clients let it be heard."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery

from core.actors import Actor
from people.models.consent import Purpose
from prescriptions.models import Level, Prescription, Word, WordKind
from prescriptions.models.told_now import agrees


@dataclass(frozen=True)
class Overview:
    """`states`: how many stand at which word, those without one under "". `kept`: whose clients say nothing."""

    all: int
    levels: Mapping[str, int]
    states: Mapping[str, int]
    kept: int
    days_to_contact: float | None


def mine(actor: Actor) -> "QuerySet[Prescription]":
    """Those that the actor wrote at the centre where they work, what they have not read first. No query yet."""
    rows: QuerySet[Prescription] = Prescription.visible_to(actor).filter(
        centre=actor.centre_id, written_by=actor.user_id, person__erased_at=None
    )
    unread = Word.objects.filter(prescription=OuterRef("pk")).unread()
    said = agrees(Purpose.WORD_BACK)
    rows = rows.annotate(agrees=said).annotate(is_new=Exists(unread) & Q(agrees=True))
    return rows.select_related("person", "centre").order_by("-is_new", "-written_at", "-pk")


def of(actor: Actor, *, since: datetime) -> Overview:
    """All of the actor's since then. One query."""
    words = Word.objects.filter(prescription=OuterRef("pk"))
    contacted = words.filter(kind=WordKind.CONTACTED).order_by().values("prescription").annotate(first=Min("at"))
    rows = (
        mine(actor)
        .filter(written_at__gte=since)
        .annotate(
            stands=Subquery(words.order_by("-at", "-pk").values("kind")[:1]),
            contacted_at=Subquery(contacted.values("first")),
        )
    )
    columns = ("level", "agrees", "stands", "contacted_at", "written_at")
    found: list[Any] = list(rows.values(*columns))
    heard = [row for row in found if row["agrees"] and Level(row["level"]).is_walked]
    days = [(row["contacted_at"] - row["written_at"]).total_seconds() / 86400 for row in heard if row["contacted_at"]]
    return Overview(
        all=len(found),
        levels=Counter(row["level"] for row in found),
        states=Counter(row["stands"] or "" for row in heard),
        kept=sum(not row["agrees"] for row in found),
        days_to_contact=median(days) if days else None,
    )
