"""Letters of thanks, certificates and consents to stories, at the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from champions import sheets
from champions.forms.thanks import CertificateForm, LetterForm, StaffStoryForm
from champions.models import Certificate, Hours, StoryConsent
from champions.services import certificates, stories
from champions.views.file import here
from champions.views.support import form_view, saved, shown
from core.actors import MANAGERS
from core.errors import DomainError
from core.http import Request, posted
from people.guards import staff_required


def _certificate(request: Request, pk: int) -> Certificate:
    """Of a champion of the centre; 404 for anybody else's."""
    rows = Certificate.visible_to(request.actor).filter(champion__centre=request.actor.centre_id)
    found: Certificate = get_object_or_404(rows.select_related("champion__person", "champion__centre"), pk=pk)
    return found


@form_view
@staff_required(*MANAGERS)
def certificate_new(request: Request, pk: int) -> HttpResponse:
    champion = here(request, pk)
    today = timezone.localdate()
    initial = {"kinds": certificates.kinds_of(champion), "language": champion.person.language}
    form = CertificateForm(posted(request), initial=initial, today=today)
    if form.is_valid():
        try:
            certificates.issue(champion, **form.cleaned_data, today=today, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            return saved(request, champion, _("The certificate is made. Print it below, under Thanks."))
    return shown(request, champion, "champions/thanks/certificate_new.html", form)


@require_safe
@staff_required(*MANAGERS)
def certificate(request: Request, pk: int) -> HttpResponse:
    return sheets.certificate(request, _certificate(request, pk))


@require_POST
@staff_required(*MANAGERS)
def certificate_end(request: Request, pk: int) -> HttpResponse:
    found = certificates.revoke(_certificate(request, pk), by=request.actor)
    return saved(request, found.champion, _("Ended: whoever checks it hears that no such paper is known."))


@form_view
@staff_required(*MANAGERS)
def letter(request: Request, pk: int) -> HttpResponse:
    """With a sentence of one's own, signed by whoever writes it."""
    champion = here(request, pk)
    given = Hours.visible_to(request.actor).filter(champion=champion).by_year()
    years = [year for year, number in given if number]
    initial = {"year": years[0] if years else None, "language": champion.person.language}
    form = LetterForm(posted(request), initial=initial, years=years)
    if form.is_valid():
        words = form.cleaned_data
        with translation.override(words["language"]):
            signed_by = request.user.get_full_name()  # type: ignore[union-attr]  # the guard let in no visitor
            return sheets.letter(request, champion, words["year"], words=words["words"], signed_by=signed_by)
    return shown(request, champion, "champions/thanks/letter_new.html", form, years=years)


@form_view
@staff_required(*MANAGERS)
def story(request: Request, pk: int) -> HttpResponse:
    """The champion said yes, and staff write it down."""
    champion = here(request, pk)
    form = StaffStoryForm(posted(request))
    if form.is_valid():
        try:
            stories.agree(champion, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error, "about")
        else:
            return saved(request, champion, _("Saved. The code for the site’s editors stands below, under Thanks."))
    return shown(request, champion, "champions/thanks/story.html", form)


@require_POST
@staff_required(*MANAGERS)
def story_withdraw(request: Request, pk: int) -> HttpResponse:
    rows = StoryConsent.visible_to(request.actor).filter(champion__centre=request.actor.centre_id)
    consent = get_object_or_404(rows.select_related("champion"), pk=pk)
    stories.withdraw(consent, by=request.actor)
    messages.success(request, _("The story is off the site."))
    return redirect("champions:file", consent.champion_id)
