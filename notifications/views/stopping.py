"""Saying "no more messages" from the message itself: at once, without signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.headers import private
from core.http import Request
from notifications.services import stopping


@csrf_exempt  # the token is what allows it; mail programs press the button themselves (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def stop(request: Request, token: str) -> HttpResponse:
    """Looking stops nothing: programs that check a message's links look as well. The button does."""
    person = stopping.person_of(token)
    if person is None:
        return render(request, "people/my/gone.html", status=404)
    if request.method == "POST":
        stopping.stop(person)
    shown = {"has_stopped": stopping.has_stopped(person), "help_centre": person.centres.first()}
    return render(request, "notifications/stop.html", shown)
