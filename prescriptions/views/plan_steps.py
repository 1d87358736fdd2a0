"""A new step of a plan, one page a kind: filled in on the telephone, done when it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.services import call_choices, through_line
from centres.models import Resource
from champions.services import invitations
from core import clock, words
from core.errors import DomainError
from core.forms import Form
from core.headers import private
from core.http import Request, posted
from matches.forms.matches import refuse as refuse_company
from people.guards import staff_required
from people.models.consent import Purpose
from people.services import consents
from prescriptions.forms import plans as forms
from prescriptions.models import WALKERS, Case
from prescriptions.plan_presenters import KINDS
from prescriptions.services import steps
from prescriptions.views.plans import back, case_of, form_view, goals_of, note_look

ASKS_CHAMPIONS = ("call", "door")


@dataclass(frozen=True)
class Kind:
    """How a kind of step is asked for, done, and spoken of."""

    form: Callable[[Request, Case], Any]
    make: Callable[[Request, Case, Any], object]
    done: str | Promise
    save: str | Promise = ""  # the words of the button; else "Add to the plan"


@form_view
@private
@staff_required(*WALKERS)
def new(request: Request, public_id: UUID, kind: str) -> HttpResponse:
    case = case_of(request, public_id)
    if kind not in BY_SLUG:
        raise Http404
    note_look(request, case)
    if kind in ASKS_CHAMPIONS and (why := _why_not(case, needs_number=kind == "call")):
        shown = {"case": case, "why": why, "words": DomainError(why).words, "kind": kind}
        return render(request, "prescriptions/plan/not_yet.html", shown)
    found = BY_SLUG[kind]
    form = found.form(request, case)
    if form.is_valid():
        try:
            found.make(request, case, form)
        except DomainError as error:
            _refuse(form, error)
        else:
            messages.success(request, str(found.done))
            return back(case)
    shown = {
        "case": case,
        "form": form,
        "heading": KINDS[kind],
        "save": found.save or _("Add to the plan"),
        "kind": kind,
    }
    return render(request, "prescriptions/plan/step.html", shown)


@require_POST
@private
@staff_required(*WALKERS)
def agree(request: Request, public_id: UUID, kind: str) -> HttpResponse:
    """The client said, asked just now, that a volunteer may call or meet them."""
    case = case_of(request, public_id)
    if kind not in ASKS_CHAMPIONS:
        raise Http404
    consents.give(person=case.person, purpose=Purpose.CHAMPION_CALLS, by=request.actor)
    messages.success(request, _("Written down. They can take it back at any time."))
    return redirect("desk_plans:step_new", public_id, kind)


def _why_not(case: Case, *, needs_number: bool) -> str:
    """What has to be settled before a champion is asked, as the code of the error; empty where nothing has."""
    if call_choices.wants_no_contact(case.person):
        return "wants_no_contact"
    if not call_choices.agrees(case.person):
        return "no_consent_to_calls"
    return "no_number_to_call" if needs_number and not call_choices.numbers(case.person) else ""


def _refuse(form: Form, error: DomainError) -> None:
    """A no stands at the field that it is about, where there is one."""
    at = {"call_until": "until", "champion_not_free": "champion", "champion_not_signed": "champion"}
    name = at.get(error.code)
    if name in form.fields:
        form.refuse(error, name)
    else:
        refuse_company(form, error)


# --- A group or a date --------------------------------------------------------------------------
def _group_form(request: Request, case: Case) -> Any:
    groups = call_choices.groups(by=request.actor, now=clock.now())
    return forms.GroupForm(posted(request), goals=goals_of(request, case), groups=groups)


def _join(request: Request, case: Case, form: Any) -> object:
    activity, session = form.chosen
    if session is None:
        return steps.join_group(case, activity=activity, plan=form.plan, by=request.actor)
    return steps.join_date(case, session=session, plan=form.plan, by=request.actor)


# --- Outside the centre -------------------------------------------------------------------------
def _resource_form(request: Request, case: Case) -> Any:
    resources = list(Resource.visible_to(request.actor).there().by_name(get_language() or "en"))
    return forms.ResourceForm(posted(request), goals=goals_of(request, case), resources=resources)


def _name_resource(request: Request, case: Case, form: Any) -> object:
    return steps.name_resource(case, plan=form.plan, by=request.actor, **form.order)


# --- Company ------------------------------------------------------------------------------------
def _company_form(request: Request, case: Case) -> Any:
    initial = {"languages": [case.person.language], "town": case.centre.town}
    return forms.CompanyForm(posted(request), goals=goals_of(request, case), initial=initial)


def _ask_for_company(request: Request, case: Case, form: Any) -> object:
    return steps.ask_for_company(case, plan=form.plan, by=request.actor, **form.order)


# --- Champions ----------------------------------------------------------------------------------
def _call_form(request: Request, case: Case) -> Any:
    now, person = clock.now(), case.person
    # To which group is chosen on the same page, so the suggested words name none.
    about = {"person": person, "centre": case.centre, "activity": None, "when": None}
    return forms.CallForm(
        posted(request),
        goals=goals_of(request, case),
        groups=call_choices.groups(by=request.actor, now=now),
        candidates=call_choices.candidates(person, centre_id=case.centre_id, now=now),
        points=call_choices.numbers(person),
        offers_line=through_line.is_offered(case.centre),
        first_day=now.astimezone(case.centre.zone).date(),
        initial={"script": words.render("activities/invite/script", person.language, about)},
    )


def _ask_to_call(request: Request, case: Case, form: Any) -> object:
    return steps.ask_to_call(case, plan=form.plan, by=request.actor, now=clock.now(), **form.order)


def _door_form(request: Request, case: Case) -> Any:
    now = clock.now()
    return forms.MeetForm(
        posted(request),
        goals=goals_of(request, case),
        places=call_choices.places(case.person, by=request.actor, now=now),
        candidates=call_choices.candidates(case.person, centre_id=case.centre_id, now=now),
        initial={"where": _("At the front door")},
    )


def _ask_to_meet(request: Request, case: Case, form: Any) -> object:
    return steps.ask_to_meet(case, plan=form.plan, by=request.actor, **form.order)


def _champion_form(request: Request, case: Case) -> Any:
    form = forms.ChampionForm(posted(request), goals=goals_of(request, case))
    form.offer(invitations.open_means(case.person))
    return form


def _ask_to_be_champion(request: Request, case: Case, form: Any) -> object:
    asking = form.asking(form.cleaned_data["words"])
    return steps.ask_to_be_champion(case, asking=asking, plan=form.plan, by=request.actor)


# --- Something else -----------------------------------------------------------------------------
def _other_form(request: Request, case: Case) -> Any:
    return forms.OtherForm(posted(request), goals=goals_of(request, case))


def _write(request: Request, case: Case, form: Any) -> object:
    return steps.write(case, plan=form.plan, by=request.actor, **form.order)


_ADDED = gettext_lazy("Added to the plan.")
BY_SLUG: dict[str, Kind] = {
    "group": Kind(_group_form, _join, gettext_lazy("Signed up, and added to the plan.")),
    "resource": Kind(_resource_form, _name_resource, _ADDED),
    "company": Kind(_company_form, _ask_for_company, gettext_lazy("They are on the list for company.")),
    "call": Kind(_call_form, _ask_to_call, gettext_lazy("The champion is asked."), gettext_lazy("Ask the champion")),
    "door": Kind(_door_form, _ask_to_meet, gettext_lazy("The champion is asked."), gettext_lazy("Ask the champion")),
    "champion": Kind(_champion_form, _ask_to_be_champion, gettext_lazy("They are asked."), gettext_lazy("Ask them")),
    "other": Kind(_other_form, _write, _ADDED),
}
