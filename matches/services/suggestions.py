"""Suggestions for a request: loads who could come into question, and has them ranked. Never an automatic match."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, TextField
from django.db.models.functions import Cast

from champions.models import Champion, Need
from champions.services import clearances
from matches import parts
from matches.models import Kind, Match, MatchRequest, MatchState, VisitorProfile
from matches.models.match import OPEN
from matches.suggesting import Candidate, Suggestion, Wish, rank


@dataclass(frozen=True)
class Uncleared:
    """Somebody who would like to, and what they lack."""

    champion: Champion
    lacks: Sequence[Need]

    @property
    def lacks_in_words(self) -> list[str]:
        return [str(need.label) for need in self.lacks]


@dataclass(frozen=True)
class Suggestions:
    """`cleared` may be asked; `uncleared` not yet."""

    cleared: list[Suggestion] = field(default_factory=list)
    uncleared: list[Uncleared] = field(default_factory=list)


def for_request(request: MatchRequest, *, on: date) -> Suggestions:
    """Who would like to do this at the centre and has room for one more. Needs the person loaded. Three queries."""
    profiles = list(_willing(request))
    lacking = clearances.lacking([profile.champion for profile in profiles], Kind(request.kind).works, on=on)
    ready = [_candidate(profile) for profile in profiles if profile.champion_id not in lacking]
    uncleared = [
        Uncleared(profile.champion, lacking[profile.champion_id])
        for profile in profiles
        if profile.champion_id in lacking
    ]
    return Suggestions(rank(_wish(request, on), ready), uncleared)


def _willing(request: MatchRequest) -> Sequence[VisitorProfile]:
    """Active champions who ticked this kind, other than the person, and have room for one more."""
    theirs = Match.objects.filter(request=request, champion=OuterRef("champion"))
    rows = VisitorProfile.objects.filter(
        champion__in=Champion.objects.active().at(request.centre_id).known().exclude(person=request.person_id)
    )
    rows = rows.annotate(
        codes=Cast("kinds", TextField()),
        others=Count("champion__matches", filter=Q(champion__matches__state__in=OPEN)),
        was_asked=Exists(theirs.filter(state=MatchState.DECLINED)),
        is_theirs=Exists(theirs.filter(state__in=OPEN)),
    )
    rows = rows.filter(codes__contains=f'"{request.kind}"', is_theirs=False, others__lt=F("most"))
    return rows.select_related("champion__person").order_by("champion__person__search_name", "champion")


def _wish(request: MatchRequest, on: date) -> Wish:
    return Wish(
        languages=request.languages,
        with_interpreter=request.with_interpreter,
        interests=f"{request.interests} {request.wishes}",
        parts=request.parts,
        town=request.town,
        postal_code=request.postal_code,
        prefers=request.prefers,
        age_group=parts.age_group(request.person.birth_date, on),
        around=request.around,
    )


def _candidate(profile: VisitorProfile) -> Candidate:
    champion = profile.champion
    return Candidate(
        pk=champion.pk,
        name=champion.person.name,
        languages=champion.languages,
        interests=champion.interests,
        parts=profile.parts,
        town=profile.town,
        postal_code=profile.postal_code,
        reach=profile.reach,
        gender=profile.gender,
        age_group=profile.age_group,
        avoids=profile.avoids,
        others=profile.others,  # type: ignore[attr-defined]  # annotated above
        was_asked=profile.was_asked,  # type: ignore[attr-defined]
    )
