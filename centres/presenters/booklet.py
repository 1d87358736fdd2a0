"""The booklet of resources: by town and by what they are for, each group in order. In the active language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from centres.access_words import access_in_words
from centres.models import Resource
from centres.models.resource_choices import Cost, ResourceKind
from core.text import fold

KINDS = ResourceKind.values


@dataclass(frozen=True)
class Entry:
    """One resource as it stands on paper."""

    resource: Resource
    facts: list[str]

    @property
    def checked(self) -> str:
        return checked_in(self.resource)

    @property
    def cost(self) -> str:
        return str(Cost(self.resource.cost).label) if self.resource.cost else ""

    @property
    def ages(self) -> str:
        return ages_in_words(self.resource)


@dataclass(frozen=True)
class Part:
    """A heading with its entries; `anchor` is where the table of contents leads."""

    name: str
    anchor: str
    entries: list[Entry]


@dataclass(frozen=True)
class Chapter:
    name: str
    anchor: str
    parts: list[Part]


def checked_in(resource: Resource) -> str:
    """ "Checked in March 2027"; what nobody has checked says that one should ask."""
    if resource.assured_on is None:
        return _("Not checked yet: please call first")
    month = {"month": MONTHS[resource.assured_on.month], "year": resource.assured_on.year}
    return _("Checked in %(month)s %(year)s") % month


def ages_in_words(resource: Resource) -> str:
    if resource.min_age and resource.max_age:
        return _("From %(first)d to %(last)d years of age") % {"first": resource.min_age, "last": resource.max_age}
    if resource.min_age:
        return _("From %(first)d years of age") % {"first": resource.min_age}
    return _("Up to %(last)d years of age") % {"last": resource.max_age} if resource.max_age else ""


def entry(resource: Resource) -> Entry:
    return Entry(resource, [words for mark, words in access_in_words(resource) if mark != "ask"])


def chapters(resources: Iterable[Resource], *, by: str, kind: str = "") -> list[Chapter]:
    """The chapters are towns and their parts what resources are for, or the other way round. One that is there for
    several things stands under each of them where those are the chapters, and else under the one that fits best."""
    placed = sorted(_placed(resources, by=by, kind=kind), key=lambda one: one[0])
    found: list[Chapter] = []
    for chapter, rows in groupby(placed, key=lambda one: one[0][:3]):
        number, name = len(found), chapter[2]
        parts = [
            Part(part[5], f"part-{number}-{nth}", [entry(resource) for _key, resource in group])
            for nth, (part, group) in enumerate(
                (key, list(group)) for key, group in groupby(rows, key=lambda one: one[0][:6])
            )
        ]
        found.append(Chapter(name, f"chapter-{number}", parts))
    return found


_Key = tuple[int, str, str, int, str, str, str, int]


def _placed(resources: Iterable[Resource], *, by: str, kind: str) -> Iterator[tuple[_Key, Resource]]:
    """Each with the order of its chapter, of its part, and its own: number, folded name and name of both."""
    language = get_language() or "en"
    for resource in resources:
        own = (resource.sort_fr if language.startswith("fr") else resource.sort_en, resource.pk)
        town = (0 if resource.town else 1, fold(resource.town), resource.town or _("Anywhere, by phone or online"))
        for code in _kinds(resource, every=by == "kind", kind=kind):
            what = (KINDS.index(code), "", str(ResourceKind(code).label)) if code else (len(KINDS), "", _("And more"))
            first, second = (what, town) if by == "kind" else (town, what)
            yield (*first, *second, *own), resource


def _kinds(resource: Resource, *, every: bool, kind: str) -> list[str]:
    if kind:
        return [kind]
    return (resource.kinds if every else resource.kinds[:1]) or [""]


def title(*, town: str, kind: str) -> str:
    """ "Food in West Lorne"."""
    what = capfirst(str(ResourceKind(kind).label)) if kind else _("Places that help")
    return _("%(what)s in %(town)s") % {"what": what, "town": town} if town else what
