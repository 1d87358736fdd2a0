"""Who would suit whom: what speaks for a champion and what against, each point with its words.

Pure functions over what was loaded. They rank, and never decide: staff read the reasons and ask somebody.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import languages
from core.text import bare, fold, listed
from matches import parts
from matches.parts import AgeGroup, Around, Preferred, Reach

MOST_SHARED = 3  # of several shared interests, so many are named and counted
_WORD = re.compile(r"[\w’'-]+")
# Words that say nothing of what somebody likes, folded.
_SAY_NOTHING = """
    about above after also anything avec aussi autre aime beaucoup bien chez comme dans does else entre every from good
    have into just leur like likes love mais many more much nous often only other others over parfois people pour quand
    quelqu quiet slowly some somebody someone surtout telle that their them then there they things this tous tout toute
    toutes tres very vieille vieilles vieux votre what when where which with without would your
"""
_EMPTY = frozenset(_SAY_NOTHING.split())


@dataclass(frozen=True)
class Wish:
    """What a suggestion has to know of a request."""

    languages: Sequence[str] = ()
    with_interpreter: bool = False
    interests: str = ""
    parts: Sequence[str] = ()
    town: str = ""
    postal_code: str = ""
    prefers: str = ""
    age_group: str = ""  # of the person, where it is known
    around: Sequence[str] = ()


@dataclass(frozen=True)
class Candidate:
    """… and of a champion."""

    pk: int
    name: str
    languages: Sequence[str] = ()
    interests: str = ""
    parts: Sequence[str] = ()
    town: str = ""
    postal_code: str = ""
    reach: str = Reach.TOWN
    gender: str = ""
    age_group: str = ""
    avoids: Sequence[str] = ()
    others: int = 0  # open matches
    was_asked: bool = False  # for this very request, and it did not come about


@dataclass(frozen=True)
class Point:
    """One reason, in words; `weight` is what it moves in the ranking, below zero where it speaks against."""

    weight: int
    words: str
    speaks_against: bool = False


@dataclass(frozen=True)
class Suggestion:
    """One champion with all that was weighed. `score` is the sum of the points, and nothing else."""

    candidate: Candidate
    points: list[Point] = field(default_factory=list)

    @property
    def score(self) -> int:
        return sum(point.weight for point in self.points)

    @property
    def reasons(self) -> list[str]:
        return [point.words for point in self.points if not point.speaks_against]

    @property
    def doubts(self) -> list[str]:
        return [point.words for point in self.points if point.speaks_against]


def rank(wish: Wish, candidates: Iterable[Candidate]) -> list[Suggestion]:
    """Those who share a language, unless an interpreter is agreed; whoever suits best first.

    Of two who suit alike, whoever has fewer people comes first, then the alphabet: the order never depends on chance.
    """
    found = [Suggestion(one, list(_points(wish, one))) for one in candidates if can_talk(wish, one)]
    return sorted(
        found, key=lambda one: (-one.score, one.candidate.others, fold(one.candidate.name), one.candidate.pk)
    )


def can_talk(wish: Wish, candidate: Candidate) -> bool:
    return wish.with_interpreter or not set(wish.languages).isdisjoint(candidate.languages)


def _points(wish: Wish, candidate: Candidate) -> Iterable[Point]:
    for weigh in (_language, _preference, _interests, _distance, _times, _home, _before, _load):
        yield from weigh(wish, candidate)


def _language(wish: Wish, candidate: Candidate) -> Iterable[Point]:
    shared = [code for code in wish.languages if code in candidate.languages]
    if shared:
        yield Point(0, _("speaks %(languages)s") % {"languages": listed(languages.in_words(shared))})
    else:
        yield Point(-4, _("no language in common: the interpreter comes along each time"), True)


def _preference(wish: Wish, candidate: Candidate) -> Iterable[Point]:
    if wish.prefers in (Preferred.WOMAN, Preferred.MAN):
        wanted = Preferred(wish.prefers).label
        if candidate.gender == wish.prefers:
            yield Point(8, _("is %(wanted)s, as they would like") % {"wanted": wanted})
        elif candidate.gender:
            yield Point(-12, _("they would rather have %(wanted)s") % {"wanted": wanted}, True)
        else:
            yield Point(-2, _("they would rather have %(wanted)s; we do not know here") % {"wanted": wanted}, True)
    elif wish.prefers == Preferred.MY_AGE:
        yield _age(wish, candidate)


def _age(wish: Wish, candidate: Candidate) -> Point:
    if not wish.age_group or not candidate.age_group:
        return Point(-1, _("they would like somebody about their age; we do not know here"), True)
    order = list(AgeGroup.values)
    apart = abs(order.index(wish.age_group) - order.index(candidate.age_group))
    if apart == 0:
        return Point(6, _("is about their age"))
    return Point(-3 * apart, _("is not about their age"), True)


def _interests(wish: Wish, candidate: Candidate) -> Iterable[Point]:
    shared = shared_interests(wish.interests, candidate.interests)[:MOST_SHARED]
    if shared:
        yield Point(3 * len(shared), _("likes the same: %(things)s") % {"things": listed(shared)})


def shared_interests(one: str, other: str) -> list[str]:
    """The words of the first that the second has as well, also in the plural, in the order in which they come."""
    known = {_stem(word) for word in bare(other).split()} - {""}
    return list(dict.fromkeys(word for word in _WORD.findall(one.lower()) if _is_shared(word, known)))


def _is_shared(word: str, known: set[str]) -> bool:
    return any(_stem(part) in known for part in bare(word).split())


def _stem(word: str) -> str:
    """Without the plural's end; empty for words that are short or say nothing."""
    if len(word) < 4 or word in _EMPTY:
        return ""
    return word[:-1] if word[-1] in "sx" else word


