"""What becomes of wishes for a companion when two records are made one."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import merging
from matches.models import Lift, MatchRequest, RequestState

OPEN = (RequestState.WAITING, RequestState.MATCHED)


def doubles(kept_id: int, merged_id: int) -> QuerySet[MatchRequest]:
    """Of one kind at one centre there is one open wish."""
    kept = MatchRequest.objects.filter(person=kept_id, state__in=OPEN).values_list("centre", "kind")
    taken = set(kept)
    theirs = MatchRequest.objects.filter(person=merged_id, state__in=OPEN)
    return theirs.filter(pk__in=[one.pk for one in theirs if (one.centre_id, one.kind) in taken])


merging.register(MatchRequest, label=_("wish for a companion"), stays=doubles, centre="centre")
merging.register(Lift, label=_("lift"), centre="centre")
