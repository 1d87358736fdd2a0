"""Counting the hours that champions gift."""

from datetime import date

from champions.models import Champion, Hours
from core import audit
from core.actors import Actor


def credit(*, champion: Champion, source: str, day: date, minutes: int, by: Actor) -> Hours:
    """Count `minutes` for the champion. The same source again corrects the number; it never counts twice."""
    row, _created = Hours.objects.update_or_create(
        champion=champion, source=source, defaults={"day": day, "minutes": minutes}
    )
    audit.record("hours.credited", by=by, subject=row, person_id=champion.person_id, minutes=minutes)
    return row
