"""The one door to paper: a page made for printing comes out as a PDF that a screen reader can read.

WeasyPrint needs Pango, which a small machine may lack. Then the same page opens in the browser, ready to be printed
from there, and says so. The press is opened when the first sheet is asked for, and not before: processes that never
print (the worker, commands) save its second and its memory, and a machine without Pango starts all the same. That is
why it is loaded by name and not imported above.
"""

import importlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Any

import structlog
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from core import throttle
from core.errors import DomainError

log = structlog.get_logger("porchlight.paper")
PUBLIC_SECONDS = 60
# A sheet takes up to some seconds, and a process prints one at a time: one more may wait for it, so that the other
# threads are there for people who want something else.
_queue = BoundedSemaphore(2)


@lru_cache(maxsize=1)
def press() -> Any:
    """`core.press`, or None where this machine cannot print."""
    try:
        return importlib.import_module("core.press")
    except (ImportError, OSError) as error:
        log.warning("paper.no_press", reason=type(error).__name__)
        return None


def answer(
    request: HttpRequest,
    template: str,
    drafts: Iterable[dict[str, Any]],
    *,
    filename: str,
    pages: int | None = None,
    shared_as: str = "",
) -> HttpResponse:
    """A sheet. `drafts` are contexts of one template, best first: the first that fits on so many pages is printed.

    A sheet that looks the same to everybody has a name in `shared_as`: it is laid out once a minute, and others may
    keep it as long. All other sheets are kept by nobody. The file's name stays in folders and lists: no personal data
    in it. Where too much is printed just now, or by one connection, a page says so (503).
    """
    found = press()
    if found is None:
        first = next(iter(drafts))
        response = HttpResponse(render_to_string(template, {**first, "on_screen": True}, request))
    else:
        texts = (render_to_string(template, draft, request) for draft in drafts)
        try:
            content = _kept(request, found, texts, pages, shared_as) if shared_as else _printed(found, texts, pages)
        except DomainError as error:
            return _later(request, error)
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}" if shared_as else "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _kept(request: HttpRequest, found: Any, texts: Iterable[str], pages: int | None, name: str) -> bytes:
    """What everybody may print is laid out once a minute, and by one connection only so often in an hour."""
    key = f"paper.{name}"
    content: bytes | None = cache.get(key)
    if content is None:
        throttle.allow(throttle.by_address("paper", request))
        content = _printed(found, texts, pages)
        cache.set(key, content, PUBLIC_SECONDS)
    return content


def _printed(found: Any, texts: Iterable[str], pages: int | None) -> bytes:
    with _turn():
        content: bytes = found.pdf(texts, pages=pages)
    return content


@contextmanager
def _turn() -> Iterator[None]:
    """Raises `DomainError("press_busy")` where others wait already."""
    if not _queue.acquire(blocking=False):
        raise DomainError("press_busy")
    try:
        yield
    finally:
        _queue.release()


def _later(request: HttpRequest, error: DomainError) -> HttpResponse:
    response = render(request, "core/later.html", {"words": error.words}, status=503)
    response["Retry-After"] = str(PUBLIC_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
