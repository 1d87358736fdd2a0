"""What people allowed to be told in a report, in their own words."""

from centres.models import Centre
from core.actors import Actor
from core.reports import Quote
from evaluation.services import stories


def of(centre: Centre, *, by: Actor) -> list[Quote]:
    return [Quote(story.words, story.name, story.language) for story in stories.quotable(centre, by=by)]
