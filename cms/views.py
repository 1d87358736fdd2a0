"""Serving pages, and the few addresses that belong to the site as a whole."""

from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.views import serve

from champions.models import TrainingTaken
from champions.services import training
from cms import lessons, routing, selectors, videos
from cms.forms import QuizForm, Said
from cms.models import TrainingPage
from core.actors import MANAGERS
from core.headers import private
from core.http import Request, posted
from people.guards import person_required


@require_safe
def root(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """To the visitor's language: the one in their cookie, or else the one that their browser asks for."""
    response = redirect(f"/{get_language() or 'en'}/")
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's pages: the quick way for those that everybody may read, Wagtail's own for the rest."""
    found = routing.public_page(request) if request.method in ("GET", "HEAD") else None
    return found.serve(request) if found else serve(request, path)


@require_safe
def phones(request: HttpRequest) -> HttpResponse:
    """Every centre's telephone number: a person is one call away."""
    return render(request, "cms/phones.html", {"centres": selectors.centres.get()})


def sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's own forms would ask for a password alone; allauth asks for the second step as well."""
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = reverse("wagtailadmin_home")
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied  # signing in once more would lead back here, again and again
    return redirect(reverse("account_login", query={"next": target}))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone: back offices and people's own pages."""
    context = {"base": settings.PUBLIC_BASE_URL, "languages": [code for code, _name in settings.LANGUAGES]}
    return render(request, "cms/robots.txt", context, content_type="text/plain; charset=utf-8")


@csp_update({"frame-src": videos.SITES})
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": videos.SITES})
@person_required
@private
def lesson(request: Request, key: UUID) -> HttpResponse:
    """A piece of training: for champions on the way or serving, who finish it; for those who sign it off to read."""
    learns = training.learns(request.actor)
    if not learns and not request.actor.has(*MANAGERS):
        raise Http404
    found = lessons.page(key)
    if found is None:
        raise Http404
    form = QuizForm(posted(request), quiz=found.quiz)
    said: dict[str, Said] = {}
    if learns and request.method == "POST" and form.is_valid():
        said = form.said()
        if all(one.is_right for one in said.values()):
            training.take(request.actor.person_id or 0, key, by=request.actor)
            messages.success(request, _("Done, thank you. Your centre sees that you have gone through it."))
            return redirect("my_champion:home")
    return render(request, "cms/training.html", _shown(request, found, form, said, learns=learns))


def _shown(
    request: Request, found: TrainingPage, form: QuizForm, said: dict[str, Said], *, learns: bool
) -> dict[str, Any]:
    spoken = found.locale.language_code
    mine = TrainingTaken.visible_to(request.actor).filter(champion__person=request.actor.person_id or 0)
    return {
        "lesson": found,
        "lesson_lang": spoken if spoken != (get_language() or "en")[:2] else "",
        "form": form,
        "asked": [(form[name], said.get(name)) for name in form.fields],
        "answers": said,
        "taken": mine.filter(lesson=found.translation_key).order_by("-at").first(),
        "may_finish": learns,
    }
