"""The calendar files: found, compared with what the subscriber has, and only then made."""

import zlib
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from calendars import addresses, etag, ical, selectors, words
from calendars.etag import Version
from calendars.selectors import Selection

FRESH_FOR = 900  # seconds for which a program or a proxy need not ask again
KEPT_FOR = 3600  # seconds for which a finished file waits for the next subscriber


@gzip_page
@require_safe
def centre(request: HttpRequest, slug: str, language: str | None = None) -> HttpResponse:
    """Everything that the centre has on."""
    return _answer(request, lambda now: selectors.of_centre(slug, now=now), language)


@gzip_page
@require_safe
def activity(request: HttpRequest, slug: str, language: str | None = None) -> HttpResponse:
    """All dates of one group."""
    return _answer(request, lambda now: selectors.of_activity(slug, now=now), language)


@gzip_page
@require_safe
def session(request: HttpRequest, public_id: UUID, language: str | None = None) -> HttpResponse:
    """One date, to put into a calendar by hand."""
    return _answer(request, lambda _now: selectors.of_session(public_id), language)


def _answer(
    request: HttpRequest, select: Callable[[datetime], Selection | None], language: str | None
) -> HttpResponse:
    """The file, or 304. What the request says it accepts is not read: programs ask for the oddest types."""
    now = timezone.now()
    selection = select(now)
    if selection is None:
        return HttpResponseNotFound(_("There is no such calendar."), content_type="text/plain; charset=utf-8")
    source = addresses.of_selection(selection, language)
    spoken = language or selection.centre.language
    current = etag.version(selection, language=spoken, source=source, now=now)
    response = get_conditional_response(request, etag=current.etag, last_modified=current.last_modified)
    if response is None:
        response = HttpResponse(
            _file(selection, current, language=spoken, source=source), content_type="text/calendar; charset=utf-8"
        )
        response["Content-Disposition"] = f'inline; filename="{_filename(selection)}"'
        response["Content-Language"] = spoken
    response["ETag"] = current.etag
    response["Last-Modified"] = http_date(current.last_modified)
    response["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    return response


def _file(selection: Selection, current: Version, *, language: str, source: str) -> bytes:
    """The bytes; kept squeezed, because a year of a busy centre is half a megabyte and ten times less that way."""
    key = f"calendars:{current.etag}"
    if kept := cache.get(key):
        return zlib.decompress(kept)
    feed = words.feed(selection, selectors.fetch(selection), language=language, source=source, changed=current.changed)
    made = ical.render(feed)
    cache.set(key, zlib.compress(made, level=1), KEPT_FOR)
    return made


def _filename(selection: Selection) -> str:
    """The name of a downloaded file stays in a list that others may see."""
    if selection.activity is None or selection.activity.sensitive:
        return f"{selection.centre.slug}.ics"
    return f"{selection.activity.slug}.ics"
