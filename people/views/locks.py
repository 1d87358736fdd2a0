"""Who does not see a record: said on one's own page, or written down at the desk; and opening one against its lock."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from centres.models import Centre
from core import audit, dates
from core.actors import CARE_ROLES, Role
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from core.policies import may
from people import context, lock_words
from people.guards import person_required, staff_required
from people.lock_forms import LockedForm, LockForm, OverrideForm, PrivacyOfficersForm
from people.models import LockBox, Person
from people.models.lockbox import Reason
from people.services import locks, staff
from people.views.my import me
from people.views.people import of_request

form_view = require_http_methods(["GET", "HEAD", "POST"])
FOUND_KEY = "locked_found"


@form_view
@person_required
def mine(request: Request) -> HttpResponse:
    """Who at my centre does not see my record."""
    person = me(request)
    centres = list(person.centres.order_by("pk"))
    found = _page(request, person, centres, to_self=True)
    if found is None:
        return redirect("my:locks")
    return render(request, "people/my/locks.html", {**found, "help_centre": centres[0] if centres else None})


@require_POST
@person_required
def lift_mine(request: Request, pk: int) -> HttpResponse:
    person = me(request)
    _lift(request, get_object_or_404(LockBox.visible_to(request.actor), pk=pk, person=person))
    return redirect("my:locks")


@form_view
@staff_required(*CARE_ROLES)
def of_person(request: Request, public_id: UUID) -> HttpResponse:
    """The same, written down for somebody who says so at the desk."""
    person = of_request(request, public_id)
    found = _page(request, person, [_centre(request)], to_self=False)
    if found is None:
        is_open = Person.visible_to(request.actor).filter(pk=person.pk).exists()
        return redirect("desk:person_locks", public_id) if is_open else redirect("desk:people")
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="locks")
    return render(request, "people/desk/locks.html", found)


@require_POST
@staff_required(*CARE_ROLES)
def lift(request: Request, public_id: UUID, pk: int) -> HttpResponse:
    person = of_request(request, public_id)
    _lift(request, get_object_or_404(LockBox.visible_to(request.actor), pk=pk, person=person))
    return redirect("desk:person_locks", public_id)


def _page(request: Request, person: Person, centres: list[Centre], *, to_self: bool) -> dict[str, Any] | None:
    """What both pages show; nothing once a lock was written down."""
    people = locks.staff_of(centres)
    form = LockForm(posted(request), staff=people)
    if form.is_valid():
        try:
            made = locks.lock(person, by=request.actor, **form.chosen)
        except DomainError as error:
            form.refuse(error, "whom")
        else:
            said = _("Written down: %(who)s. It holds from now on.")
            messages.success(request, said % {"who": lock_words.whom(made)})
            return None
    known = [lock for lock in locks.of(person, actor=request.actor) if lock.centre in centres]
    lines = lock_words.of(known, to_self=to_self)
    return {
        "person": person,
        "form": form,
        "standing": [line for line in lines if not line.lifted],
        "lifted": [line for line in lines if line.lifted],
        "alone_at": [one.centre for one in people if one.leaves_nobody(known)],
    }


def _lift(request: Request, found: LockBox) -> None:
    locks.lift(found, by=request.actor)
    messages.success(request, _("Written down: the record is open to them again."))


@form_view
@private
@staff_required(*CARE_ROLES)
def locked(request: Request) -> HttpResponse:
    """Whether there is a record that is locked for me. It answers who knows the person, and nobody else."""
    form = LockedForm(posted(request))
    if form.is_valid():
        sent = form.cleaned_data
        try:
            found = locks.locked_for(
                name=sent["name"], born=sent["birth_date"], number=sent["number"], by=request.actor
            )
        except DomainError as error:
            form.refuse(error, "name")
        else:
            if found is not None:
                request.session[FOUND_KEY] = found.pk
                return redirect("desk:lock_override")
            form.add_error("name", _("There is no locked record that fits exactly."))
    return render(request, "people/desk/locked.html", {"form": form})


@form_view
@private
@staff_required(*CARE_ROLES)
def override(request: Request) -> HttpResponse:
    """There is a record that is locked for me: why I have to open it all the same."""
    found = locks.found_before(request.session.get(FOUND_KEY), by=request.actor)
    if found is None:
        request.session.pop(FOUND_KEY, None)
        return redirect("desk:locked")
    form = OverrideForm(posted(request))
    if form.is_valid():
        try:
            opened = locks.override(
                found, reason=Reason(form.cleaned_data["reason"]), words=form.cleaned_data["words"], by=request.actor
            )
        except DomainError as error:
            form.refuse(error, "words")
        else:
            del request.session[FOUND_KEY]
            until = dates.clock(opened.until.astimezone(_centre(request).zone))
            said = _("The record is open to you until %(until)s. That you opened it is written down.")
            messages.warning(request, said % {"until": until})
            return redirect("desk:person", found.public_id)
    return render(request, "people/desk/override.html", {"form": form})


@form_view
@private
@staff_required(Role.MANAGER)
def privacy_officers(request: Request) -> HttpResponse:
    """A manager names who looks after privacy."""
    centre = _centre(request)
    if not may(request.actor, "people.staff", centre):
        raise PermissionDenied
    initial = {"users": staff.named_privacy_officers(centre.pk)}
    managers = staff.at_centre(centre.pk, Role.MANAGER)  # they alone open the privacy officer's room
    form = PrivacyOfficersForm(posted(request), staff=managers, initial=initial)
    if form.is_valid():
        staff.name_privacy_officers(centre=centre, users=form.chosen, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("desk:people")
    return render(request, "people/desk/privacy_officers.html", {"form": form})


def _centre(request: Request) -> Centre:
    centre = context.frame(request).centre
    if centre is None:
        raise Http404
    return centre
