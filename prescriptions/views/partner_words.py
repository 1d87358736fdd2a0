"""A clinic outside reads what became of the prescription that it wrote, by a link and without an account."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock, paper
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
        used = partners.used_by_token(token, LinkPurpose.READ)
        is_here = used is not None and used.pk == request.session.get(OPENED)
        return redirect("prescribed:word") if is_here else _gone(request)
    if request.method == "POST":
        if not partner_words.use(link, now=now):
            return _gone(request)
        request.session.cycle_key()  # an address of a session that somebody else knows must not open it
        request.session[OPENED] = link.pk
        return redirect("prescribed:word")
    centre = link.partner.centre
    context = {"partner": link.partner, "centre": centre, "help_centre": centre, "minutes": MINUTES}
    return render(request, "prescriptions/partners/update.html", context)


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


def _gone(request: Request) -> HttpResponse:
    return render(request, "prescriptions/partners/gone.html", {"reads": True}, status=404)
