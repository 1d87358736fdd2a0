"""One's own page without an account: opening it by a link, closing it, and the links to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import qr
from core.errors import DomainError
from core.headers import private
from core.http import Request
from people import opened, presenters
from people.guards import person_required
from people.models import Person
from people.services import links
from people.views.my import me

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@private
def open_page(request: Request, token: str) -> HttpResponse:
    """Looking opens nothing: programs that check a message's links look as well. The button does."""
    link = links.by_token(token)
    if link is None:
        return render(request, "people/my/gone.html", status=404)
    if request.user.is_authenticated:
        return render(request, "people/my/signed_in.html")
    if request.method == "POST":
        opened.by_link(request, links.use(link))
        return to_page(link.person)
    return render(request, "people/my/open.html")


@require_POST
def close(request: Request) -> HttpResponse:
    """For whoever sits at a computer that others use."""
    if request.user.is_authenticated:
        return redirect("my:home")
    opened.close(request)
    messages.success(request, _("Your page is closed on this device."))
    return redirect("my:find")


@require_safe
@person_required
def my_links(request: Request) -> HttpResponse:
    """Which links open my page, and since when."""
    person = me(request)
    shown = {"lines": presenters.page_links(links.standing(person)), "help_centre": person.centres.first()}
    return render(request, "people/my/links.html", shown)


@form_view
@person_required
@private
def link_make(request: Request) -> HttpResponse:
    """The answer to the button is the only page that ever shows the link. Looked at again, there is no more to see."""
    if request.method != "POST":
        return redirect("my:links")
    person = me(request)
    try:
        new = links.make(person=person, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("my:links")
    shown = {"address": new.address, "code": qr.code(new.address), "help_centre": person.centres.first()}
    return render(request, "people/my/link.html", shown)


@require_POST
@person_required
def link_revoke(request: Request, pk: int) -> HttpResponse:
    link = get_object_or_404(links.open_links(), pk=pk, person=request.actor.person_id)
    links.revoke(link, by=request.actor)
    messages.success(request, _("The link is ended. It opens nothing any more."))
    return redirect("my:links")


def to_page(person: Person) -> HttpResponse:
    """To the page, in the language of its person."""
    with translation.override(person.language):
        return redirect(reverse("my:home"))
