"""What people ask about their record, at the desk: due within thirty days."""

import json
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit, paper
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people import copies, hats
from people.guards import staff_required
from people.models import Person
from people.views.people import of_request
from privacy import officers, presenters
from privacy.forms.requests import GRANT, AnswerForm, StaffRequestForm, StatementForm
from privacy.guards import officer_required
from privacy.models import RecordRequest
from privacy.services import requests
from privacy.views.trail import centre_of

PER_PAGE = 30
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@officer_required
def request_list(request: Request) -> HttpResponse:
    """What waits for an answer, by when it is due; below it what was answered."""
    rows = RecordRequest.visible_to(request.actor).at(request.actor.centre_id).for_rows()
    today = timezone.localdate()
    waiting = [presenters.due(row, today) for row in rows.open()]
    page = Paginator(rows.answered(), PER_PAGE).get_page(request.GET.get("page"))
    named = {one.request.person_id for one in waiting} | {row.person_id for row in page}
    audit.record_many("person.listed", by=request.actor, person_ids=sorted(named))
    return render(request, "privacy/desk/requests.html", {"waiting": waiting, "page": page})


@form_view
@private
@officer_required
def show(request: Request, public_id: UUID) -> HttpResponse:
    """What was asked, the copy to hand over, and the answer."""
    found = request_of(request, public_id)
    form = AnswerForm(posted(request))
    if form.is_valid():
        answer, deed = form.cleaned_data["answer"], form.cleaned_data["deed"]
        try:
            (requests.grant if deed == GRANT else requests.refuse)(found, answer=answer, by=request.actor)
        except DomainError as error:
            form.refuse(error, "answer" if error.code == "answer_needs_words" else None)
        else:
            messages.success(request, _("Answered. The person is told, and reads it on their page."))
            return redirect("privacy:request", found.public_id)
    requests.view(found, by=request.actor)
    due = presenters.due(found, timezone.localdate())
    return render(request, "privacy/desk/request.html", {"asked": found, "due": due, "form": form})


@form_view
@private
@staff_required(*CARE_ROLES)
def new(request: Request, public_id: UUID) -> HttpResponse:
    """Staff write down what somebody asked in person. What it says is read by the privacy officer."""
    person = of_request(request, public_id)
    hats.require_client(request.actor, person)
    form = StaffRequestForm(posted(request), initial={"received_on": timezone.localdate()})
    if form.is_valid():
        try:
            made = requests.ask(person=person, centre=centre_of(request), by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error, {"received_ahead": "received_on", "correction_needs_words": "words"}.get(error.code))
        else:
            messages.success(request, _("Written down. The privacy officer answers within thirty days."))
            if officers.is_officer(request.actor):
                return redirect("privacy:request", made.public_id)
            return redirect("desk:person", person.public_id)
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="form")
    return render(request, "privacy/desk/request_new.html", {"person": person, "form": form})


@require_POST
@private
@officer_required
def extend(request: Request, public_id: UUID) -> HttpResponse:
    found = request_of(request, public_id)
    try:
        requests.extend(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Thirty days more. Tell the person, and why."))
    return redirect("privacy:request", found.public_id)


@require_POST
@private
@officer_required
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    """They said that they do not need it any more."""
    found = request_of(request, public_id)
    try:
        requests.withdraw(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    return redirect("privacy:request", found.public_id)


@form_view
@private
@officer_required
def statement(request: Request, public_id: UUID) -> HttpResponse:
    """What the person says against a refusal, written down for them."""
    found = request_of(request, public_id)
    form = StatementForm(posted(request), initial={"statement": found.disagreement})
    if form.is_valid():
        try:
            requests.disagree(found, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("privacy:request", found.public_id)
    return render(request, "privacy/desk/statement.html", {"asked": found, "form": form})


@require_safe
@private
@officer_required
def copy(request: Request, public_id: UUID) -> HttpResponse:
    """All that is held, on paper, to be handed over."""
    found = request_of(request, public_id)
    _copied(request, found.person)
    draft = {
        "name": _("What my centre holds about me"),
        "person": found.person,
        "halves": copies.of(found.person),
        "today": timezone.localdate(),
        "size": 12,
        "is_large": False,
    }
    return paper.answer(request, "people/paper/copy.html", [draft], filename="copy.pdf")


@require_safe
@private
@officer_required
def copy_json(request: Request, public_id: UUID) -> HttpResponse:
    """The same for a program."""
    found = request_of(request, public_id)
    _copied(request, found.person)
    return as_json(found.person)


def _copied(request: Request, person: Person) -> None:
    """A copy has both hats in it: it is not for an officer who may see but one of them."""
    hats.require_client(request.actor, person)
    audit.record("person.copied", by=request.actor, subject=person, person_id=person.pk)


def as_json(person: Person) -> HttpResponse:
    """What is held about somebody, as a file."""
    text = json.dumps(copies.as_data(person), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="copy.json"'
    return response


def request_of(request: Request, public_id: UUID) -> RecordRequest:
    """One of the officer's centre; 404 for any other, also for one's own at another."""
    rows = RecordRequest.visible_to(request.actor).at(request.actor.centre_id).select_related("person", "centre")
    found: RecordRequest = get_object_or_404(rows, public_id=public_id)
    return found
