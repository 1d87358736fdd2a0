"""The tablet in the hall: put there by whoever keeps the register, then used by whoever comes in."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activities.forms.register import CheckInForm, DigitsForm, FirstNameForm
from activities.models import Booking, Session
from activities.presenters.registers import kiosk_names
from activities.services import kiosk as kiosks
from activities.services import register as registers
from activities.services.kiosk import Kiosk
from activities.views.guards import keeper_required
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted

WELCOME_FOR = 5  # seconds; then the next one finds an empty page
NAMES_FOR = 30


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_required
def start(request: Request, session: Session) -> HttpResponse:
    """Say what will happen; then sign the keeper out here and leave the tablet's page alone."""
    try:
        if request.method == "POST":
            token = kiosks.start(session, by=request.actor)
            logout(request)
            return redirect("kiosk:show", token)
        registers.check_open(session, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("register:show", session.public_id)
    shown = {"session": session, "activity": session.activity, "help_centre": session.centre}
    return render(request, "activities/kiosk/start.html", shown)


@require_POST
@keeper_required
def stop(request: Request, session: Session) -> HttpResponse:
    """Take the tablet away."""
    try:
        kiosks.stop(session, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("The tablet in the hall has stopped."))
    return redirect("register:show", session.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def show(request: Request, token: str) -> HttpResponse:
    """Ask for the first letters of a name, or for digits where no name may be shown."""
    try:
        kiosk = kiosks.of_token(token)
    except DomainError:
        return _over(request)
    form = DigitsForm(posted(request)) if kiosk.asks_for_digits else FirstNameForm(posted(request))
    if not form.is_valid():
        return _ask(request, kiosk, form)
    if isinstance(form, DigitsForm):
        return _by_digits(request, kiosk, form)
    found = kiosks.called(kiosk, form.cleaned_data["first_name"])
    return _for(NAMES_FOR, kiosk, _ask(request, kiosk, form, names=kiosk_names(found), has_looked=True))


@require_POST
@private
def check_in(request: Request, token: str) -> HttpResponse:
    """A tap at one's own name."""
    form = CheckInForm(request.POST)
    try:
        kiosk = kiosks.of_token(token)
    except DomainError:
        return _over(request)
    if kiosk.asks_for_digits or not form.is_valid():
        return redirect("kiosk:show", token)
    row = kiosks.expected(kiosk, form.cleaned_data["booking"])
    return _welcome(request, kiosk, row, FirstNameForm())


def _by_digits(request: Request, kiosk: Kiosk, form: DigitsForm) -> HttpResponse:
    try:
        row = kiosks.by_digits(kiosk, form.cleaned_data["digits"])
    except DomainError as error:  # tried too often
        form.refuse(error, "digits")
        return _ask(request, kiosk, form)
    return _welcome(request, kiosk, row, DigitsForm())


def _welcome(request: Request, kiosk: Kiosk, row: Booking | None, form: FirstNameForm | DigitsForm) -> HttpResponse:
    try:
        if row is None:
            raise DomainError("not_on_list")
        kiosks.check_in(kiosk, row)
    except DomainError:
        return _for(NAMES_FOR, kiosk, _ask(request, kiosk, form, has_looked=True))
    # In a sensitive group not even one's own: who typed a neighbour's digits would read the neighbour's name.
    name = "" if kiosk.asks_for_digits else row.person.first_name
    return _for(WELCOME_FOR, kiosk, _render(request, "activities/kiosk/welcome.html", kiosk, name=name))


def _ask(request: Request, kiosk: Kiosk, form: FirstNameForm | DigitsForm, **found: object) -> HttpResponse:
    return _render(request, "activities/kiosk/ask.html", kiosk, form=form, **found)


def _render(request: Request, template: str, kiosk: Kiosk, **shown: object) -> HttpResponse:
    address = {"token": kiosk.token, "session": kiosk.session, "activity": kiosk.session.activity}
    return render(request, template, {"kiosk": kiosk, **address, **shown})


def _over(request: Request) -> HttpResponse:
    return render(request, "activities/kiosk/over.html", status=410)


def _for(seconds: int, kiosk: Kiosk, response: HttpResponse) -> HttpResponse:
    """Go back to the empty page by itself: nobody finds the name of whoever came before."""
    response["Refresh"] = f"{seconds}; url={reverse('kiosk:show', args=[kiosk.token])}"
    return response
