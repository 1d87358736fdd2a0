"""*My stories*: told, read again, and taken back, by whoever told them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.actors import Actor, person_actor
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from evaluation import story_presenters
from evaluation.forms.stories import WHERE, AnswerForm, ReachForm, TellForm
from evaluation.models import Story
from evaluation.models.story import StoryQuerySet
from evaluation.services import stories, story_texts
from people.guards import person_required
from people.models import Person

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@person_required
def every(request: Request) -> HttpResponse:
    rows = _mine(request).standing().newest_first().select_related("centre")
    shown = {"lines": [story_presenters.line(row) for row in rows]}
    return render(request, "evaluation/stories/mine.html", shown)


@form_view
@private
@person_required
def tell(request: Request) -> HttpResponse:
    me = Person.visible_to(request.actor).get(pk=request.actor.person_id)
    centres = list(me.centres.order_by("pk"))
    if not centres:
        messages.info(request, _("A story is told to a centre that knows you. Yours is not written down yet."))
        return redirect("my:home")
    form = TellForm(posted(request), centres=centres, initial={"language": get_language()})
    if form.is_valid():
        try:
            story = stories.tell(me, **form.told, by=_self(request))
        except DomainError as error:
            form.refuse(error, WHERE.get(error.code))
        else:
            messages.success(request, _("Thank you. We keep your words as you told them."))
            return redirect("my_stories:story", story.public_id)
    return render(request, "evaluation/stories/tell.html", {"form": form})


@require_safe
@private
@person_required
def story(request: Request, public_id: UUID) -> HttpResponse:
    return render(request, "evaluation/stories/of_mine.html", _shown(_one(request, public_id)))


@form_view
@private
@person_required
def reach(request: Request, public_id: UUID) -> HttpResponse:
    found = _one(request, public_id)
    form = ReachForm(posted(request), initial=ReachForm.now(found))
    if form.is_valid():
        try:
            stories.choose(found, **form.cleaned_data, by=_self(request))
        except DomainError as error:
            form.refuse(error, WHERE.get(error.code))
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("my_stories:story", public_id)
    return render(request, "evaluation/stories/reach_of_mine.html", {**_shown(found), "form": form})


@require_POST
@private
@person_required
def answer(request: Request, public_id: UUID) -> HttpResponse:
    """Yes or no to the text that they have just read."""
    take_answer(request, _one(request, public_id), by=_self(request))
    return redirect("my_stories:story", public_id)


@require_POST
@private
@person_required
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    take_back(request, _one(request, public_id), by=_self(request))
    return redirect("my_stories:list")


def take_answer(request: Request, found: Story, *, by: Actor) -> None:
    """What was pressed under a text; also for staff who have read it aloud."""
    form = AnswerForm(request.POST)
    edition = form.cleaned_data["edition"] if form.is_valid() else -1  # of no text
    say = story_texts.agree if "yes" in request.POST else story_texts.refuse
    try:
        say(found, edition=edition, by=by)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Thank you. It is written down."))


def take_back(request: Request, found: Story, *, by: Actor) -> None:
    """Pressed twice, it is taken back once."""
    try:
        if not found.is_withdrawn:
            stories.withdraw(found, by=by)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("The story is taken back, and its words are deleted."))


def _self(request: Request) -> Actor:
    """Staff who are clients as well act for themselves here."""
    return person_actor(request.actor.person_id or 0, user_id=request.actor.user_id)


def _mine(request: Request) -> StoryQuerySet:
    rows: StoryQuerySet = Story.visible_to(_self(request))
    return rows


def _one(request: Request, public_id: UUID) -> Story:
    found: Story = get_object_or_404(_mine(request).select_related("centre", "person"), public_id=public_id)
    return found


def _shown(found: Story) -> dict[str, object]:
    return {
        "story": found,
        "reach": story_presenters.reach(found),
        "standing": story_presenters.standing(found),
    }
