"""*My calendars*: addresses that show one's own dates in any calendar program."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendars import presenters
from calendars.forms import ChoicesForm, NewForm
from calendars.models import Scope, Subscription
from calendars.services import subscriptions
from centres.models import Centre
from champions.models import Champion
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.guards import person_required
from people.models import StaffRole
from people.views.my import me

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@person_required
def calendars(request: Request) -> HttpResponse:
    """Those that I have, and the way to another one."""
    person = me(request)
    lines = presenters.lines(subscriptions.standing(person))
    return render(request, "calendars/my/list.html", {"lines": lines, "help_centre": person.centres.first()})


@form_view
@person_required
@private
def new(request: Request) -> HttpResponse:
    """What is in it; the answer shows the address, once."""
    person = me(request)
    initial = {"language": person.language, "shows_waiting": True}
    form = NewForm(_scopes(request), posted(request), initial=initial)
    if form.is_valid():
        scope = form.cleaned_data.pop("scope")
        try:
            made = subscriptions.make(
                person=person, scope=scope, centre=_my_centre(request), by=request.actor, **form.cleaned_data
            )
        except DomainError as error:
            form.refuse(error)
        else:
            return _shown_once(request, made)
    return render(request, "calendars/my/new.html", {"form": form, "help_centre": person.centres.first()})


@form_view
@person_required
def change(request: Request, pk: int) -> HttpResponse:
    subscription = _mine(request, pk)
    form = ChoicesForm.of(subscription, posted(request))
    if form.is_valid():
        subscriptions.change(subscription, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved. Your program shows it when it looks the next time."))
        return redirect("my_calendars:list")
    shown = {"form": form, "title": presenters.title(subscription), "help_centre": subscription.centre}
    return render(request, "calendars/my/change.html", shown)


@form_view
@person_required
@private
def rotate(request: Request, pk: int) -> HttpResponse:
    """The answer to the button is the only page that ever shows the new address."""
    if request.method != "POST":
        return redirect("my_calendars:list")
    return _shown_once(request, subscriptions.rotate(_mine(request, pk), by=request.actor))


@require_POST
@person_required
def revoke(request: Request, pk: int) -> HttpResponse:
    subscriptions.revoke(_mine(request, pk), by=request.actor)
    messages.success(request, _("The calendar is ended. Its address opens nothing any more."))
    return redirect("my_calendars:list")


def _mine(request: Request, pk: int) -> Subscription:
    mine = Subscription.visible_to(request.actor).standing().select_related("person", "centre")
    return get_object_or_404(mine, pk=pk, person=request.actor.person_id)


def _my_centre(request: Request) -> Centre | None:
    """Where the reader looks after people."""
    if not request.actor.has(*CARE_ROLES):
        return None
    works_at = StaffRole.centres_of(request.actor.user_id)
    return next((centre for centre in works_at if centre.pk == request.actor.centre_id), None)


def _scopes(request: Request) -> list[tuple[Scope, str | Promise]]:
    """What there is for the reader to choose from."""
    actor = request.actor
    found: list[tuple[Scope, str | Promise]] = [(Scope.PLACES, Scope.PLACES.label)]
    if Champion.visible_to(actor).led_by(actor.person_id).active().exists():
        found.append((Scope.LED, Scope.LED.label))
    if centre := _my_centre(request):
        found.append((Scope.CENTRE, presenters.everything_at(centre)))
    return found


def _shown_once(request: Request, made: subscriptions.NewAddress) -> HttpResponse:
    shown = {"ways": presenters.ways(made.address, presenters.title(made.subscription))}
    return render(request, "calendars/my/address.html", shown)
