"""The calendar files: found, compared with what the subscriber has, and only then made."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from calendars import addresses, answers, etag, ical, own, selection, selectors, words
from calendars.selection import Selection
from calendars.services import subscriptions
from core import throttle
from core.errors import DomainError

HOUR = 3600


@require_safe
def centre(request: HttpRequest, slug: str, language: str | None = None) -> HttpResponseBase:
    """Everything that the centre has on."""
    return _public(request, lambda now: selectors.of_centre(slug, now=now), language)


@require_safe
def activity(request: HttpRequest, slug: str, language: str | None = None) -> HttpResponseBase:
    """All dates of one group."""
    return _public(request, lambda now: selectors.of_activity(slug, now=now), language)


@require_safe
def session(request: HttpRequest, public_id: UUID, language: str | None = None) -> HttpResponseBase:
    """One date, to put into a calendar by hand."""
    return _public(request, lambda _now: selectors.of_session(public_id), language)


@require_safe
def town(request: HttpRequest, slug: str, language: str | None = None) -> HttpResponseBase:
    """What is on in a town."""
    return _public(request, lambda now: selectors.of_town(slug, now=now), language)


@require_safe
def kind(request: HttpRequest, kind: str, slug: str = "", language: str | None = None) -> HttpResponseBase:
    """Groups of a kind, at one centre or at all."""
    return _public(request, lambda now: selectors.narrowed(kind=kind, slug=slug, now=now), language)


@require_safe
def spoken(request: HttpRequest, spoken: str, slug: str = "", language: str | None = None) -> HttpResponseBase:
    """Groups that are held in a language, at one centre or at all."""
    return _public(request, lambda now: selectors.narrowed(spoken=spoken, slug=slug, now=now), language)


@require_safe
def of_person(request: HttpRequest, token: str) -> HttpResponseBase:
    """Somebody's own. Of an address that opens nothing nobody learns why; who tries many is told to wait."""
    now = timezone.now()
    subscription = subscriptions.by_token(token)
    response: HttpResponseBase
    if subscription is None:
        response = _missed(request)
    else:
        found = own.of_subscription(subscription, now=now)
        response = _answer(request, found, language=subscription.language, source="", now=now)
        subscriptions.note_fetched(subscription, now=now)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _missed(request: HttpRequest) -> HttpResponse:
    """Only misses are counted: who has a right address may ask as often as their program likes."""
    try:
        throttle.allow(throttle.by_address("calendar", request))
    except DomainError as error:
        return HttpResponse(
            error.words, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": str(HOUR)}
        )
    return answers.nothing()


def _public(
    request: HttpRequest, select: Callable[[datetime], Selection | None], language: str | None
) -> HttpResponseBase:
    now = timezone.now()
    found = select(now)
    if found is None:
        return answers.nothing()
    source = addresses.of_selection(found, language)
    return _answer(request, found, language=language or _own_language(found), source=source, now=now)


def _own_language(found: Selection) -> str:
    """What a file speaks whose address names no language: the centre's own, or that of the groups in it."""
    if found.centre:
        return found.centre.language
    return found.spoken if found.spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _answer(request: HttpRequest, found: Selection, *, language: str, source: str, now: datetime) -> HttpResponseBase:
    current = etag.version(found, language=language, source=source, now=now)

    def make() -> bytes:
        dates = selection.fetch(found)
        return ical.render(words.feed(found, dates, language=language, source=source, changed=current.changed))

    is_public = found.subscription is None
    return answers.file(request, current, make, language=language, name=_filename(found), is_public=is_public)


def _filename(found: Selection) -> str:
    """The name of a downloaded file stays in a list that others may see."""
    if found.subscription:
        return "calendar"
    if found.activity and not found.activity.sensitive:
        return found.activity.slug
    parts = (found.town and found.town.slug, found.centre and found.centre.slug, found.kind, found.spoken)
    return "-".join(part for part in parts if part)
