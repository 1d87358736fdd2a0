"""Which rows another system may read at this moment, and the facts made of them.

A row is here where staff of the system's centre see it, where its client has locked nobody there out, where they let
the centre connect them, and, for what tells how it goes, where they let that be heard. All of it is part of the query,
so that neither a number of hits nor a filter says more than the resources do.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Case as Either
from django.db.models import DateTimeField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from activities.models import Activity
from centres.models import Centre
from core.actors import Actor, Channel
from core.models import Transition
from people.models import ChartNumber, Consent, Person, User
from people.models.consent import Purpose
from people.models.lockbox import locked_from_any
from prescriptions.fhir import facts
from prescriptions.models import (
    WALKERS,
    Case,
    CaseState,
    ClosedReason,
    Goal,
    GoalState,
    Level,
    Need,
    Outcome,
    Prescription,
    PrescriptionState,
    Reach,
    Source,
    SystemClient,
    Urgency,
    Word,
)
from prescriptions.models.told_now import agrees, spoke_at
from prescriptions.services import word_reading


def _last_step(model: type[Any], key: str) -> Subquery:
    steps = Transition.objects.filter(subject=model._meta.label_lower, subject_id=OuterRef(key))
    return Subquery(steps.order_by("-at").values("at")[:1], output_field=DateTimeField())


def prescriptions(client: SystemClient) -> "QuerySet[Any]":
    """What was asked for. With `tells` and `details`, and with `updated`, which says nothing of what is not told.

    Nobody knows who looks into the other system: a lock from one colleague, whatever their role, is one from it.
    """
    reader = Actor(roles=WALKERS, centre_id=client.centre_id, channel=Channel.SYSTEM)
    rows: QuerySet[Any] = Prescription.visible_to(reader).exclude(locked_from_any(client.centre_id))
    rows = rows.filter(person__erased_at=None).annotate(
        refers=agrees(Purpose.REFERRAL),
        tells=agrees(Purpose.WORD_BACK),
        details=agrees(Purpose.WORD_BACK_DETAIL),
        said_at=Coalesce(spoke_at(), F("written_at")),
    )
    stepped = Coalesce(_last_step(Prescription, "pk"), F("written_at"))
    told = Either(When(tells=True, then=stepped), default=F("written_at"), output_field=DateTimeField())
    rows = rows.filter(refers=True).annotate(updated=Greatest("written_at", "said_at", told))
    return rows.select_related("person", "centre", "written_by").order_by("pk")


def tasks(client: SystemClient) -> "QuerySet[Any]":
    """Those whose progress may be told, with the newest `word`."""
    words = Word.objects.filter(prescription=OuterRef("pk")).order_by("-at", "-pk")
    opened = F("case__opened_at")
    rows = prescriptions(client).filter(tells=True, case__isnull=False).select_related("case")
    return rows.annotate(
        word=Coalesce(Subquery(words.values("kind")[:1]), Value("")),
        worked=Greatest(
            "updated",
            Coalesce(_last_step(Case, "case__pk"), opened),
            Coalesce(Subquery(words.values("at")[:1]), opened),
        ),
    )


def plans(client: SystemClient) -> "QuerySet[Any]":
    """Those of which it may also be told what the client takes part in."""
    return tasks(client).filter(details=True)


def goals(client: SystemClient) -> "QuerySet[Any]":
    """What those hope for of whom details may be told, with how they weighed it."""
    told = plans(client).filter(pk=OuterRef("case__prescription"))
    rows: QuerySet[Any] = Goal.objects.filter(Exists(told)).in_order()
    moved = Coalesce(_last_step(Goal, "pk"), F("made_at"))
    said = Coalesce(spoke_at("case__person"), F("made_at"))
    return rows.annotate(updated=Greatest("made_at", moved, said)).select_related("case__person", "case__prescription")


def people(client: SystemClient) -> "QuerySet[Any]":
    """Those who have a prescription that may be read, with when they last spoke of it."""
    here = Person.objects.filter(pk__in=prescriptions(client).order_by().values("person"))
    return here.annotate(said_at=spoke_at("pk"), updated=Coalesce(spoke_at("pk"), F("created_at"))).order_by("pk")


def writers(client: SystemClient) -> "QuerySet[User]":
    written = prescriptions(client).order_by().exclude(written_by=None).values("written_by")
    return User.objects.filter(pk__in=written).order_by("pk")


# --- Facts --------------------------------------------------------------------------------------
def centre_facts(centre: Centre) -> facts.CentreFacts:
    return facts.CentreFacts(centre.slug, centre.name, centre.phone, f"{settings.PUBLIC_BASE_URL}/fhir")


def account_id(user_id: int) -> str:
    """An account under a name that says nothing else: accounts have no public one."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.PUBLIC_BASE_URL}/accounts/{user_id}"))


def account_ids() -> list[int]:
    """Of all who have ever prescribed."""
    written = Prescription.objects.exclude(written_by=None).order_by()
    return list(written.values_list("written_by", flat=True).distinct())


