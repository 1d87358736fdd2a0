"""What becomes of wishes for a companion when two records are made one. A champion's matches go with the champion."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import merging
from core.errors import DomainError
from matches.models import Lift, Match, MatchRequest


def doubles(kept_id: int, merged_id: int) -> QuerySet[MatchRequest]:
    """Of one kind at one centre there is one open wish."""
    kept = MatchRequest.objects.filter(person=kept_id).open().values_list("centre", "kind")
    taken = set(kept)
    theirs = MatchRequest.objects.filter(person=merged_id).open()
    return theirs.filter(pk__in=[one.pk for one in theirs if (one.centre_id, one.kind) in taken])


def check(kept_id: int, merged_id: int) -> None:
    """Nobody is their own companion."""
    either = Q(request__person=kept_id, champion__person=merged_id)
    either |= Q(request__person=merged_id, champion__person=kept_id)
    if Match.objects.filter(either).open().exists():
        raise DomainError("matched_with_oneself")


merging.register(MatchRequest, label=_("wish for a companion"), stays=doubles, check=check, centre="centre")
merging.register(Lift, label=_("lift"), centre="centre")
