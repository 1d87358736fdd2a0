"""What the lists of resources search, filter and sort by, so that "epicerie" finds « Épicerie »."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.text import slugify

from centres.models import Resource
from centres.models.resource_choices import Cost, ResourceKind
from core.languages import Spoken
from core.text import fold

MOST_WORDS = 8
SEARCHED = ("name", "organisation", "words", "whom", "area", "referral")


def fill(resource: Resource) -> None:
    """Bring the columns for searching, filtering and sorting in line with what the resource says. Does not save."""
    resource.search_text = fold(" ".join(_parts(resource)))
    resource.tags = f" {' '.join(_tags(resource))} "
    resource.sort_en = fold(resource.name_en or resource.name_fr)[:160]
    resource.sort_fr = fold(resource.name_fr or resource.name_en)[:160]


def _parts(resource: Resource) -> Iterator[str]:
    for language in ("en", "fr"):
        yield from (getattr(resource, f"{name}_{language}") for name in SEARCHED)
        with translation.override(language):
            yield from (str(ResourceKind(code).label) for code in resource.kinds)
            yield from (str(Spoken(code).label) for code in resource.languages)
    yield from (resource.town, resource.record_211)


def _tags(resource: Resource) -> Iterator[str]:
    yield from (tag("kind", code) for code in resource.kinds)
    yield from (tag("language", code) for code in resource.languages)
    if resource.town:
        yield tag("town", slugify(resource.town))
    if resource.cost == Cost.FREE:
        yield "free"


def tag(what: str, value: str) -> str:
    return f"{what}:{value}"


def words(query: str) -> list[str]:
    """The words of a reader's query, folded; each of them must occur."""
    return fold(query).split()[:MOST_WORDS]
