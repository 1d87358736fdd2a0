"""The idea box on the site: what others would like to see, a new idea, and "I'd come"."""

import uuid
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activities.forms.ideas import ComeForm, IdeaWords, SuggestForm
from activities.models import Idea, IdeaState
from activities.services import ideas, taking_up
from activities.views.proposals import championships, not_champion
from centres.models import Centre
from core import throttle
from core.actors import person_actor
from core.caching import public_page
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.guards import account_required
from people.models import ContactPoint, Person
from people.services import codes, persons

form_view = require_http_methods(["GET", "HEAD", "POST"])


@public_page
def centres(request: HttpRequest) -> HttpResponse:
    """At which centre? Straight on where there is only one."""
    found = list(Centre.public().order_by("name_en"))
    if len(found) == 1:
        return redirect("ideas:centre", found[0].slug)
    return render(request, "activities/ideas/centres.html", {"centres": found})


@public_page
def centre(request: HttpRequest, slug: str) -> HttpResponse:
    """What people would like to see here, the most wanted first."""
    here = get_object_or_404(Centre.public(), slug=slug)
    found = list(Idea.public().at(here.pk).most_wanted())
    shown = {
        "centre": here,
        "help_centre": here,
        "gathering": [idea for idea in found if idea.is_gathering],
        "groups": [idea for idea in found if idea.state == IdeaState.DONE and idea.activity],
    }
    return render(request, "activities/ideas/centre.html", shown)


@public_page
def idea(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One idea; leads on to the group that it became, or to the idea into which it went."""
    found = ideas.find(public_id)
    if found is None:
        raise Http404
    if found.merged_into:
        return redirect("ideas:idea", found.merged_into.public_id)
    if found.state == IdeaState.DONE:
        return redirect("activities:detail", found.activity.slug) if found.activity else _to_centre(found.centre)
    shown = {"idea": found, "centre": found.centre, "help_centre": found.centre}
    return render(request, "activities/ideas/idea.html", shown)


def _to_centre(here: Centre) -> HttpResponse:
    return redirect("ideas:centre", here.slug)


@form_view
@private
def suggest(request: Request, slug: str) -> HttpResponse:
    """Something new. Nobody sees it before staff have looked at it."""
    here = get_object_or_404(Centre.public(), slug=slug)
    person = _person(request)
    kind = IdeaWords if _is_known(request) else SuggestForm
    form = kind(posted(request), initial={"request_key": uuid.uuid4()})
    if form.is_trapped:
        return _to_centre(here)
    if form.is_valid():
        try:
            point = _suggest(request, here, person, form)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you! Staff look at your idea, and then it appears here."))
            return _to_confirm(point) if point and not point.verified_at else _to_centre(here)
    return render(request, "activities/ideas/suggest.html", {"form": form, "centre": here, "help_centre": here})


def _suggest(request: Request, here: Centre, person: Person | None, form: IdeaWords) -> ContactPoint | None:
    said, language = form.cleaned_data, _language()
    stranger = form.stranger(language=language) if isinstance(form, SuggestForm) else None
    tries = [throttle.by_address("idea", request), throttle.by_centre("idea", here.pk)]
    throttle.allow(*tries, *([throttle.by_contact("idea", stranger.contact)] if stranger else []))
    _made, point = ideas.suggest(
        centre=here,
        title=said["title"],
        words=said["words"],
        language=language,
        request_key=said["request_key"],
        person=_oneself(request, person),
        stranger=stranger,
        by=request.actor,
    )
    return point if stranger else None


@form_view
@private
def come(request: Request, public_id: UUID) -> HttpResponse:
    """ "I'd come": as oneself, or with one way to be reached."""
    found = ideas.find(public_id)
    if found is None or not found.is_gathering:
        raise Http404
    person = _person(request)
    form = None if _is_known(request) else ComeForm(posted(request))
    if form is not None and form.is_trapped:
        return redirect("ideas:idea", found.public_id)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return _come(request, found, person, form)
        except DomainError as error:
            if form is None:
                messages.error(request, error.words)
            else:
                form.refuse(error)
    shown: dict[str, Any] = {"idea": found, "form": form, "help_centre": found.centre}
    shown["has_said"] = ideas.has_supported(found, person.pk if person else None)
    return render(request, "activities/ideas/come.html", shown)


def _come(request: Request, found: Idea, person: Person | None, form: ComeForm | None) -> HttpResponse:
    if form is None:
        oneself = cast("Person", _oneself(request, person))
        ideas.support(found, person=oneself, by=person_actor(oneself.pk, user_id=request.actor.user_id))
        messages.success(request, _("Thank you! We tell you when it begins."))
        return redirect("ideas:idea", found.public_id)
    stranger = form.stranger(language=_language())
    if stranger is None:
        raise DomainError("reach_needed")
    throttle.allow(
        throttle.by_address("idea", request),
        throttle.by_contact("idea", stranger.contact),
        throttle.by_centre("idea", found.centre_id),
    )
    point = ideas.support_as_stranger(found, stranger=stranger, by=request.actor)
    messages.success(request, _("Thank you! One more step, and you are counted: show that this is yours."))
    return _to_confirm(point)


def _to_confirm(point: ContactPoint) -> HttpResponse:
    """The page that sends a code and opens one's own page with it, as after a sign-up."""
    return redirect(reverse("my:confirm", args=[codes.confirm_token(point)]))


@require_POST
@account_required
def take_up(request: Request, public_id: UUID) -> HttpResponse:
    """An idea becomes the start of a champion's proposal."""
    found = get_object_or_404(Idea.visible_to(request.actor).gathering(), public_id=public_id)
    champion = next((one for one in championships(request) if one.centre_id == found.centre_id), None)
    if champion is None:
        return not_champion(request)
    try:
        proposal = taking_up.take_up(found, champion=champion, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("my_champion:home")
    messages.success(request, _("It is yours to shape now. Change whatever you like."))
    return redirect("proposals:step", proposal.public_id, 1)


def _person(request: Request) -> Person | None:
    """Who it is, where we know: somebody with an account, or who has opened their own page without one."""
    if request.actor.person_id is None:
        return None
    return Person.visible_to(request.actor).filter(pk=request.actor.person_id).first()


def _is_known(request: Request) -> bool:
    """Whether no name is asked: also of an account that is nobody yet."""
    return request.actor.person_id is not None or request.user.is_authenticated


def _oneself(request: Request, person: Person | None) -> Person | None:
    if person is None and request.user.is_authenticated:
        return persons.of_account(request.user)
    return person


def _language() -> str:
    return (get_language() or "en")[:2]