def _distance(wish: Wish, candidate: Candidate) -> Iterable[Point]:
    """By names of towns and the beginnings of postal codes: no map is asked where somebody lives."""
    same_town = bool(wish.town) and fold(wish.town) == fold(candidate.town)
    area, theirs = wish.postal_code[:3].upper(), candidate.postal_code[:3].upper()
    same_area = bool(area) and area == theirs
    if same_town:
        yield Point(6 if same_area else 5, _("lives in the same town"))
    elif same_area:
        if candidate.reach == Reach.TOWN:
            yield Point(-3, _("lives near, and would rather stay in their own town"), True)
        else:
            yield Point(4, _("lives near"))
    elif not (wish.town or area) or not (candidate.town or theirs):
        yield Point(0, _("we do not know how far apart they live"), True)
    elif candidate.reach == Reach.FURTHER:
        yield Point(0, _("lives further away, and would come"))
    else:
        yield Point(-6, _("lives further away than they would go"), True)


def _times(wish: Wish, candidate: Candidate) -> Iterable[Point]:
    shared = [code for code in wish.parts if code in candidate.parts]
    if shared:
        yield Point(2 * len(shared), _("free on %(times)s") % {"times": listed(parts.in_words(shared))})
    elif wish.parts and candidate.parts:
        theirs = listed(parts.in_words(candidate.parts))
        yield Point(-5, _("free at other times: %(times)s") % {"times": theirs}, True)
    else:
        yield Point(0, _("we do not know when it suits both"), True)


def _home(wish: Wish, candidate: Candidate) -> Iterable[Point]:
    for code in Around.values:
        if code in wish.around and code in candidate.avoids:
            yield Point(-8, _("cannot bear what is there: %(what)s") % {"what": Around(code).label}, True)


def _before(_wish: Wish, candidate: Candidate) -> Iterable[Point]:
    if candidate.was_asked:
        yield Point(-3, _("was asked about it before, and it did not come about"), True)


def _load(_wish: Wish, candidate: Candidate) -> Iterable[Point]:
    if candidate.others:
        words = ngettext("%(count)s other match", "%(count)s other matches", candidate.others)
        yield Point(-candidate.others, words % {"count": candidate.others})
    else:
        yield Point(0, _("no other match"))
