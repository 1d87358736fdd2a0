"""On the champion's home: letters, certificates, and the consent to one's story."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from champions import sheets
from champions.forms.thanks import CertificateForm, StoryForm
from champions.models import Certificate, Hours, StoryConsent
from champions.services import certificates, stories
from champions.views.my_support import form_view, mine, page
from core.errors import DomainError
from core.http import Request, posted
from people.guards import person_required


def _mine(request: Request, pk: int) -> Certificate:
    """A certificate of the person whose page it is."""
    own = Certificate.visible_to(request.actor).filter(champion__person=request.actor.person_id)
    found: Certificate = get_object_or_404(own.select_related("champion__person", "champion__centre"), pk=pk)
    return found


@form_view
@person_required
def certificate_new(request: Request, pk: int) -> HttpResponse:
    champion = mine(request, pk)
    today = timezone.localdate(timezone=champion.centre.zone)
    initial = {"kinds": certificates.kinds_of(champion), "language": champion.person.language}
    form = CertificateForm(posted(request), initial=initial, today=today)
    if form.is_valid():
        try:
            certificates.issue(champion, **form.cleaned_data, today=today, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Your certificate is made. You can print it below."))
            return redirect("my_champion:home")
    return page(request, champion, "champions/my/certificate_new.html", form=form)


@require_safe
@person_required
def certificate(request: Request, pk: int) -> HttpResponse:
    return sheets.certificate(request, _mine(request, pk))


@require_POST
@person_required
def certificate_end(request: Request, pk: int) -> HttpResponse:
    certificates.revoke(_mine(request, pk), by=request.actor)
    messages.success(request, _("Ended: whoever checks it hears that no such paper is known."))
    return redirect("my_champion:home")


@require_safe
@person_required
def letter(request: Request, pk: int, year: int) -> HttpResponse:
    """For a year in which a full hour was counted."""
    champion = mine(request, pk)
    if not dict(Hours.visible_to(request.actor).filter(champion=champion).by_year()).get(year):
        raise Http404
    return sheets.letter(request, champion, year)


@form_view
@person_required
def story(request: Request, pk: int) -> HttpResponse:
    """I agree that my story is told."""
    champion = mine(request, pk)
    form = StoryForm(posted(request))
    if form.is_valid():
        try:
            stories.agree(champion, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error, "about")
        else:
            messages.success(request, _("Thank you. You can say no at any time, on this page."))
            return redirect("my_champion:home")
    return page(request, champion, "champions/my/story.html", form=form)


@require_POST
@person_required
def story_withdraw(request: Request, pk: int) -> HttpResponse:
    own = StoryConsent.visible_to(request.actor).filter(champion__person=request.actor.person_id)
    stories.withdraw(get_object_or_404(own.select_related("champion"), pk=pk), by=request.actor)
    messages.success(request, _("Your story is off the site."))
    return redirect("my_champion:home")
