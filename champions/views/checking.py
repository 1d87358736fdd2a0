"""For schools, employers and others: is this certificate true? Says no more than the paper does."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from champions.forms.thanks import CodeForm
from champions.services import certificates
from core import throttle
from core.errors import DomainError
from core.headers import private
from core.http import Request


@private
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request) -> HttpResponse:
    """Somebody types the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _answer(request, form, form.cleaned_data["code"])
    return render(request, "champions/check.html", {"form": form})


@private
@require_safe
def with_code(request: Request, code: str) -> HttpResponse:
    """Somebody held a camera before the square on the paper."""
    return _answer(request, CodeForm({"code": code}), code)


def _answer(request: Request, form: CodeForm, code: str) -> HttpResponse:
    try:
        throttle.allow(throttle.by_address("certificate", request))
    except DomainError as error:
        form.is_valid()
        form.refuse(error, "code")
        return render(request, "champions/check.html", {"form": form}, status=429)
    found = certificates.check(code, by=request.actor)
    if found is None:
        form.is_valid()
        words = _("We know no certificate with this code. Please compare it with the paper, or call the centre.")
        form.add_error("code", words)
        return render(request, "champions/check.html", {"form": form}, status=404)
    return render(request, "champions/checked.html", {"certificate": found, "centre": found.champion.centre})
