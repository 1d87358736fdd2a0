"""A centre's prescriptions as a file for its medical record system: with chart numbers, and of what became of them
only what the client lets whoever prescribed hear."""

import csv
import io
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q

from centres.models import Centre
from core import audit
from core.actors import Actor
from core.policies import require
from people.models import ChartNumber
from people.models.consent import Purpose
from prescriptions.models import Prescription, WordKind
from prescriptions.models.told_now import agrees
from prescriptions.services import word_reading
from prescriptions.services.exchange_columns import COLUMNS, URGENCY, day, safe
from prescriptions.services.word_reading import Reading


@transaction.atomic
def export(*, centre: Centre, since: date, until: date, by: Actor) -> str:
    """Those written on these days, both included, whom the actor sees and who let the centre connect them.

    Each person in it is noted in the access log. Raises `Forbidden`.
    """
    require(by, "prescriptions.walk", centre)
    first = datetime.combine(since, time.min, centre.zone)
    last = datetime.combine(until, time.max, centre.zone)
    rows = Prescription.visible_to(by).filter(Q(written_at__gte=first, written_at__lte=last), centre=centre)
    rows = rows.alias(refers=agrees(Purpose.REFERRAL)).filter(refers=True, person__erased_at=None)
    found = word_reading.read(rows.select_related("person", "centre", "written_by").order_by("written_at", "pk"))
    people = sorted({one.prescription.person_id for one in found})
    numbers = dict(ChartNumber.objects.filter(centre=centre, person__in=people).values_list("person", "number"))
    audit.record_many("prescription.exported", by=by, person_ids=people, subject=centre)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for one in found:
        writer.writerow({name: safe(cell) for name, cell in _row(one, numbers).items()})
    return text.getvalue()


def _row(reading: Reading, numbers: dict[int, str]) -> dict[str, str]:
    one = reading.prescription
    return {
        "reference": str(one.public_id),
        "chart_number": numbers.get(one.person_id, ""),
        "client_name": one.person.name,
        "written_on": day(one.written_at, one.centre.zone),
        "prescriber": one.writer_name,
        "prescriber_role": one.writer_role,
        "prescriber_email": one.written_by.email if one.written_by else "",
        "level": one.level,
        "needs": " ".join(one.needs),
        "urgency": URGENCY[one.urgency],
        "risks": one.risks,
        "risk_words": one.risk_words,
        "matters": one.matters,
        "strengths": one.strengths,
        "contact_by": one.reach,
        "consent_to_refer": "yes",
        "may_hear": str(reading.told),
        **_heard(reading),
    }


def _heard(reading: Reading) -> dict[str, str]:
    zone = reading.prescription.centre.zone
    found = {f"{word.kind}_on": day(word.at, zone) for word in reading.words if word.kind in WordKind}
    if reading.ending:
        found["closed_reason"] = str(reading.ending.reason)
        found["outcome"] = str(reading.ending.outcome or "")
    title = reading.prescription.centre.language
    found["groups"] = "; ".join(
        f"{type(group.activity).title.in_language(group.activity, title)} ({group.times})" for group in reading.groups
    )
    return found