def person_facts(found: Iterable[Person], centre: Centre) -> dict[int, facts.PersonFacts]:
    """By their ids. One query, for the chart numbers."""
    rows = list(found)
    numbers = dict(ChartNumber.objects.filter(centre=centre, person__in=rows).values_list("person", "number"))
    here = centre_facts(centre)
    return {
        row.pk: facts.PersonFacts(
            str(row.public_id),
            row.name,
            row.birth_date,
            row.language,
            numbers.get(row.pk, ""),
            here,
            getattr(row, "updated", row.created_at),
        )
        for row in rows
    }


def prescription_facts(rows: Iterable[Any], centre: Centre) -> list[facts.PrescriptionFacts]:
    found = list(rows)
    people_there = person_facts({row.person for row in found}, centre)
    return [_prescription(row, people_there[row.person_id], centre) for row in found]


def _prescription(row: Any, person: facts.PersonFacts, centre: Centre) -> facts.PrescriptionFacts:
    key = account_id(row.written_by_id) if row.written_by_id else ""
    return facts.PrescriptionFacts(
        id=str(row.public_id),
        person=person,
        writer=facts.WriterFacts(key, row.writer_name, row.writer_role, row.organization, centre_facts(centre)),
        source=Source(row.source),
        written=row.written_at,
        level=Level(row.level),
        urgency=Urgency(row.urgency),
        needs=tuple(Need(code) for code in row.needs),
        do_not_contact=row.reach == Reach.NOBODY,
        state=PrescriptionState(row.state) if row.tells else None,
        updated=row.updated,
    )


def task_facts(rows: Iterable[Any], centre: Centre) -> list[facts.TaskFacts]:
    found = list(rows)
    return [_task(row, asked) for row, asked in zip(found, prescription_facts(found, centre), strict=True)]


def _task(row: Any, asked: facts.PrescriptionFacts) -> facts.TaskFacts:
    case = row.case
    return facts.TaskFacts(
        prescription=asked,
        state=CaseState(case.state),
        opened=case.opened_at,
        updated=row.worked,
        word=row.word,
        ended=case.closed_at if case.state == CaseState.CLOSED else None,
        reason=ClosedReason(case.closed_reason) if case.state == CaseState.CLOSED else None,
        outcome=Outcome(case.outcome) if case.state == CaseState.CLOSED and case.outcome else None,
    )


def goal_facts(rows: Iterable[Any], centre: Centre) -> list[facts.GoalFacts]:
    found = list(rows)
    known = person_facts({row.case.person for row in found}, centre)
    return [_goal(row, known[row.case.person_id], centre) for row in found]


def _goal(row: Any, person: facts.PersonFacts, centre: Centre) -> facts.GoalFacts:
    """As they weighed it last: both numbers are not asked each time."""
    importance = [one.importance for one in row.weighed if one.importance is not None]
    confidence = [one.confidence for one in row.weighed if one.confidence is not None]
    return facts.GoalFacts(
        id=str(row.public_id),
        prescription=str(row.case.prescription.public_id),
        person=person,
        words=row.words,
        state=GoalState(row.state),
        since=row.made_at.astimezone(centre.zone).date(),
        importance=importance[-1] if importance else None,
        confidence=confidence[-1] if confidence else None,
        updated=getattr(row, "updated", row.made_at),
    )


def _goals(prescription_ids: list[int], centre: Centre) -> dict[str, list[facts.GoalFacts]]:
    """By the ids of the prescriptions that they belong to."""
    here = Goal.objects.filter(case__prescription__in=prescription_ids).in_order()
    found: dict[str, list[facts.GoalFacts]] = defaultdict(list)
    for goal in goal_facts(here.select_related("case__person", "case__prescription"), centre):
        found[goal.prescription].append(goal)
    return found


def plan_facts(rows: Iterable[Any], centre: Centre) -> list[facts.PlanFacts]:
    found = list(rows)
    ids = [row.pk for row in found]
    groups, hopes = word_reading.groups(ids), _goals(ids, centre)
    return [
        facts.PlanFacts(
            task,
            tuple(
                facts.GroupFacts(Activity.title.in_language(group.activity, centre.language), group.times)
                for group in groups[row.pk]
            ),
            tuple(hopes[str(row.public_id)]),
        )
        for row, task in zip(found, task_facts(found, centre), strict=True)
    ]


def consent_facts(found: Iterable[Any], centre: Centre) -> list[facts.ConsentFacts]:
    """Of those who have spoken. Four queries."""
    rows = list(found)
    known, told = person_facts(rows, centre), word_reading.told_of([row.pk for row in rows])
    wordings = dict(
        Consent.objects.filter(person__in=rows, purpose=Purpose.WORD_BACK)
        .order_by("at", "pk")
        .values_list("person", "wording")
    )
    return [
        facts.ConsentFacts(known[row.pk], told[row.pk], row.said_at, wordings.get(row.pk, ""), row.updated)
        for row in rows
    ]


def writer_facts(found: Iterable[User], centre: Centre) -> list[facts.WriterFacts]:
    here = centre_facts(centre)
    return [facts.WriterFacts(account_id(row.pk), row.name, "", "", here) for row in found]
