"""Somebody was asked, and answers: by a signed link, without an account. Looking changes nothing."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from champions.forms.asking import CallMeForm
from champions.models import Answer, ChampionInvitation, Standing
from champions.services import answers
from champions.views import applying
from champions.views.applying import Door
from core import throttle
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted

AskedView = Callable[..., HttpResponse]
WROTE = "champion_wrote"  # the session's note of which confided pages of whom were written in this browser


def by_link(view: AskedView) -> AskedView:
    """Find the invitation of the link; a kind page where it opens nothing. Wrong links are counted."""

    @wraps(view)
    def opened(request: Request, token: str, **kwargs: int) -> HttpResponse:
        invitation = answers.by_token(token)
        if invitation is None:
            return _gone(request)
        shown = {"token": token, "help_centre": invitation.centre}
        if not invitation.is_open:
            return render(request, "champions/asked/thanks.html", {"invitation": invitation, **shown})
        return view(request, token, invitation, **kwargs)

    return private(opened)


def _gone(request: Request) -> HttpResponse:
    try:
        throttle.allow(throttle.by_address("asked", request))
    except DomainError as error:
        return render(request, "core/later.html", {"words": error.words}, status=429)
    return render(request, "champions/asked/gone.html", status=404)


@require_safe
@by_link
def show(request: Request, token: str, invitation: ChampionInvitation) -> HttpResponse:
    """Who wrote what, what it means, and three ways to answer."""
    shown = {
        "invitation": invitation,
        "token": token,
        "centre": invitation.centre,
        "help_centre": invitation.centre,
        "has_said_yes": invitation.answer == Answer.YES,
    }
    return render(request, "champions/asked/show.html", shown)


@require_POST
@by_link
def yes(_request: Request, token: str, invitation: ChampionInvitation) -> HttpResponse:
    """Yes leads on to the first page."""
    return _say(token, invitation, Answer.YES)


@require_POST
@by_link
def not_now(_request: Request, token: str, invitation: ChampionInvitation) -> HttpResponse:
    return _say(token, invitation, Answer.LATER)


def _say(token: str, invitation: ChampionInvitation, answer: Answer) -> HttpResponse:
    try:
        answers.say(invitation, answer, by=answers.person_of(invitation))
    except DomainError:  # settled at this very moment: the page says how
        return redirect("asked:show", token)
    return redirect("asked:page", token, 1) if answer == Answer.YES else redirect("asked:show", token)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def call(request: Request, token: str, invitation: ChampionInvitation) -> HttpResponse:
    """They would rather talk: who calls them, and at which number. The number that we have is not shown."""
    form = CallMeForm(posted(request), is_known=bool(answers.number_of(invitation)))
    shown = {"token": token, "centre": invitation.centre, "help_centre": invitation.centre}
    if form.is_valid():
        number = form.cleaned_data["number"]
        try:
            tries = [throttle.by_contact("asked.call", number)] if number else []
            throttle.allow(throttle.by_address("asked.call", request), *tries)
            answers.call_me(invitation, number=number, by=answers.person_of(invitation))
        except DomainError as error:
            form.refuse(error, "number")
        else:
            return render(request, "champions/asked/call_waits.html", shown)
    return render(request, "champions/asked/call.html", {"form": form, **shown})


def _door(request: Request, token: str, invitation: ChampionInvitation) -> Door:
    champion = invitation.whom
    return Door(
        champion=champion,
        by=answers.person_of(invitation),
        space="asked",
        args=(token,),
        home=("asked:show", token),
        shows=frozenset(int(page) for page in request.session.get(WROTE, {}).get(str(champion.pk), [])),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def page(request: Request, token: str, invitation: ChampionInvitation, number: int) -> HttpResponse:
    """One page of the form. What was confided is shown back only in the browser in which it was written."""
    if invitation.whom.standing == Standing.INVITED and invitation.answer != Answer.YES:
        return redirect("asked:show", token)
    door = _door(request, token, invitation)
    response = applying.page(request, door, number)
    if request.method == "POST" and response.status_code == 302 and applying.confides(number):
        wrote = request.session.get(WROTE, {})
        theirs = wrote.get(str(door.champion.pk), [])
        request.session[WROTE] = {**wrote, str(door.champion.pk): sorted({*theirs, number})}
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def check(request: Request, token: str, invitation: ChampionInvitation) -> HttpResponse:
    return applying.check(request, _door(request, token, invitation))
