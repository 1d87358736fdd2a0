"""The steps before a champion starts, at the desk: each with its history and its form; police checks with a letter."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from champions.forms.screening import ConsentForm, SettleForm, WorksForm
from champions.models import POLICE_CHECKS, Champion, Clearance, Decision, Need, Referee, Work
from champions.services import asked, clearances, steps, training
from champions.views.file import here
from core import audit, paper
from core.actors import MANAGERS
from core.errors import DomainError
from core.http import Request, posted
from people.guards import staff_required

form_view = require_http_methods(["GET", "HEAD", "POST"])
# Free for volunteers, with up to five copies, since April 1, 2022.
FREE_CHECKS = frozenset({Need.CRC, Need.CRJMC})


def need_of(name: str, *, among: Any = Need) -> Need:
    if name not in among:
        raise Http404
    return Need(name)


@form_view
@staff_required(*MANAGERS)
def works(request: Request, pk: int) -> HttpResponse:
    """Which kinds of role the champion does or would like to do."""
    champion = here(request, pk)
    form = WorksForm(posted(request), initial={"works": champion.works})
    if form.is_valid():
        clearances.choose_works(champion, [Work(work) for work in form.cleaned_data["works"]], by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("champions:file", champion.pk)
    return render(request, "champions/screening/works.html", {"form": form, "champion": champion})


@form_view
@staff_required(*MANAGERS)
def step(request: Request, pk: int, need: str) -> HttpResponse:
    """One need: why, what was written down of it so far, and the form to write down that it is seen to."""
    champion, kind = here(request, pk), need_of(need)
    today = steps.today(champion)
    form = SettleForm(posted(request), need=kind, months=asked.table(champion.centre_id).months(kind), today=today)
    if form.is_valid():
        answers = {**form.cleaned_data, "decision": Decision(form.cleaned_data["decision"])}
        try:
            clearances.settle(champion, kind, by=request.actor, **answers)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("champions:file", champion.pk)
    return _step_page(request, champion, kind, form)


def _step_page(
    request: Request, champion: Champion, need: Need, form: SettleForm, consent: ConsentForm | None = None
) -> HttpResponse:
    today = steps.today(champion)
    history = Clearance.visible_to(request.actor).of(champion).filter(need=need)
    shown: dict[str, Any] = {
        "champion": champion,
        "need": need,
        "step": next((one for one in steps.of(champion, on=today) if one.need == need), None),
        "history": list(history),
        "form": consent or form,  # its errors begin the page's title
        "settle": form,
        "is_check": need in POLICE_CHECKS,
    }
    if need in POLICE_CHECKS:
        shown["consent"] = clearances.consent_to(champion, need, on=today)
        shown["consent_form"] = consent or ConsentForm(today=today, prefix="consent")
    if need == Need.REFERENCES:
        shown["referees"] = list(Referee.visible_to(request.actor).of_champion(champion))
    if need == Need.TRAINING:
        shown["lessons"] = gone_through(champion)
    audit.record("person.viewed", by=request.actor, subject=champion, person_id=champion.person_id, page="step")
    return render(request, "champions/screening/step.html", shown)


def gone_through(champion: Champion) -> list[tuple[training.Lesson, Any]]:
    """The training that is for a champion, each with when they went through it, or nothing."""
    taken = training.taken_by([champion])
    return [(lesson, taken.get(lesson.key)) for lesson in training.lessons(steps.works_of(champion))]


@require_POST
@staff_required(*MANAGERS)
def consent(request: Request, pk: int, need: str) -> HttpResponse:
    """They have agreed in writing to this type of check."""
    champion, kind = here(request, pk), need_of(need, among=POLICE_CHECKS)
    today = steps.today(champion)
    form = ConsentForm(request.POST, today=today, prefix="consent")
    if not form.is_valid():
        months = asked.table(champion.centre_id).months(kind)
        return _step_page(request, champion, kind, SettleForm(need=kind, months=months, today=today), form)
    clearances.agree_to_check(champion, kind, on=form.cleaned_data["given_on"], by=request.actor)
    messages.success(request, _("Saved."))
    return redirect("screening:step", champion.pk, kind)


@require_POST
@staff_required(*MANAGERS)
def take_back(request: Request, pk: int) -> HttpResponse:
    """It was written down by mistake."""
    rows = Clearance.visible_to(request.actor).filter(champion__centre=request.actor.centre_id)
    row = get_object_or_404(rows.select_related("champion"), pk=pk)
    try:
        clearances.take_back(row, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Taken back. It stays in the list below."))
    return redirect("screening:step", row.champion_id, row.need)


@require_safe
@staff_required(*MANAGERS)
def letter(request: Request, pk: int, need: str, language: str) -> HttpResponse:
    """For the police service: which check, for which position, and why it is lawful for it."""
    champion, kind = here(request, pk), need_of(need, among=POLICE_CHECKS)
    if language not in ("en", "fr"):
        raise Http404
    today = steps.today(champion)
    agreed = clearances.consent_to(champion, kind, on=today)
    if agreed is None:
        messages.error(request, DomainError("consent_first").words)
        return redirect("screening:step", champion.pk, kind)
    audit.record("person.viewed", by=request.actor, subject=champion, person_id=champion.person_id, page="letter")
    with translation.override(language):
        step = next((one for one in steps.of(champion, on=today) if one.need == kind), None)
        shown = {
            "name": _("To the police service"),
            "size": 12,
            "champion": champion,
            "centre": champion.centre,
            "need": kind,
            "whys": step.whys if step else (),
            "is_free": kind in FREE_CHECKS,
            "is_vulnerable": kind == Need.VSC,
            "consent": agreed,
            "today": today,
            "signs": request.user,
        }
        return paper.answer(request, "champions/screening/letter.html", [shown], filename=f"letter-{language}.pdf")
