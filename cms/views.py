"""Serving pages, and the few addresses that belong to the site as a whole."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.views import serve

from cms import routing, selectors


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
