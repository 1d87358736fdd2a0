"""How often somebody was at the groups that a prescription led to. The places tell, however they were made."""

from dataclasses import dataclass
from datetime import date

from activities.models import Activity, Booking
from prescriptions.models import Prescription, TakingPart


@dataclass(frozen=True)
class Group:
    """One group: how often they were there, and the local days of the first time and the last."""

    activity: Activity
    times: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class Attending:
    """All groups of a prescription, in the order in which they were joined."""

    groups: list[Group]

    @property
    def times(self) -> int:
        return sum(group.times for group in self.groups)

    @property
    def is_attending(self) -> bool:
        """Whether they have been anywhere."""
        return self.times > 0

    @property
    def first_day(self) -> date | None:
        return min((group.first_day for group in self.groups if group.first_day), default=None)

    @property
    def last_day(self) -> date | None:
        return max((group.last_day for group in self.groups if group.last_day), default=None)


def summary(prescription: Prescription) -> Attending:
    """Two queries, however many groups and dates. Whoever shows it decides what its reader may know."""
    links = list(
        TakingPart.objects.filter(prescription=prescription).select_related("activity__centre").order_by("since", "pk")
    )
    there = list(
        Booking.objects.attended()
        .filter(person=prescription.person_id, session__activity__in=[link.activity_id for link in links])
        .select_related("session")
        .order_by("session__starts_at", "pk")
    )
    return Attending([_of(link, there) for link in links])


def _of(link: TakingPart, there: list[Booking]) -> Group:
    days = [
        place.session.day
        for place in there
        if place.session.activity_id == link.activity_id and place.session.ends_at >= link.since
    ]
    return Group(link.activity, len(days), days[0] if days else None, days[-1] if days else None)
