"""What this room holds about people, and how it forgets."""

from core import privacy
from privacy.models import Affected, Incident, LookState, RecordRequest, RetentionChoice, UnusualLook, WellKnown


def erase_looks(person_id: int) -> None:
    """That somebody was looked at stays, like the trail itself. What was said about it goes, but for an incident."""
    UnusualLook.objects.filter(person=person_id).exclude(state=LookState.INCIDENT).update(words="")


def erase_marks(person_id: int) -> None:
    WellKnown.objects.filter(person=person_id).delete()


def keep_incidents(_person_id: int) -> None:
    """The law asks for the register: whom an incident affected stays as an identifier of nobody."""


def erase_requests(person_id: int) -> None:
    """That there was one, and when it was answered, is counted; what was asked and said is forgotten."""
    RecordRequest.objects.filter(person=person_id).update(words="", answer="", disagreement="")


def keep_choices(_person_id: int) -> None:
    """A centre's decision. It names an account of staff, and no client."""


privacy.declare(UnusualLook, erase=erase_looks, audited_as="unusuallook")
privacy.declare(WellKnown, erase=erase_marks, audited_as="wellknown")
privacy.declare(Affected, erase=keep_incidents, audited_as="incident")
privacy.declare(Incident, erase=keep_incidents, audited_as="incident")
privacy.declare(RecordRequest, erase=erase_requests, audited_as="recordrequest")
privacy.declare(RetentionChoice, erase=keep_choices, audited_as="retention")
