"""Who belongs to a group beyond a single date: standing places, and who is invited."""

from dataclasses import dataclass

from activities.models import Activity, Enrolment, Invitation
from core.actors import Actor
from people.locks import named, veil
from people.models.lockbox import noting, open_to


@dataclass(frozen=True)
class Members:
    """Both in the order in which they came."""

    enrolled: list[Enrolment]
    invited: list[Invitation]

    @property
    def ids(self) -> set[int]:
        """The people whom the lists name."""
        enrolled, invited = (row.person_id for row in self.enrolled), (row.person_id for row in self.invited)
        return set(named([*enrolled, *invited]))


def of(activity: Activity, *, by: Actor) -> Members:
    """Standing places without a name where that is locked from the reader; of who is invited, not even that. Two
    queries."""
    enrolled = Enrolment.objects.active().filter(activity=activity).in_order().select_related("person")
    invited = Invitation.objects.standing().filter(open_to(by), activity=activity)
    return Members(veil(noting(enrolled, by)), list(invited.select_related("person").order_by("at", "pk")))
