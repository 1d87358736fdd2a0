"""What becomes of this room's rows when two records are made one."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from core import merging
from privacy.models import Affected, RecordRequest, UnusualLook, WellKnown


def looks_of_both(kept_id: int, merged_id: int) -> QuerySet[UnusualLook]:
    """Found of both records on one day by one rule: once is enough."""
    same = {name: OuterRef(name) for name in ("centre", "viewer", "rule", "day")}
    return UnusualLook.objects.filter(Exists(UnusualLook.objects.filter(person=kept_id, **same)), person=merged_id)


def marked_twice(kept_id: int, merged_id: int) -> QuerySet[WellKnown]:
    kept = WellKnown.objects.filter(person=kept_id, centre=OuterRef("centre"))
    return WellKnown.objects.filter(Exists(kept), person=merged_id)


def affected_twice(kept_id: int, merged_id: int) -> QuerySet[Affected]:
    kept = Affected.objects.filter(person=kept_id, incident=OuterRef("incident"))
    return Affected.objects.filter(Exists(kept), person=merged_id)


merging.register(UnusualLook, stays=looks_of_both)
merging.register(WellKnown, stays=marked_twice)
merging.register(Affected, stays=affected_twice)
merging.register(RecordRequest, label=_("request about the record"))
