"""A clinic outside reads what became of the prescription that it wrote, by a link and without an account."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import clock, paper, throttle
from core.errors import DomainError
from core.headers import private
from core.http import Request
from prescriptions import word_presenters as shown
from prescriptions.models import LinkPurpose, PartnerLink
from prescriptions.services import partner_words, partners

MINUTES = int(partner_words.OPEN_FOR.total_seconds() // 60)
OPENED = "word_outside"  # the session's note of the link that was used in this browser


@require_http_methods(["GET", "HEAD", "POST"])
@private
def update(request: Request, token: str) -> HttpResponse:
    """A button. Looking at the page uses nothing up: mail programs look at links, too."""
    now = clock.now()
    link = partners.by_token(token, LinkPurpose.READ, now=now)
    if link is None:
        return _over(request, token, now)
    if request.method == "POST":
        if not partner_words.use(link, now=now):
            return _gone(request)
        request.session.cycle_key()  # an address of a session that somebody else knows must not open it
        request.session[OPENED] = link.pk
        return redirect("prescribed:word")
    centre = link.partner.centre
    context = {"partner": link.partner, "centre": centre, "help_centre": centre, "minutes": MINUTES}
    return render(request, "prescriptions/partners/update.html", context)


def _over(request: Request, token: str, now: datetime) -> HttpResponse:
    """The link was used, or its days have passed: where it was opened one reads on, and anybody else can have a new
    one sent to the clinic."""
    link = partners.reading_link(token)
    is_here = link is not None and link.pk == request.session.get(OPENED)
    if link and is_here and partner_words.opened(link.pk, now=now):
        return redirect("prescribed:word")
    if link and "again" in request.POST:
        _send_again(request, link, now)
        return redirect("prescribed:update", token)
    return _gone(request, link)


def _send_again(request: Request, link: PartnerLink, now: datetime) -> None:
    try:
        throttle.allow(partner_words.tries_again(link), throttle.by_address("partner.again", request), now=now)
    except DomainError:
        messages.error(request, _("That was too often for now. Please wait a while, or call the centre."))
        return
    if partner_words.send_again(link, now=now):
        messages.success(request, _("A new link is on its way to your clinic’s e-mail address."))
    else:
        messages.error(request, _("The letter could not be sent just now. Please call the centre."))


@require_safe
@private
def word(request: Request) -> HttpResponse:
    """What may be heard of it just now."""
    link = _opened(request)
    if link is None:
        return _gone(request)
    reading = partner_words.read(link)
    context = {
        "written": shown.written(reading.prescription, ""),
        "heard": shown.heard(reading),
        "centre": link.partner.centre,
        "help_centre": link.partner.centre,
    }
    return render(request, "prescriptions/partners/word.html", context)


@require_safe
@private
def printed(request: Request) -> HttpResponse:
    """One page for their chart."""
    link = _opened(request)
    if link is None:
        return _gone(request)
    reading = partner_words.read(link)
    context = shown.sheet(reading, "")
    drafts = [{**context, "size": size} for size in (14, 11)]
    return paper.answer(request, "prescriptions/paper/word.html", drafts, filename="word-back.pdf", pages=1)


def _opened(request: Request) -> PartnerLink | None:
    pk = request.session.get(OPENED)
    return partner_words.opened(pk, now=clock.now()) if pk else None


def _gone(request: Request, link: PartnerLink | None = None) -> HttpResponse:
    """`link`: the one that is over, where a new one can be sent in its place."""
    shown: dict[str, object] = {"reads": True}
    if link:
        shown |= {"may_ask": True, "centre": link.partner.centre, "help_centre": link.partner.centre}
    return render(request, "prescriptions/partners/gone.html", shown, status=404)
