"""The places in a report where a centre says something in its own words, in order."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evaluation.indicators import Group
from evaluation.reporting.periods import Period

OPENING, CHANGE, WHOM, STORIES, CLOSING = "opening", "change", "whom", "stories", "closing"
_YEARLY = frozenset({CHANGE, WHOM})


def headings() -> dict[str, str | Promise]:
    """Every place with the heading under which the words stand."""
    return {
        OPENING: _("What we want to say first"),
        **{group.value: group.label for group in Group},
        CHANGE: _("What changed"),
        WHOM: _("For whom"),
        STORIES: _("In people’s own words"),
        CLOSING: _("What we do next"),
    }


def of(period: Period) -> dict[str, str | Promise]:
    """Those that a report of this period has."""
    return {slug: words for slug, words in headings().items() if period.year or slug not in _YEARLY}
