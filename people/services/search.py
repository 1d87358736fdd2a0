"""Finding a person by what is known of them. Forgives accents, case, signs, and the commonest slips of spelling."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from core import (
    lookups,  # noqa: F401 - registers `__begins`
    rows,
)
from core.actors import CARE_ROLES, Actor, Role
from people import keys
from people.models import ContactPoint, Person, SearchKey
from people.models.lockbox import open_to

LIMIT = 20
# So many hits of a kind are looked at; the best of them are shown. More than that asks for more letters.
MOST_LOOKED_AT = 100
AT_ONCE = 2000
FEW = 5  # so few hits call for names that sound alike
SHORT = 4  # letters
CAN_BE_SEEN: dict[str, None] = {"erased_at": None, "merged_into": None}


def index(person: Person) -> None:
    """Bring the keys of one person up to date. Called by every service that changes a name, a number or an address.

    Whoever is forgotten, or merged into another record, is found no more.
    """
    wanted = _keys(person, ContactPoint.objects.filter(person=person).values_list("value", flat=True))
    known = set(SearchKey.objects.filter(person=person).values_list("key", flat=True))
    if known - wanted:
        SearchKey.objects.filter(person=person, key__in=known - wanted).delete()
    if wanted - known:
        SearchKey.objects.bulk_create(SearchKey(person=person, key=key) for key in sorted(wanted - known))


def index_new(person: Person, contacts: Iterable[str]) -> None:
    """Write the keys of a person who was made just now and has none yet. One query."""
    rows.write(*(SearchKey(person=person, key=key) for key in sorted(_keys(person, contacts))), once=True)


def _keys(person: Person, contacts: Iterable[str]) -> set[str]:
    if person.erased_at is not None or person.merged_into_id is not None:
        return set()
    return keys.of_person(person.name, contacts)


def index_all() -> int:
    """Write the keys of everybody anew, some thousand people at a time; returns how many people."""
    done, last = 0, 0
    while people := list(
        Person.objects.filter(pk__gt=last).order_by("pk").prefetch_related("contact_points")[:AT_ONCE]
    ):
        last, done = people[-1].pk, done + len(people)
        with transaction.atomic():
            SearchKey.objects.filter(person__in=people).delete()
            SearchKey.objects.bulk_create(
                SearchKey(person=person, key=key)
                for person in people
                for key in sorted(_keys(person, [point.value for point in person.contact_points.all()]))
            )
    return done


def people(text: str, *, actor: Actor, limit: int = LIMIT, staff: frozenset[Role] = CARE_ROLES) -> list[Person]:
    """The people of the actor's centre whom the text finds, best first, with their contact points. Three queries at
    most.

    Every word must begin a word of the name, a number or an address; those that are a whole word come first. Where
    that finds few, names that sound alike follow. Two letters or three digits are the least. `staff`: the roles that
    may find somebody at all; whoever widens it shows the less of whom it finds.
    """
    words = keys.typed(text)
    if not words or not (actor.is_system or (actor.has(*staff) and actor.centre_id)):
        return []
    seen = _seen_by(actor, staff)
    best = sorted(
        _plain(words, seen), key=lambda person: (-_whole_words(words, person), person.search_name, person.pk)
    )
    if len(best) < FEW and any(map(keys.has_sound, words)):
        alike = _hits([_sounds_like(word) for word in words], seen)
        known = {person.pk for person in best}
        more = Person.objects.filter(pk__in=alike, **CAN_BE_SEEN).by_name()
        best += [person for person in more if person.pk not in known]
    best = best[:limit]
    prefetch_related_objects(best, "contact_points")
    return best


def _plain(words: list[str], seen: Q) -> QuerySet[Person]:
    """The people for whom every word is the beginning of a key.

    A short word's own bearers could be lost among those whose names are longer: they are looked for as well.
    """
    hits = _hits([Q(key__begins=word) for word in words], seen)
    if any(len(word) < SHORT for word in words):
        whole = _hits([Q(key=word) for word in words], seen)
        # By way of the people, because SQLite joins no parts that have a limit of their own.
        parts = [Person.objects.filter(pk__in=part).values("pk") for part in (hits, whole)]
        return Person.objects.filter(pk__in=parts[0].union(parts[1]), **CAN_BE_SEEN)
    return Person.objects.filter(pk__in=hits, **CAN_BE_SEEN)


def _whole_words(words: list[str], person: Person) -> int:
    return len(set(words) & keys.words(person.name))


def _sounds_like(word: str) -> Q:
    return Q(key=keys.SOUND + keys.sound(word)) if keys.has_sound(word) else Q(key__begins=word)


def _seen_by(actor: Actor, staff: frozenset[Role]) -> Q:
    """Of keys: those of people at the actor's centre who are not locked from them."""
    if actor.is_system:
        return Q()
    here = Person.centres.through.objects.filter(person=OuterRef("person"), centre=actor.centre_id)
    return Q(Exists(here)) & open_to(actor, among=staff)


def _hits(conditions: list[Q], seen: Q) -> QuerySet[SearchKey, int]:
    """Whose the first keys are that fit one condition, of people who have keys for all the others. It ends after so
    many."""
    one, *others = conditions
    hits = SearchKey.objects.filter(one, seen)
    for other in others:
        hits = hits.filter(Exists(SearchKey.objects.filter(other, person=OuterRef("person"))))
    # Nothing but the two columns of an index: the rows themselves need not be read.
    return hits.values_list("person", flat=True)[:MOST_LOOKED_AT]
