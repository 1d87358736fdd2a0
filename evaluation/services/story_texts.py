"""The text of a story that may leave the centre: staff shorten it, its person says yes or no."""

from datetime import datetime

from django.db import transaction

from core import clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from evaluation import states
from evaluation.models import Story


@transaction.atomic
def propose(story: Story, *, words: str, by: Actor, now: datetime | None = None) -> Story:
    """Staff shortened it, and took out what identifies others. Its person is asked; until they agree nothing leaves
    the centre, not even what they agreed to before. Raises `Forbidden`, `DomainError`, `Moved`."""
    require(by, "evaluation.shorten_story", story)
    if not words.strip():
        raise DomainError("story_without_words")
    held = _held(story)
    if not held.goes_outside:
        raise DomainError("story_stays_inside")
    at, text = now or clock.now(), words.strip()
    return states.stories.move(held, "propose", by=by, shown_words=text, edition=held.edition + 1, state_since=at)


@transaction.atomic
def agree(story: Story, *, edition: int, by: Actor, now: datetime | None = None) -> Story:
    """Yes, to exactly the edition that they read or heard. Staff write it down for somebody without an
    account that opens.
    Raises `Forbidden`, `DomainError`, `Moved`."""
    held = _asked(story, edition, by)
    return states.stories.move(held, "agree", by=by, state_since=now or clock.now())


@transaction.atomic
def refuse(story: Story, *, edition: int, by: Actor, now: datetime | None = None) -> Story:
    """Not like this: the text is dropped, and the story stays where it was. Raises `Forbidden`, `DomainError`,
    `Moved`."""
    held = _asked(story, edition, by)
    return states.stories.move(held, "refuse", by=by, state_since=now or clock.now(), shown_words="")


def _asked(story: Story, edition: int, by: Actor) -> Story:
    """The story, if this edition of its text still waits for an answer and the actor may give it."""
    require(by, "evaluation.keep_story", story)
    if by.person_id != story.person_id and not by.is_system and story.reads_themselves:
        raise DomainError("story_asks_themselves")
    held = _held(story)
    if not held.waits_for_yes or held.edition != edition:
        raise DomainError("story_text_changed")
    return held


def _held(story: Story) -> Story:
    """As it stands now; nobody else changes it until this is done."""
    held: Story = Story.objects.select_for_update(no_key=True, of=("self",)).select_related("person").get(pk=story.pk)
    return held
