"""The request as our views get it, and an answer that does not keep its reader waiting."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from core import failures, request_id
from core.actors import Actor

log = structlog.get_logger("porchlight.request")
_afterwards = ThreadPoolExecutor(max_workers=2, thread_name_prefix="after-answer")


class Request(HttpRequest):
    """For annotations alone: what the middleware has put on every request."""

    actor: Actor
    htmx: HtmxDetails


class RedirectThen(HttpResponseRedirect):
    """Sends the reader on, and does something once the answer is out of the house.

    How long that takes is then nobody's to measure: whether a message went out cannot be told from the answer.
    """

    def __init__(self, *args: Any, then: Callable[[], object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.then = then
        self.request_id = request_id.current.get()

    def close(self) -> None:
        """The server calls it after the last byte, but before it takes the next request from the same connection or
        ends it: so the work is left to another thread, whether there is any or not."""
        if settings.AFTERWARDS_IN_A_THREAD:
            _afterwards.submit(self._do, lends_connection=False)
        else:
            self._do()
        super().close()

    def _do(self, *, lends_connection: bool = True) -> None:
        token = request_id.current.set(self.request_id)
        try:
            self.then()
        except Exception:  # noqa: BLE001 - nobody is left to be told but the log
            log.error("failed after the answer", **failures.in_hand())
        finally:
            request_id.current.reset(token)
            if not lends_connection:
                connections.close_all()


def ranged(request: HttpRequest, body: bytes, *, content_type: str) -> HttpResponse:
    """The bytes, or the part of them that was asked for: Safari plays no sound from where it cannot ask for parts."""
    asked = re.fullmatch(r"bytes=([0-9]{1,12})-([0-9]{0,12})", request.headers.get("Range", ""))
    if asked is None:
        return HttpResponse(body, content_type=content_type, headers={"Accept-Ranges": "bytes"})
    first, last = int(asked[1]), min(int(asked[2] or len(body)), len(body) - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(body)}"})
    headers = {"Accept-Ranges": "bytes", "Content-Range": f"bytes {first}-{last}/{len(body)}"}
    return HttpResponse(body[first : last + 1], status=206, content_type=content_type, headers=headers)


def way_back(sent: QueryDict, otherwise: str) -> str:
    """Where the button stood, as it was `sent` along as `back`, if that is a page of ours; `otherwise` is a page by
    name. To be redirected to."""
    back = sent.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else reverse(otherwise)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, even where nothing was ticked; None while it is only shown."""
    return request.POST if request.method == "POST" else None
