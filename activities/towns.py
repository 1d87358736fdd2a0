"""The towns in which something is on, and what is on in each."""

from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Q
from django.utils.text import slugify

from activities.models import Activity
from activities.models.session import SessionQuerySet
from centres.models import Centre

KEY = "activities.towns"
SECONDS = 60


class Town(NamedTuple):
    """A town, by the part of an address that names it. However somebody wrote it, it is one town."""

    slug: str
    name: str
    spellings: tuple[str, ...]


def listed() -> list[Town]:
    """Where listed centres are, and the places of their groups, also of those that have ended; by name. Remembered
    for a minute. The place of a sensitive group is hidden, and so is its town."""
    found: list[Town] | None = cache.get(KEY)
    if found is None:
        placed = Activity.objects.filter(sensitive=False, centre__listed=True, venue__isnull=False)
        of_places = placed.order_by().values_list("venue__town", flat=True)
        of_centres = Centre.public().order_by().values_list("town", flat=True)
        found = _by_slug(set(of_centres.union(of_places)))
        cache.set(KEY, found, SECONDS)
    return found


def by_slug(slug: str) -> Town | None:
    return next((town for town in listed() if town.slug == slug), None)


def sessions_in(town: Town, sessions: SessionQuerySet) -> SessionQuerySet:
    """Those that take place there. Where there is no place, or nobody may know it, the centre's town counts."""
    at_place = Q(venue__town__in=town.spellings, activity__sensitive=False)
    at_centre = Q(centre__town__in=town.spellings) & (Q(venue=None) | Q(activity__sensitive=True))
    return sessions.filter(at_place | at_centre)


def _by_slug(names: set[str]) -> list[Town]:
    spellings: dict[str, list[str]] = {}
    for name in sorted(names):
        if slug := slugify(name):
            spellings.setdefault(slug, []).append(name)
    towns = [Town(slug, found[0], tuple(found)) for slug, found in spellings.items()]
    return sorted(towns, key=lambda town: town.slug)
