"""Records that may be of one human: looked at side by side, told apart, merged, and taken apart again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.http import Request
from people import comparison, hats, presenters
from people.forms import SearchForm
from people.guards import staff_required
from people.models import Person
from people.services import matching, merging, search
from people.views.people import MOST_TYPED, SEARCH_KEY, of_request

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff_required(*CARE_ROLES)
def doubles(request: Request) -> HttpResponse:
    """The pairs that nobody has decided on."""
    pairs = matching.pairs(request.actor)
    shown = {person.pk for pair in pairs for person in (pair.older, pair.newer)}
    audit.record_many("person.listed", by=request.actor, person_ids=sorted(shown))
    return render(request, "people/desk/doubles.html", {"pairs": pairs, "is_cut": len(pairs) == matching.MOST})


@form_view
@staff_required(*CARE_ROLES)
def of_person(request: Request, public_id: UUID) -> HttpResponse:
    """Another record of this person: those that resemble it, and a search for the rest."""
    person = of_request(request, public_id)
    if request.method == "POST":
        request.session[SEARCH_KEY] = request.POST.get("q", "")[:MOST_TYPED]
        return redirect(f"{request.path}?search=1")
    text = request.session.get(SEARCH_KEY, "") if "search" in request.GET else ""
    found = [one for one in search.people(text, actor=request.actor) if one.pk != person.pk]
    alike = matching.alike(person, actor=request.actor)
    listed = {one.pk for one in found} | {one.person.pk for one in alike}
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="doubles")
    audit.record_many("person.listed", by=request.actor, person_ids=sorted(listed))
    shown = {"person": person, "form": SearchForm(initial={"q": text}), "text": text, "found": found, "alike": alike}
    return render(request, "people/desk/person_doubles.html", shown)


@require_safe
@staff_required(*CARE_ROLES)
def compare(request: Request, public_id: UUID, other_id: UUID) -> HttpResponse:
    """Both records beside each other: one human, or two?"""
    both = _both(request, public_id, other_id)
    if both is None:
        return redirect("desk:doubles")
    one, other = both
    hats.require_client(request.actor, one, other)
    kept, merged = sorted((one, other), key=lambda person: (person.user_id is None, person.pk))
    shown = {"one": one, "other": other, "kept": kept, "merged": merged}
    return render(request, "people/desk/compare.html", {**shown, "lines": comparison.side_by_side(one, other)})


@require_POST
@staff_required(*CARE_ROLES)
def tell_apart(request: Request, public_id: UUID, other_id: UUID) -> HttpResponse:
    """Two different people."""
    both = _both(request, public_id, other_id)
    if both is None:
        return redirect("desk:doubles")
    matching.tell_apart(*both, by=request.actor)
    messages.success(request, _("Two different people. Nobody will ask about these two again."))
    return redirect("desk:doubles")


@form_view
@staff_required(*CARE_ROLES)
def merge(request: Request, public_id: UUID, other_id: UUID) -> HttpResponse:
    """What would happen; then it happens. The first record is the one that stays."""
    both = _both(request, public_id, other_id)
    if both is None:
        return redirect("desk:doubles")
    kept, merged = both
    hats.require_client(request.actor, kept, merged)
    if request.method == "POST":
        try:
            merging.merge(kept, merged, by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
            return redirect(request.path)
        messages.success(request, _("The two records are one now. If that was wrong, you can undo it below."))
        return redirect("desk:person", kept.public_id)
    preview = merging.preview(kept, merged, actor=request.actor)
    shown = {"preview": preview, "two": comparison.two(kept, merged), "lines": comparison.united(kept, merged)}
    shown["agreements"] = presenters.agreements(preview.agreements)
    return render(request, "people/desk/merge.html", shown)


@form_view
@staff_required(*CARE_ROLES)
def unmerge(request: Request, public_id: UUID, pk: int) -> HttpResponse:
    """What going back would do; then it is done."""
    person = of_request(request, public_id)
    done = merging.find(person, pk, actor=request.actor)
    if done is None:
        raise Http404
    if request.method == "POST":
        try:
            merging.undo(done, by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
        else:
            messages.success(request, _("These are two records again."))
        return redirect("desk:person", person.public_id)
    for seen in (done.kept, done.merged):
        audit.record("person.viewed", by=request.actor, subject=seen, person_id=seen.pk)
    preview = merging.preview_undo(done, actor=request.actor)
    return render(request, "people/desk/unmerge.html", {"person": person, "preview": preview})


def _both(request: Request, public_id: UUID, other_id: UUID) -> tuple[Person, Person] | None:
    """Two records that the actor may see; looking at them is recorded.

    Nothing where one of them is there no more: a colleague has merged it meanwhile, and a message says so. 404 where
    there is neither.
    """
    rows = Person.visible_to(request.actor).filter(public_id__in=(public_id, other_id))
    found = {person.public_id: person for person in rows.prefetch_related("contact_points")}
    if not found or public_id == other_id:
        raise Http404
    if len(found) == 1:
        messages.info(request, DomainError("merged_meanwhile").words)
        return None
    if request.method != "POST":
        for person in found.values():
            audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk)
    return found[public_id], found[other_id]
