"""What a champion would like to do with one person: on their own home, and on their file at the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from champions.models import Champion
from core import audit
from core.actors import MANAGERS
from core.headers import private
from core.http import Request, posted
from matches.forms.profiles import ProfileForm
from matches.services import profiles
from people.guards import person_required, staff_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@private
@person_required
def mine(request: Request, pk: int) -> HttpResponse:
    """For a champion themselves, at one of the centres where they are one."""
    own = Champion.visible_to(request.actor).led_by(request.actor.person_id).select_related("person", "centre")
    champion = get_object_or_404(own, pk=pk)
    form = ProfileForm.of(profiles.of(champion), posted(request))
    if form.is_valid():
        profiles.save(champion, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved. Thank you."))
        return redirect("my_champion:home")
    return render(request, "matches/champion/profile.html", {"form": form, "help_centre": champion.centre})


@form_view
@private
@staff_required(*MANAGERS)
def at_desk(request: Request, pk: int) -> HttpResponse:
    """Staff read the questions aloud."""
    here = Champion.visible_to(request.actor).at(request.actor.centre_id).known().select_related("person", "centre")
    champion = get_object_or_404(here, pk=pk)
    form = ProfileForm.of(profiles.of(champion), posted(request))
    if form.is_valid():
        profiles.save(champion, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("champions:file", champion.pk)
    audit.record("person.viewed", by=request.actor, subject=champion, person_id=champion.person_id, page="form")
    return render(request, "matches/desk/profile.html", {"champion": champion, "form": form})
