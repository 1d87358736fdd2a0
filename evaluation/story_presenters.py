"""A story as a page says it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.text import labelled
from evaluation.models import Reach, Story


@dataclass(frozen=True)
class Standing:
    """Where a story stands, in a few words and a colour."""

    words: str
    colour: str


def standing(story: Story) -> Standing:
    if story.is_withdrawn:
        return Standing(_("taken back, words deleted"), "grey")
    if story.is_checked:
        return Standing(_("may be told outside"), "green")
    if story.waits_for_yes:
        return Standing(_("its text waits for a yes"), "yellow")
    if story.goes_outside:
        return Standing(_("has no text for outside yet"), "grey")
    return Standing(_("stays inside"), "grey")


def reach(story: Story) -> str:
    """How far it may go, with the name where there is one."""
    said = str(Reach(story.reach).label)
    return labelled(said, story.shown_as) if story.shown_as else said


def line(story: Story) -> tuple[Story, str, Standing]:
    return story, reach(story), standing(story)
