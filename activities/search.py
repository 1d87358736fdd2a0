"""What the list of activities searches and sorts by, so that "elan" finds « Élan » and É stands beside E."""

from django.utils import translation

from activities.choices import Kind
from activities.models import Activity
from core.text import fold

MOST_WORDS = 8


def text_for(activity: Activity) -> str:
    """All the words by which somebody may look for an activity, in both languages, folded.

    Where a sensitive group meets is left out: a search must not tell what the page keeps to itself.
    """
    parts = [
        getattr(activity, f"{name}_{language}")
        for name in ("title", "summary", "audience")
        for language in ("en", "fr")
    ]
    parts += [activity.centre.name_en, activity.centre.name_fr, activity.centre.town]
    if activity.venue and not activity.sensitive:
        parts += [activity.venue.name_en, activity.venue.name_fr, activity.venue.town]
    for language in ("en", "fr"):
        with translation.override(language):
            parts.append(str(Kind(activity.kind).label))
    return fold(" ".join(part for part in parts if part))


def fill(activity: Activity) -> None:
    """Bring the columns that the site searches and sorts by in line with the words. Does not save."""
    activity.search_text = text_for(activity)
    activity.sort_en = fold(activity.title_en or activity.title_fr)[:100]
    activity.sort_fr = fold(activity.title_fr or activity.title_en)[:100]


def words(query: str) -> list[str]:
    """The words of a reader's query, folded; each of them must occur."""
    return fold(query).split()[:MOST_WORDS]
