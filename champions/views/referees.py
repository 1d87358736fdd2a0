"""People who know a champion, at the desk: named, asked, heard on the telephone, read and decided about."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from champions.forms.references import RefereeForm, ReferenceForm, VerdictForm
from champions.models import Need, Referee, ReferenceAnswer, Verdict
from champions.services import reference_letters, references
from champions.views.file import here
from core import audit
from core.actors import MANAGERS
from core.errors import DomainError
from core.http import Request, posted
from people.guards import staff_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


def referee_here(request: Request, pk: int) -> Referee:
    """Somebody whom a champion of the actor's centre has named; 404 for anybody else's."""
    rows = Referee.visible_to(request.actor).filter(champion__centre=request.actor.centre_id)
    found: Referee = get_object_or_404(rows.select_related("champion__person", "champion__centre"), pk=pk)
    return found


def _back(referee: Referee) -> HttpResponse:
    return redirect("screening:step", referee.champion_id, Need.REFERENCES)


@form_view
@staff_required(*MANAGERS)
def add(request: Request, pk: int) -> HttpResponse:
    """Staff write down whom the champion names."""
    champion = here(request, pk)
    form = RefereeForm(posted(request), initial={"language": champion.person.language}, by_staff=True)
    if form.is_valid():
        try:
            references.name(champion, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved. Whoever has an e-mail address is asked now."))
            return redirect("screening:step", champion.pk, Need.REFERENCES)
    return render(request, "champions/screening/referee_add.html", {"form": form, "champion": champion})


@form_view
@staff_required(*MANAGERS)
def reference(request: Request, pk: int) -> HttpResponse:
    """What somebody said, and what staff make of it; or, asked on the telephone, the form to write it down."""
    found = referee_here(request, pk)
    said = ReferenceAnswer.visible_to(request.actor).filter(referee=found).first()
    return _judge(request, found, said) if said else _hear(request, found)


def _judge(request: Request, found: Referee, said: ReferenceAnswer) -> HttpResponse:
    form = VerdictForm(posted(request), initial={"verdict": said.verdict})
    if form.is_valid():
        said.referee = found
        references.judge(said, Verdict(form.cleaned_data["verdict"]), by=request.actor)
        messages.success(request, _("Saved."))
        return _back(found)
    person_id = found.champion.person_id
    audit.record("person.viewed", by=request.actor, subject=found, person_id=person_id, page="reference")
    shown = {"form": form, "referee": found, "said": said, "asks": ReferenceForm(name=found.champion.person.name)}
    return render(request, "champions/screening/reference.html", shown)


def _hear(request: Request, found: Referee) -> HttpResponse:
    form = ReferenceForm(posted(request), name=found.champion.person.name)
    if form.is_valid():
        try:
            references.answer(found, **form.cleaned_data, by=request.actor, heard=True)
        except DomainError as error:
            messages.error(request, error.words)
        else:
            messages.success(request, _("Saved."))
        return redirect("screening:reference", found.pk)
    return render(request, "champions/screening/reference_heard.html", {"form": form, "referee": found})


@require_POST
@staff_required(*MANAGERS)
def ask(request: Request, pk: int) -> HttpResponse:
    """Write to them again."""
    found = referee_here(request, pk)
    try:
        reference_letters.ask_anew(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("They are asked again."))
    return _back(found)


@require_POST
@staff_required(*MANAGERS)
def remove(request: Request, pk: int) -> HttpResponse:
    """Forget them, with what they said."""
    found = referee_here(request, pk)
    references.remove(found, by=request.actor)
    messages.success(request, _("Removed."))
    return _back(found)
