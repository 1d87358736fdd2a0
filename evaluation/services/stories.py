"""Stories: told, chosen how far they may go, and taken back; and which of them anybody may quote."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from centres.models import Centre
from core import audit, clock
from core.actors import SYSTEM, Actor
from core.errors import DomainError
from core.policies import require
from evaluation import states
from evaluation.models import Reach, Story, StoryState, ToldHow
from evaluation.models.story import StoryQuerySet
from people import wordings
from people.models import Person
from people.models.consent import Purpose
from people.services import consents

MOST_WORDS = 3000
NOTHING = {"words": "", "shown_words": "", "shown_as": ""}


@dataclass(frozen=True)
class Quote:
    """What may be told of one story. `name` is empty where its person did not choose one. It leads to nobody."""

    words: str
    name: str
    language: str


def quotable(centre: Centre, *, by: Actor) -> list[Quote]:
    """The stories of a centre that may be told just now, the newest first: the text that its person agreed to, word
    for word. Whoever shows them asks at each showing and keeps no copy: what was taken back is in none.
    Raises `Forbidden`. Two queries.
    """
    require(by, "evaluation.read", centre)
    found = list(Story.objects.may_be_told().filter(centre=centre).newest_first())
    if not by.is_system:
        audit.record_many("story.quoted", by=by, person_ids=sorted({story.person_id for story in found}))
    return [_quote(story) for story in found]


def _quote(story: Story) -> Quote:
    return Quote(story.shown_words, story.shown_as if story.reach == Reach.WITH_NAME else "", story.language)


@transaction.atomic
def tell(
    person: Person,
    *,
    centre: Centre,
    words: str,
    language: str,
    reach: str,
    shown_as: str = "",
    by: Actor,
    now: datetime | None = None,
) -> Story:
    """Keep a story, with how far it may go, in the words of `wordings.STORY`. Raises `Forbidden`, `DomainError`."""
    require(by, "people.change", person)
    if not _is_known(person, centre, by):
        raise DomainError("story_elsewhere")
    if not words.strip():
        raise DomainError("story_without_words")
    at = now or clock.now()
    consents.give(person=person, purpose=Purpose.STORIES, by=by, wording=wordings.STORY, now=at)
    story = Story(
        person=person,
        centre=centre,
        words=words.strip(),
        language=language,
        reach=Reach(reach),
        shown_as=_name(reach, shown_as),
        wording=wordings.STORY,
        told_at=at,
        told_how=ToldHow.SELF if by.person_id == person.pk else ToldHow.STAFF,
        agreed_at=at,
        state_since=at,
    )
    return states.stories.begin(story, StoryState.TOLD, "tell", by=by)


def _is_known(person: Person, centre: Centre, by: Actor) -> bool:
    """Staff write down at their own centre what somebody tells it; people tell a centre that knows them."""
    is_here = by.is_system or by.person_id == person.pk or by.centre_id == centre.pk
    return is_here and person.centres.filter(pk=centre.pk).exists()


def _name(reach: str, shown_as: str) -> str:
    """The name to be told; none for a story that goes without."""
    if reach != Reach.WITH_NAME:
        return ""
    if not shown_as.strip():
        raise DomainError("story_without_name")
    return shown_as.strip()


@transaction.atomic
def choose(story: Story, *, reach: str, shown_as: str = "", by: Actor, now: datetime | None = None) -> Story:
    """Another reach, or another name. The text that was agreed to fitted the old one: whatever leaves the centre is
    read and agreed to anew. Raises `Forbidden`, `DomainError`, `Moved`."""
    require(by, "evaluation.keep_story", story)
    name = _name(reach, shown_as)
    if (story.reach, story.shown_as) == (reach, name):
        return story
    at = now or clock.now()
    chosen = {"reach": Reach(reach), "shown_as": name, "shown_words": "", "wording": wordings.STORY}
    return states.stories.move(story, "choose", by=by, agreed_at=at, state_since=at, **chosen)


@transaction.atomic
def withdraw(story: Story, *, by: Actor, now: datetime | None = None) -> Story:
    """They take it back, by one press or a remark in passing: nothing shows it any more, and its words are deleted.
    Raises `Forbidden`, `Moved`."""
    require(by, "evaluation.keep_story", story)
    return states.stories.move(story, "withdraw", by=by, state_since=now or clock.now(), **NOTHING)


def withdraw_all(person_ids: Collection[int], *, by: Actor, now: datetime | None = None) -> int:
    """Everything that they told. Returns how many stories ended."""
    return _end(Story.objects.filter(person__in=person_ids), by, now)


def withdraw_ended(person_ids: Collection[int] | None = None, *, now: datetime | None = None) -> int:
    """Delete the words of what no longer stands because its person ended that they agree; what they told afterwards,
    agreeing anew, is kept. The job looks at everybody."""
    rows = Story.objects.ended()
    return _end(rows if person_ids is None else rows.filter(person__in=person_ids), SYSTEM, now)


@transaction.atomic
def _end(rows: StoryQuerySet, by: Actor, now: datetime | None) -> int:
    ended = 0
    for story in rows.standing():
        states.stories.move(story, "withdraw", by=by, state_since=now or clock.now(), **NOTHING)
        ended += 1
    return ended
