"""The one door to paper: a page made for printing comes out as a PDF that a screen reader can read.

WeasyPrint needs Pango, which a small machine may lack. Then the same page opens in the browser, ready to be printed
from there, and says so. The press is opened when the first sheet is asked for, and not before: processes that never
print (the worker, commands) save its second and its memory, and a machine without Pango starts all the same. That is
why it is loaded by name and not imported above.
"""

import importlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import structlog
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = structlog.get_logger("porchlight.paper")
PUBLIC_SECONDS = 60


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
    in it.
    """
    found = press()
    if found is None:
        first = next(iter(drafts))
        response = HttpResponse(render_to_string(template, {**first, "on_screen": True}, request))
    else:
        made: Callable[[], bytes] = lambda: found.pdf(  # noqa: E731 - called at most once
            (render_to_string(template, draft, request) for draft in drafts), pages=pages
        )
        content = cache.get_or_set(f"paper.{shared_as}", made, PUBLIC_SECONDS) if shared_as else made()
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}" if shared_as else "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
