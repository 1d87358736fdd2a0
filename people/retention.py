"""What the retention schedule says about people and their accounts."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import retention
from core.actors import SYSTEM
from core.models import AuditEvent
from people.models import Person
from people.services import erasure

OF_AGE = timedelta(days=18 * 365 + 5)
# A name that stood in a list is no contact, and neither is somebody who reads who looked.
NO_CONTACT = ("person.listed", "trail.searched", "person.access_viewed")


def not_heard_of(*, centre_id: int, before: datetime) -> QuerySet[Person]:
    """Known at this centre and at no other, with nothing done or looked at about them since; of those who were under
    age, counted from their majority. Whoever works at a centre stays."""
    since = AuditEvent.objects.filter(person_id=OuterRef("pk"), at__gte=before).exclude(action__in=NO_CONTACT)
    elsewhere = Person.centres.through.objects.filter(person=OuterRef("pk")).exclude(centre=centre_id)
    grown_up = Q(birth_date=None) | Q(birth_date__lt=(before - OF_AGE).date())
    here = Person.objects.filter(grown_up, centres=centre_id, erased_at=None, merged_into=None, created_at__lt=before)
    return here.filter(~Exists(since), ~Exists(elsewhere), user__staff_roles=None).order_by("pk")


def forget(rows: QuerySet[Person]) -> int:
    people = list(rows)
    for person in people:
        erasure.erase(person, by=SYSTEM)
    return len(people)


retention.registry.register(
    "people.records",
    retention.Step(
        what=_("Records of people, with everything that tells who they were"),
        after=_("anything was last done or looked at about them; of minors, after they came of age"),
        kept=timedelta(days=3653),
        rows=not_heard_of,
        forget=forget,
    ),
)
retention.promised.register(
    "people.codes",
    retention.Promised(
        what=_("Codes that were sent to confirm a number or an address"),
        after=_("they were sent"),
        kept=timedelta(days=1),
        job="people.forget_codes",
    ),
)
