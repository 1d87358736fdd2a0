"""A telephone on a page, for whoever tries the demo: real webhooks, invented handsets."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centres.models import Centre
from core import phones
from core.actors import CARE_ROLES
from core.http import Request
from notifications import simulator
from notifications.simulator import Handset
from people import context
from people.guards import staff_required

NUMBER = "simulator.number"  # in the session: whose handset the page shows
FIRST_NUMBER = "+15195550177"
KEYS = "123456789*0#"
DEEDS = frozenset({"answer", "no_answer", "machine", "press", "say", "wait", "record", "hang_up"})


@require_safe
@staff_required(*CARE_ROLES)
def phone(request: Request) -> HttpResponse:
    """The handset: its call and its texts."""
    return _page(request, "notifications/simulator/phone.html")


@require_safe
@staff_required(*CARE_ROLES)
def screen(request: Request) -> HttpResponse:
    """What changes by itself, for a page that is open: texts that come in, and a call that rings."""
    return _page(request, "notifications/simulator/_screen.html")


@require_POST
@staff_required(*CARE_ROLES)
def act(request: Request) -> HttpResponse:
    """Text, call, press a key, speak, or take another handset."""
    centre, handset, said = _centre(request), _handset(request), request.POST
    try:
        if number := said.get("number"):
            request.session[NUMBER] = phones.to_e164(number)
        elif words := said.get("words", "").strip():
            handset.text(centre.line_number, words)
        elif said.get("do") == "call":
            handset.call(centre.line_number)
        elif said.get("do") in DEEDS:
            _in_the_call(handset, said)
    except phones.NotAPhone:
        messages.error(request, _("This is not a telephone number."))
    except simulator.SiteFailed as error:
        messages.error(request, _("Our own line did not answer as it should: %(why)s") % {"why": error})
    except simulator.NoStandIn:
        pass  # the page says so
    return redirect("desk_simulator:phone")


def _in_the_call(handset: Handset, said: Any) -> None:
    how = {"press": {"keys": said.get("keys", "")}, "say": {"text": said.get("speech", "")}, "record": {"seconds": 3}}
    call = handset.on_the_line()
    if call and not call["ended"]:
        handset.act(call["sid"], said["do"], **how.get(said["do"], {}))


def _page(request: Request, template: str) -> HttpResponse:
    centre, handset = _centre(request), _handset(request)
    shown: dict[str, Any] = {"handset": handset, "centre": centre, "keys": KEYS, "is_there": True}
    try:
        shown |= {"texts": handset.thread(), "call": handset.on_the_line(), "others": simulator.handsets()[:8]}
    except simulator.NoStandIn:
        shown["is_there"] = False
    return render(request, template, shown)


def _handset(request: Request) -> Handset:
    return Handset(request.session.get(NUMBER, FIRST_NUMBER))


def _centre(request: Request) -> Centre:
    """Where they work; its line is the one that is called."""
    centre = context.frame(request).centre
    if centre is None or not simulator.is_there():
        raise Http404
    return centre
