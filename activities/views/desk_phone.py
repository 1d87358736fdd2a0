"""Booking while somebody is on the telephone: who calls, which date, done. Nothing about a person is in an address."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities.forms.phone import FindCallerForm, NewCallerForm, PickDateForm, WishesForm, read
from activities.models import Booking, Session
from activities.presenters import aloud
from activities.services import bookings, courses, enrolments, phone, terms
from centres.models import Centre
from core import audit, clock
from core.actors import CARE_ROLES, Channel
from core.errors import DomainError
from core.http import Request
from notifications.forms import CallForm
from notifications.models import Preferences
from people import context, wordings
from people.guards import staff_required
from people.models import Person
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import consents, persons, search

HITS = 8


def step(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A step that is reached by a button: everything it needs is sent, so its bare address leads to the first one."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @staff_required(*CARE_ROLES)
    @wraps(view)
    def taken(request: Request) -> HttpResponse:
        return view(request) if request.method == "POST" else redirect("desk_phone:start")

    return taken


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*CARE_ROLES)
def start(request: Request) -> HttpResponse:
    """Who is calling?"""
    text = request.POST.get("q", "").strip()
    found = search.people(text, actor=request.actor, limit=HITS) if text else []
    audit.record_many("person.listed", by=request.actor, person_ids=[person.pk for person in found])
    shown = {"form": FindCallerForm({"q": text} if text else None), "text": text, "typed": read(text), "found": found}
    return render(request, "activities/phone/_hits.html" if request.htmx else "activities/phone/start.html", shown)


@step
def new(request: Request) -> HttpResponse:
    """Somebody new: at once where the name and the number were typed; else what lacks is asked for."""
    centre = _centre(request)
    typed = read(request.POST.get("q", ""))
    if "name" in request.POST:
        form = NewCallerForm(request.POST)
    else:
        kind = ContactKind.MOBILE if request.POST.get("new") == ContactKind.MOBILE else ContactKind.LANDLINE
        known = {"name": typed.name, "contact": typed.contact, "contact_kind": kind, "language": centre.language}
        form = NewCallerForm(known) if typed.is_enough else NewCallerForm(initial=known)
    if form.is_valid():
        try:
            return _caller(request, persons.register(**form.details(), centre=centre, by=request.actor))
        except DomainError as error:
            form.refuse(error, "contact")
    return render(request, "activities/phone/new.html", {"form": form})


@step
def caller(request: Request) -> HttpResponse:
    """What this person has, and what fits."""
    person = _person(request)
    if request.htmx:
        return render(request, "activities/phone/_choices.html", _choices(request, person))
    return _caller(request, person)


@step
def agree(request: Request) -> HttpResponse:
    """The person said, asked on the telephone, whether we may write to them about their places."""
    person = _person(request)
    say = consents.give if request.POST.get("answer") == "yes" else consents.withdraw
    say(person=person, purpose=Purpose.OWN_PLACES, by=request.actor, wording=wordings.PHONE)
    return _caller(request, person)


@step
def book(request: Request) -> HttpResponse:
    """A place on one date, or every time."""
    person = _person(request)
    form = WishesForm(request.POST, arranges_lifts=_centre(request).arranges_lifts)
    every = "every" in request.POST
    session = _session(request, "every" if every else "session")
    if not form.is_valid():
        return _caller(request, person, wishes=form)
    order = {"person": person, "channel": Channel.DESK, "by": request.actor, **form.wishes}
    try:
        if every:
            first = enrolments.at(enrolments.enrol(activity=session.activity, **order), session)
            return _done(request, first, aloud.EveryTime(phone.with_position(first)))
        made = bookings.book(session=session, **order)
    except DomainError as error:
        messages.error(request, error.words)
        return _caller(request, person)
    return _done(request, made, aloud.Standing(phone.with_position(made)))


@step
def change(request: Request) -> HttpResponse:
    """Whom they bring, the lift, and what helps."""
    booking = _booking(request)
    has = {name: getattr(booking, name) for name in ("companions", "wants_lift", "access_needs")}
    sent = request.POST if "save" in request.POST else None
    form = WishesForm(sent, initial=has, arranges_lifts=booking.session.centre.arranges_lifts)
    form.fields["companions"].widget.attrs["autofocus"] = sent is None
    if form.is_valid():
        try:
            changed = bookings.change(booking, by=request.actor, **form.wishes)
        except DomainError as error:
            form.refuse(error, "companions")
        else:
            return _done(request, changed, aloud.Standing(phone.with_position(changed)))
    return _look(request, booking, "activities/phone/change.html", form=form)


@step
def cancel(request: Request) -> HttpResponse:
    """Ask first; then give the place back, on this date or on all of them."""
    booking = _booking(request)
    sure = request.POST.get("sure", "")
    if sure not in {"one", "every"}:
        # Who waits for a course waits for all of it.
        asks_which = booking.enrolment is not None and not courses.waits(booking)
        return _look(request, booking, "activities/phone/cancel.html", asks_which=asks_which)
    ends = booking.enrolment if sure == "every" else None
    try:
        if ends:
            enrolments.end(ends, by=request.actor)
        else:
            bookings.cancel(booking, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return _caller(request, booking.person)
    return _done(request, booking, aloud.Given(booking, every=ends is not None))


@step
def move(request: Request) -> HttpResponse:
    """Another date: those of the same group first."""
    booking = _booking(request)
    if "to" in request.POST:
        try:
            made = bookings.move(booking, to=_session(request, "to"), by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
        else:
            return _done(request, made, aloud.Swapped(booking, phone.with_position(made)))
    dates = phone.dates_to_move_to(booking, by=request.actor, now=clock.now())
    return _look(request, booking, "activities/phone/move.html", dates=dates)


@step
def accept(request: Request) -> HttpResponse:
    """They say yes to what is offered, or to a seat that stands free."""
    booking = _booking(request)
    try:
        accepted = bookings.accept(booking, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return _caller(request, booking.person)
    return _done(request, accepted, aloud.Standing(phone.with_position(accepted)))


# --- what the steps share -----------------------------------------------------------------------
def _centre(request: Request) -> Centre:
    centre = context.frame(request).centre
    if centre is None:
        raise Http404
    return centre


def _sent(request: Request, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError as error:
        raise Http404 from error


def _person(request: Request) -> Person:
    return get_object_or_404(Person.visible_to(request.actor), public_id=_sent(request, "person"))


def _session(request: Request, name: str) -> Session:
    here = Session.visible_to(request.actor).filter(centre=request.actor.centre_id).with_place()
    return get_object_or_404(here, public_id=_sent(request, name))


def _booking(request: Request) -> Booking:
    here = Booking.visible_to(request.actor).filter(session__centre=request.actor.centre_id)
    with_all = here.select_related("session__activity", "session__centre", "session__venue", "person", "enrolment")
    return get_object_or_404(with_all, public_id=_sent(request, "booking"))


def _choices(request: Request, person: Person) -> dict[str, Any]:
    text = request.POST.get("group", "").strip()
    found = phone.fitting(person, by=request.actor, now=clock.now(), text=text)
    return {
        "person": person,
        "text": text,
        "fitting": len(found),
        "spoken": [choice for choice in found if choice.speaks],
        "others": [choice for choice in found if not choice.speaks],
    }


def _caller(request: Request, person: Person, *, wishes: WishesForm | None = None) -> HttpResponse:
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="phone")
    centre, now = _centre(request), clock.now()
    prefetch_related_objects([person], "contact_points")
    shown = {
        "form": PickDateForm(request.POST),
        "wishes": wishes or _wishes(request, person, centre),
        "places": [(row, phone.can_accept(row, now=now)) for row in phone.places(person, by=request.actor, now=now)],
        "do_not_contact": Preferences.of(person).do_not_contact,
        "asks_consent": dict(consents.standing(person))[Purpose.OWN_PLACES] is None,
        "call": CallForm(),
        **_choices(request, person),
    }
    return render(request, "activities/phone/caller.html", shown)


def _wishes(request: Request, person: Person, centre: Centre) -> WishesForm:
    """As far as they were written already; what is known of the person is not asked again."""
    sent = request.POST if "companions" in request.POST else None
    known = {"companions": 0, "access_needs": person.access_needs}
    return WishesForm(sent, initial=known, arranges_lifts=centre.arranges_lifts)


def _look(request: Request, booking: Booking, template: str, **shown: Any) -> HttpResponse:
    person = booking.person
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="phone")
    return render(request, template, {"booking": booking, "person": person, **shown})


def _done(request: Request, booking: Booking, sentence: aloud.Sentence) -> HttpResponse:
    """What to read aloud, and what to mind."""
    person, session = booking.person, booking.session
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="phone")
    overlaps = terms.overlapping(person, session) if booking.is_active else []
    shown = {
        "person": person,
        "lines": aloud.lines(person, sentence),
        "is_sensitive": session.activity.sensitive,
        "overlaps": [row for row in overlaps if row.session.centre_id == session.centre_id],
        "overlaps_elsewhere": any(row.session.centre_id != session.centre_id for row in overlaps),
        "title": _("Done"),
    }
    return render(request, "activities/phone/done.html", shown)
