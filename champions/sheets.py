"""Two papers of thanks: a letter for a year, and a certificate of hours that others can check."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from champions.models import Certificate, Champion, Hours
from core import audit, paper, qr
from core.http import Request
from core.text import listed

SIZES = (14, 13, 12, 11)


def certificate(request: Request, found: Certificate) -> HttpResponse:
    """In the language for which it was made."""
    audit.record("certificate.printed", by=request.actor, subject=found, person_id=found.champion.person_id)
    with translation.override(found.language):
        address = settings.PUBLIC_BASE_URL + reverse("certificates:check")
        direct = settings.PUBLIC_BASE_URL + reverse("certificates:with_code", args=[found.code])
        context = {
            "name": _("Certificate of volunteer hours"),
            "certificate": found,
            "centre": found.champion.centre,
            "kinds": listed(found.kinds_in_words),
            "address": address.split("://")[-1],
            "square": qr.code(direct),
            "is_ended": found.revoked_at is not None,
        }
        return _printed(request, "champions/paper/certificate.html", context, "certificate.pdf")


def letter(request: Request, champion: Champion, year: int, *, words: str = "", signed_by: str = "") -> HttpResponse:
    """For what was counted in one year, in the active language."""
    audit.record("thank_you.printed", by=request.actor, subject=champion, person_id=champion.person_id, year=year)
    given = Hours.visible_to(request.actor).filter(champion=champion, day__year=year)
    context = {
        "name": _("Letter of thanks"),
        "champion": champion,
        "person": champion.person,
        "centre": champion.centre,
        "year": year,
        "hours": given.total(),
        "all_hours": Hours.visible_to(request.actor).filter(champion=champion).total(),
        "words": words,
        "signed_by": signed_by,
        "today": timezone.localdate(timezone=champion.centre.zone),
    }
    return _printed(request, "champions/paper/letter.html", context, f"thanks-{year}.pdf")


def _printed(request: Request, template: str, context: dict[str, Any], filename: str) -> HttpResponse:
    """On one page."""
    drafts = ({**context, "size": size, "is_large": False} for size in SIZES)
    return paper.answer(request, template, drafts, filename=filename, pages=1)
