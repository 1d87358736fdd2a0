"""The page that somebody without an account has opened: kept in the browser's session, by a link or by a code.

The session says whose page it is and what opened it. Each request asks whether both still stand, so that ending the
link, removing the number, erasing the record or merging it into another closes the page at once. An account's session
is never mixed with it.
"""

from datetime import timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from core import clock
from people.models import ContactPoint, PageLink
from people.services import codes, links

KEY = "page"
IDLE = timedelta(hours=2)  # unused for so long, the page closes: tablets and library computers are shared
NOTED = timedelta(minutes=5)  # how exactly the last use is known; each note writes the session


def by_link(request: HttpRequest, link: PageLink) -> None:
    _open(request, person=link.person_id, link=link.pk)


def by_point(request: HttpRequest, point: ContactPoint, *, has_others: bool) -> None:
    """`has_others`: the same number and first name stand in more than one record."""
    _open(request, person=point.person_id, point=point.pk, has_others=has_others)


def person_id(request: HttpRequest) -> int | None:
    """Whose page is open here, if one is. No query where none is, else one."""
    page = request.session.get(KEY)
    if not page:
        return None
    now = clock.now().timestamp()
    found = _whose(page) if now - page["at"] <= IDLE.total_seconds() else None
    if found is None:
        del request.session[KEY]
        request.page_has_lapsed = True  # type: ignore[attr-defined]
    elif now - page["at"] > NOTED.total_seconds():
        request.session[KEY] = {**page, "at": now}
    return found


def has_others(request: HttpRequest) -> bool:
    return bool(request.session.get(KEY, {}).get("has_others"))


def has_lapsed(request: HttpRequest) -> bool:
    """Whether a page was open here until this request."""
    return getattr(request, "page_has_lapsed", False)


def close(request: HttpRequest) -> None:
    """Leave nothing of it on this device."""
    request.session.flush()


def _open(request: HttpRequest, **by: Any) -> None:
    request.session.cycle_key()  # an address of a session that somebody else knows must not open it
    rotate_token(request)
    request.session.set_expiry(0)  # with the browser
    request.session[KEY] = {**by, "at": clock.now().timestamp()}


def _whose(page: dict[str, Any]) -> int | None:
    person_id: int = page["person"]
    if "link" in page:
        stands = links.open_links().filter(pk=page["link"], person=person_id).exists()
    else:
        point = codes.standing_point(page["point"])
        stands = point is not None and point.person_id == person_id and point.verified_at is not None
    return person_id if stands else None


@receiver(user_logged_in, dispatch_uid="people.close_page")
def close_before_account(request: HttpRequest, **_kwargs: Any) -> None:
    """Whoever signs in is that account and nobody else."""
    if request.session.pop(KEY, None):
        request.session.set_expiry(None)
