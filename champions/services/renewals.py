"""What runs out: the champion and their supporter hear of it in time, and again on the day. Nobody is taken off."""

from datetime import date, datetime, timedelta

from champions.models import Champion, Clearance
from champions.models.champion import SERVING
from core import clock
from notifications.services.outbox import notify
from people.services import persons

AHEAD = (timedelta(days=60), timedelta(days=14))
GONE_BY = timedelta(days=14)  # what ran out longer ago is no news; it stands on the desk's list


def tell(*, now: datetime | None = None) -> int:
    """Owe each message once; returns how many clearances were looked at. Safe to run at any moment, and twice."""
    at = now or clock.now()
    widest = at.date() + max(AHEAD) + timedelta(days=1)  # the centres' own days are within one of it
    rows = Clearance.objects.filter(until__lte=widest, until__gte=at.date() - GONE_BY)
    rows = rows.filter(champion__in=Champion.objects.known().filter(standing__in=SERVING)).newest().accepted()
    found = list(rows.select_related("champion__person", "champion__centre", "champion__supporter").order_by("pk"))
    for row in found:
        _tell(row, at.astimezone(row.champion.centre.zone).date())
    return len(found)


def _tell(row: Clearance, today: date) -> None:
    champion = row.champion
    key = stage(row, today)
    if not key:
        return
    slug = "clearance-over" if key == "over" else "clearance-ending"
    notify(slug, person=champion.person, about=row, key=key, centre_id=champion.centre_id)
    if champion.supporter and champion.supporter.is_active:
        supporter = persons.of_account(champion.supporter)
        notify(f"{slug}-staff", person=supporter, about=row, key=key, centre_id=champion.centre_id)


def stage(row: Clearance, today: date) -> str:
    """Of what there is to tell on that day: "60", "14", "over"; nothing while there is time."""
    if row.until is None:
        return ""
    if row.runs_out(today):
        return "over"
    left = row.until - today
    within = [ahead for ahead in AHEAD if left <= ahead]
    return str(min(within).days) if within else ""
