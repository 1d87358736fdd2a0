"""Stories about champions are on the site only while their consent stands."""

from datetime import datetime

import structlog

from champions.models.thanks import as_stored
from champions.services import stories
from cms.models.stories import About, StoryPage

log = structlog.get_logger("porchlight.cms")


def take_off(code: str) -> int:
    """Every page that tells this story goes off the site, in each language; returns how many were there."""
    told = [page for page in _about_champions() if as_stored(page.consent_code) == code]
    for page in told:
        page.unpublish()
    return len(told)


def hold_back(page: StoryPage) -> None:
    """A page that has just been published, and may not be there."""
    if not page.may_be_told:
        page.unpublish()
        log.warning("story held back", page=page.pk)


def take_off_all(*, now: datetime) -> int:  # noqa: ARG001 - a job's shape
    """Whatever is on the site without a consent that stands: should anything else have failed. Returns how many."""
    untold = [page for page in _about_champions() if not stories.stands(page.consent_code)]
    for page in untold:
        page.unpublish()
    return len(untold)


def _about_champions() -> list[StoryPage]:
    """Few: they are read in one go."""
    return list(StoryPage.objects.live().filter(about=About.CHAMPION))
