"""What the centre told people, what became of it, and having it sent again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from core import audit, clock
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.http import Request, way_back
from notifications import gateways, lines, presenters
from notifications.forms import CallForm
from notifications.models import OutboxMessage
from notifications.models.outbox import OutboxQuerySet
from notifications.services import outbox, resending
from people import context
from people.guards import staff_required

PER_PAGE = 25
Narrow = Callable[[OutboxQuerySet], OutboxQuerySet]
STATES: dict[str, tuple[str | Promise, Narrow]] = {
    "": (gettext_lazy("All messages"), lambda found: found),
    "waiting": (gettext_lazy("On their way"), OutboxQuerySet.on_their_way),
    "sent": (gettext_lazy("Sent"), OutboxQuerySet.arrived),
    "failed": (gettext_lazy("Did not get through"), OutboxQuerySet.in_vain),
}


@require_safe
@staff_required(*CARE_ROLES)
def message_list(request: Request) -> HttpResponse:
    """Every message to the people of the centre, newest first."""
    if context.frame(request).centre is None:
        raise Http404
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    found = lines.with_all(STATES[state][1](outbox.at_desk(request.actor))).newest_first()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = lines.of(page.object_list)
    audit.record_many("person.listed", by=request.actor, person_ids={line.message.person_id for line in shown})
    return render(
        request,
        "notifications/outbox/list.html",
        {
            "page": page,
            "lines": shown,
            "state": state,
            "states": [(value, label) for value, (label, _narrow) in STATES.items()],
            "query": f"state={state}" if state else "",
            "carries": gateways.carries(),
            "back": request.get_full_path(),
        },
    )


@require_safe
@staff_required(*CARE_ROLES)
def call(request: Request, pk: int) -> HttpResponse:
    """Saying it on the telephone instead: the numbers, what to read aloud, and what came of the call."""
    message = _message(request, pk)
    person = message.person
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="call")
    tried = message.calls.order_by("at")
    shown: dict[str, Any] = {
        "message": message,
        "person": person,
        "words": next(iter(outbox.render([message])), None),
        "may_call": lines.may_be_called(person),
        "tries": presenters.tries(tried, message.zone),
        "form": CallForm(),
        "back": way_back(request.GET, "desk_outbox:list"),
    }
    return render(request, "notifications/outbox/call.html", shown)


@require_POST
@staff_required(*CARE_ROLES)
def resend(request: Request, pk: int) -> HttpResponse:
    message = _message(request, pk)
    try:
        owed = resending.resend(message, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        waits = owed.due_at is not None and owed.due_at > clock.now()
        said = _("It goes out once their quiet hours end.") if waits else _("It goes out again within a minute.")
        messages.success(request, said)
    return redirect(way_back(request.POST, "desk_outbox:list"))


def _message(request: Request, pk: int) -> OutboxMessage:
    here = lines.with_all(outbox.at_desk(request.actor))
    found: OutboxMessage = get_object_or_404(here, pk=pk)
    return found
