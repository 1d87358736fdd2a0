"""What somebody told, for the copy of everything that their centre holds about them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core import dates
from core.text import labelled
from evaluation.models import Story
from evaluation.story_presenters import reach
from people.models import Person


def lines(person: Person) -> list[str]:
    """Their words, with how far they may go; and the text for outside, where there is one. One query."""
    said = []
    for story in _of(person):
        day = dates.day(timezone.localtime(story.told_at).date(), year=True)
        said.append(labelled(f"{day} ({reach(story)})", story.words))
        if story.shown_words:
            said.append(labelled(day, _("“%(words)s”") % {"words": story.shown_words}))
    return said


def rows(person: Person) -> list[dict[str, Any]]:
    """The same for a program. One query."""
    return [
        {
            "told_at": story.told_at,
            "told_how": story.told_how,
            "language": story.language,
            "words": story.words,
            "reach": story.reach,
            "name": story.shown_as,
            "text_for_outside": story.shown_words,
            "agreed_to_the_text": story.is_checked,
            "wording": story.wording,
        }
        for story in _of(person)
    ]


def _of(person: Person) -> list[Story]:
    return list(Story.objects.standing().filter(person=person).order_by("told_at", "pk"))
