"""Pages that belong to no app: the errors, and the living page of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import style_page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The form was open too long, or cookies are off: say what to do."""
    return render(request, "403_csrf.html", status=403)


def styles(request: HttpRequest) -> HttpResponse:
    """Every component and field in every state, to look at while building."""
    return render(request, "core/styles.html", style_page.context())
