"""A calendar file as an answer: 304 where the program has it, squeezed where it can take that, and never otherwise
than its tag says.

Django's own squeezing adds random bytes to each answer and makes its tag a weak one. Here the same version is the
same bytes, each time and everywhere: so both forms have a strong tag of their own, and either is answered with 304.
"""

import gzip
import re
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.utils.translation import gettext as _

from calendars.etag import Version

FRESH_FOR = 900  # seconds for which a program, or for a public file a proxy, need not ask again
KEPT_FOR = 3600  # seconds for which a finished public file waits for the next subscriber
LEVEL = 4  # of squeezing: a fifth larger than the smallest, in a third of the time


def file(
    request: HttpRequest, version: Version, make: Callable[[], bytes], *, language: str, name: str, is_public: bool
) -> HttpResponseBase:
    """The file, or 304. What the request says it accepts is not read: programs ask for the oddest types."""
    is_squeezed = takes_gzip(request.headers.get("Accept-Encoding", ""))
    tag = _known(request, version) or (version.squeezed if is_squeezed else version.plain)
    response = get_conditional_response(request, etag=tag, last_modified=version.last_modified)
    if response is None:
        tag = version.squeezed if is_squeezed else version.plain
        body = _body(version, make, is_squeezed=is_squeezed, is_kept=is_public)
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{name}.ics"'
        response["Content-Language"] = language
        if is_squeezed:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = tag
    response["Last-Modified"] = http_date(version.last_modified)
    response["Cache-Control"] = f"{'public' if is_public else 'private'}, max-age={FRESH_FOR}"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def nothing() -> HttpResponse:
    return HttpResponseNotFound(_("There is no such calendar."), content_type="text/plain; charset=utf-8")


def takes_gzip(accepted: str) -> bool:
    """Whether the header `Accept-Encoding` allows it; "gzip;q=0" says no."""
    for coding in accepted.lower().split(","):
        name, *parameters = (part.strip() for part in coding.split(";"))
        if name == "gzip":
            return not any(re.fullmatch(r"q=0(\.0*)?", parameter) for parameter in parameters)
    return False


def _known(request: HttpRequest, version: Version) -> str:
    """The tag of this version that the program says it has: it may have fetched the file in the other form."""
    named = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    return next((tag for tag in (version.plain, version.squeezed) if tag in named), "")


def _body(version: Version, make: Callable[[], bytes], *, is_squeezed: bool, is_kept: bool) -> bytes:
    """The finished file; kept squeezed where others may come for it, because it is ten times less that way."""
    if not is_kept:
        return _squeezed(make()) if is_squeezed else make()
    key = f"calendars:{version.digest}"
    kept: bytes | None = cache.get(key)
    if kept is not None:
        return kept if is_squeezed else gzip.decompress(kept)
    made = make()
    kept = _squeezed(made)
    cache.set(key, kept, KEPT_FOR)
    return kept if is_squeezed else made


def _squeezed(made: bytes) -> bytes:
    return gzip.compress(made, compresslevel=LEVEL, mtime=0)
