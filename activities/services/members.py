"""Who belongs to a group beyond a single date: standing places, and who is invited."""

from dataclasses import dataclass

from activities.models import Activity, Enrolment, Invitation


@dataclass(frozen=True)
class Members:
    """Both in the order in which they came."""

    enrolled: list[Enrolment]
    invited: list[Invitation]

    @property
    def ids(self) -> set[int]:
        """The people whom the lists name."""
        return {row.person_id for row in self.enrolled} | {row.person_id for row in self.invited}


def of(activity: Activity) -> Members:
    """Two queries."""
    enrolled = Enrolment.objects.active().filter(activity=activity).in_order().select_related("person")
    invited = Invitation.objects.standing().filter(activity=activity).select_related("person").order_by("at", "pk")
    return Members(list(enrolled), list(invited))
