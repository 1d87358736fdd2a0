"""Records that may be of one human. Matching proposes and never merges; who was looked at and is two, is not asked
about again. That people share a telephone says nothing: only together with the name does it count."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, Max, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.actors import CARE_ROLES, Actor
from core.policies import require
from people import keys
from people.models import ContactPoint, NotSame, Person, SearchKey

MOST = 50
COUNT_LASTS = 10 * 60  # seconds
KEYS_A_PAIR = 4  # two at each number or address that both have
MOST_ALIKE = 10  # of one group: a number at which more than that share a first name is no household's

SAME_NAME = _("The same name, and the same number or address")
FIRST_NAME = _("The same first name, and the same number or address")
SOUNDS_ALIKE = _("A name that sounds alike, and the same number or address")
UNREACHABLE = _("The same name, and one of the two has no number and no address")
LIKELIEST_FIRST: list[str | Promise] = [SAME_NAME, UNREACHABLE, FIRST_NAME, SOUNDS_ALIKE]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be the same human as a person, and why we think so."""

    person: Person
    reason: str | Promise


@dataclass(frozen=True)
class Pair:
    """Two records that may be of one human; the older one first. Their contact points are loaded."""

    older: Person
    newer: Person
    reason: str | Promise


def alike(person: Person, *, actor: Actor) -> list[Candidate]:
    """Who at the actor's centre may be the same human, likeliest first. A constant number of queries."""
    if not _may_look(actor):
        return []
    mine = SearchKey.objects.filter(person=person, key__begins=keys.SAME).values("key")
    shares = SearchKey.objects.filter(key__in=mine).values("person")
    namesakes = Person.objects.filter(search_name=person.search_name)
    if ContactPoint.objects.filter(person=person).exists():
        namesakes = namesakes.exclude(Exists(ContactPoint.objects.filter(person=OuterRef("pk"))))
    known = Person.visible_to(actor).exclude(pk=person.pk).exclude(pk__in=_told_apart(person))
    rows = known.filter(Q(pk__in=shares) | Q(pk__in=namesakes.values("pk"))).order_by("pk")
    shown = list(rows.prefetch_related("contact_points")[:MOST])
    own = set(person.contact_points.values_list("value", flat=True))
    found = [Candidate(other, _reason(person, own, other)) for other in shown]
    return sorted(found, key=lambda candidate: LIKELIEST_FIRST.index(candidate.reason))


def pairs(actor: Actor) -> list[Pair]:
    """The pairs at the actor's centre that nobody has decided on, those with the newest record first; at most `MOST`.

    A constant number of queries, however many people.
    """
    if not _may_look(actor):
        return []
    apart = set(NotSame.objects.filter(Exists(_here(actor))).values_list("person", "other"))
    # So many that `MOST` are left, whatever was decided before.
    found = [*_sharing(actor, MOST + len(apart)), *_namesakes(actor, MOST + len(apart))]
    wanted = sorted({*found} - apart, key=lambda two: (-two[1], -two[0]))[:MOST]
    rows = Person.visible_to(actor).filter(pk__in={pk for two in wanted for pk in two})
    by_id = {person.pk: person for person in rows.prefetch_related("contact_points")}
    there = [(by_id[older], by_id[newer]) for older, newer in wanted if older in by_id and newer in by_id]
    return [Pair(older, newer, _reason(older, _values(older), newer)) for older, newer in there]


def _sharing(actor: Actor, most: int) -> list[tuple[int, int]]:
    """Pairs of ids that share a key, the newest first. Two queries."""
    here = SearchKey.objects.filter(Exists(_here(actor)))
    often = here.filter(key__begins=keys.SAME).values("key").annotate(newest=Max("person"), number=Count("pk"))
    found = list(often.filter(number__gt=1).order_by("-newest").values_list("key", flat=True)[: most * KEYS_A_PAIR])
    groups: dict[str, list[int]] = {}
    for key, person_id in here.filter(key__in=found).order_by("key", "person").values_list("key", "person"):
        groups.setdefault(key, []).append(person_id)
    return [two for ids in groups.values() for two in combinations(ids[-MOST_ALIKE:], 2)]


def _namesakes(actor: Actor, most: int) -> list[tuple[int, int]]:
    """Pairs of ids: somebody without any number or address, and each other who has the same name. Two queries."""
    known = Person.visible_to(actor).exclude(search_name="")
    is_lonely = ~Exists(ContactPoint.objects.filter(person=OuterRef("pk")))
    often = known.values("search_name").annotate(newest=Max("pk"), number=Count("pk"))
    often = often.annotate(lonely=Count("pk", filter=is_lonely)).filter(number__gt=1, lonely__gt=0)
    names = list(often.order_by("-newest").values_list("search_name", flat=True)[:most])
    groups: dict[str, list[tuple[int, bool]]] = {}
    rows = known.filter(search_name__in=names).annotate(is_lonely=ExpressionWrapper(is_lonely, BooleanField()))
    for name, pk, lonely in rows.order_by("pk").values_list("search_name", "pk", "is_lonely"):
        groups.setdefault(name, []).append((pk, lonely))
    twos = (two for group in groups.values() for two in combinations(group[-MOST_ALIKE:], 2))
    return [(one, other) for (one, first), (other, second) in twos if first or second]


def _here(actor: Actor) -> QuerySet[Any]:
    """For `Exists`: whether the person of a row is known where the actor works."""
    return Person.centres.through.objects.filter(person=OuterRef("person"), centre=actor.centre_id)


def _may_look(actor: Actor) -> bool:
    return actor.has(*CARE_ROLES) and actor.centre_id is not None


def _told_apart(person: Person) -> list[int]:
    rows = NotSame.objects.filter(Q(person=person) | Q(other=person)).values_list("person", "other")
    return [pk for two in rows for pk in two if pk != person.pk]


def _values(person: Person) -> set[str]:
    return {point.value for point in person.contact_points.all()}


def _reason(person: Person, reached_at: set[str], other: Person) -> str | Promise:
    is_same_name = person.search_name == other.search_name
    if is_same_name and not reached_at & _values(other):
        return UNREACHABLE
    if is_same_name:
        return SAME_NAME
    first, its = (one.search_name.split(" ")[0] for one in (person, other))
    return FIRST_NAME if first == its else SOUNDS_ALIKE


def count(actor: Actor) -> int:
    """How many pairs there are, at most `MOST`; up to some minutes old, because every visit to the desk asks."""
    return cache.get_or_set(_count_key(actor.centre_id), lambda: len(pairs(actor)), COUNT_LASTS) or 0


def decided(actor: Actor) -> None:
    """Count anew at the next visit."""
    cache.delete(_count_key(actor.centre_id))


def _count_key(centre_id: int | None) -> str:
    return f"people.pairs.{centre_id}"


@transaction.atomic
def tell_apart(person: Person, other: Person, *, by: Actor) -> NotSame:
    """Two different people: nobody is asked again. Said twice, it is written down once. Raises `Forbidden`."""
    require(by, "people.merge", person)
    require(by, "people.merge", other)
    first, second = sorted((person, other), key=lambda one: one.pk)
    found, is_new = NotSame.objects.get_or_create(
        person=first, other=second, defaults={"at": clock.now(), "by_user_id": by.user_id}
    )
    if is_new:
        for one, its in ((first, second), (second, first)):
            audit.record("person.told_apart", by=by, subject=one, person_id=one.pk, other=its.pk)
    decided(by)
    return found
