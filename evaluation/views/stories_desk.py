"""Stories at the desk: written down while listening, shortened, read aloud; and what may be told of them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.models import Centre
from core import audit
from core.actors import CARE_ROLES, SYSTEM
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from evaluation import story_presenters
from evaluation.forms.stories import WHERE, ReachForm, ShortenForm, WrittenDownForm
from evaluation.models import READERS, Story
from evaluation.models.story import StoryQuerySet
from evaluation.services import stories, story_texts
from evaluation.views.stories_mine import take_answer, take_back
from people.guards import staff_required
from people.models import Person

PER_PAGE = 30
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@staff_required(*CARE_ROLES)
def every(request: Request) -> HttpResponse:
    """Those of the centre, without their words."""
    rows = at_desk(request).newest_first().select_related("person")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    audit.record_many("person.listed", by=request.actor, person_ids=sorted({row.person_id for row in page}))
    shown = {
        "page": page,
        "lines": [story_presenters.line(row) for row in page],
        "reads_quotes": request.actor.has(*READERS),
    }
    return render(request, "evaluation/stories/list.html", shown)


@require_safe
@private
@staff_required(*READERS)
def told(request: Request) -> HttpResponse:
    """What may be told outside just now, and by whom only where they chose a name."""
    quotes = stories.quotable(Centre.where(request.actor), by=request.actor)
    shown = {"quotes": quotes, "reads_all": request.actor.has(*CARE_ROLES)}
    return render(request, "evaluation/stories/told.html", shown)


@form_view
@private
@staff_required(*CARE_ROLES)
def write(request: Request, public_id: UUID) -> HttpResponse:
    """Somebody tells, and staff write it down; their own they tell on *My page*."""
    others = Person.visible_to(request.actor).exclude(pk=request.actor.person_id)
    person = get_object_or_404(others, public_id=public_id)
    centre = Centre.where(request.actor)
    form = WrittenDownForm(posted(request), centres=[centre], initial={"language": person.language})
    if form.is_valid():
        try:
            made = stories.tell(person, **form.told, by=request.actor)
        except DomainError as error:
            form.refuse(error, WHERE.get(error.code))
        else:
            messages.success(request, _("It is written down."))
            return redirect("desk_stories:story", made.public_id)
    return render(request, "evaluation/stories/write.html", {"form": form, "person": person})


@form_view
@private
@staff_required(*CARE_ROLES)
def story(request: Request, public_id: UUID) -> HttpResponse:
    """Their words; and the text for outside, which staff shorten and the person agrees to."""
    found = _one(request, public_id)
    form = ShortenForm(posted(request), initial={"words": found.shown_words or found.words})
    if form.is_valid():
        try:
            story_texts.propose(found, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error, WHERE.get(error.code))
        else:
            messages.success(request, _("Saved. Nothing is told before they have said yes to it."))
            return redirect("desk_stories:story", public_id)
    audit.record("story.viewed", by=request.actor, subject=found, person_id=found.person_id)
    return render(request, "evaluation/stories/story.html", {**_shown(found), "form": form})


@form_view
@private
@staff_required(*CARE_ROLES)
def reach(request: Request, public_id: UUID) -> HttpResponse:
    """They say that it may go further, or less far."""
    found = _one(request, public_id)
    form = ReachForm(posted(request), initial=ReachForm.now(found))
    if form.is_valid():
        try:
            stories.choose(found, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error, WHERE.get(error.code))
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("desk_stories:story", public_id)
    return render(request, "evaluation/stories/reach.html", {**_shown(found), "form": form})


@require_POST
@private
@staff_required(*CARE_ROLES)
def answer(request: Request, public_id: UUID) -> HttpResponse:
    """What somebody without an account said to the text that was read to them."""
    take_answer(request, _one(request, public_id), by=request.actor)
    return redirect("desk_stories:story", public_id)


@require_POST
@private
@staff_required(*CARE_ROLES)
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    """Pressed twice, it is taken back once: the second time it is not at the desk any more."""
    gone = Story.visible_to(SYSTEM).taken_back_at(request.actor).filter(public_id=public_id).first()
    take_back(request, gone or _one(request, public_id), by=request.actor)
    return redirect("desk_stories:list")


def at_desk(request: Request) -> StoryQuerySet:
    """Those of the centre where the actor works. Their own, where they are a client too, are on *My page*."""
    actor = request.actor
    rows: StoryQuerySet = Story.visible_to(actor).filter(centre=actor.centre_id)
    return rows.exclude(person=actor.person_id) if actor.person_id else rows


def _one(request: Request, public_id: UUID) -> Story:
    found: Story = get_object_or_404(at_desk(request).select_related("person__user", "centre"), public_id=public_id)
    return found


def _shown(found: Story) -> dict[str, object]:
    return {
        "story": found,
        "person": found.person,
        "reach": story_presenters.reach(found),
        "standing": story_presenters.standing(found),
        "reads_themselves": found.reads_themselves,
    }
