"""What one of the two says, by a link of their own: whether it shall go on, and how it was. It names nobody."""

from contextlib import suppress
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import links
from core.actors import SYSTEM, Actor, person_actor
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from matches.forms.matches import HowItWasForm, refuse
from matches.models import Say
from matches.notices import SAY
from matches.services import goodbyes, pairs

LASTS = timedelta(days=180)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def say(request: Request, token: str) -> HttpResponse:
    """The question that stands, or thanks where none does."""
    found = _found(token)
    if found.is_asked_to_go_on:
        return _go_on(request, found, token)
    if found.is_asked_how_it_was:
        return _how_it_was(request, found, token)
    return _page(request, "thanks", found)


def _go_on(request: Request, found: Say, token: str) -> HttpResponse:
    if request.method == "POST":
        goes_on = {"yes": True, "no": False}.get(request.POST.get("goes_on", ""))
        if goes_on is not None:
            with suppress(DomainError):  # settled meanwhile: then the page says thank you
                pairs.say_whether_it_goes_on(found, goes_on=goes_on, by=_themselves(found))
            return redirect("company:say", token)
    return _page(request, "go_on", found)


def _how_it_was(request: Request, found: Say, token: str) -> HttpResponse:
    form = HowItWasForm(posted(request))
    if form.is_valid():
        try:
            goodbyes.say_how_it_was(found, by=_themselves(found), **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("company:say", token)
    return _page(request, "how_it_was", found, form=form)


def _page(request: Request, name: str, found: Say, **shown: object) -> HttpResponse:
    return render(request, f"matches/says/{name}.html", {"say": found, "help_centre": found.match.centre, **shown})


def _themselves(found: Say) -> Actor:
    return person_actor(pairs.whose(found).pk)


def _found(token: str) -> Say:
    """What the link stands for: the link itself is the permission."""
    try:
        [public_id] = links.read(SAY, token, max_age=LASTS)
    except links.BadLink as error:
        raise Http404 from error
    rows = Say.visible_to(SYSTEM).with_match().filter(match__request__person__erased_at=None, public_id=public_id)
    found: Say | None = rows.first()
    if found is None:
        raise Http404
    return found
