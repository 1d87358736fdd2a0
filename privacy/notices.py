"""The message that what somebody asked about their record is answered. It says neither what was asked nor what the
answer is: that stands on their page."""

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse

from notifications.registry import Context, register
from notifications.services.outbox import notify
from people.services import persons
from privacy.models import RecordRequest

ANSWERED = "request-answered"


def load_requests(ids: Collection[int]) -> dict[int, Context]:
    """Without the words."""
    rows = RecordRequest.objects.filter(pk__in=ids).for_rows()
    return {row.pk: {"centre": row.centre, "address": _page, "leads_to": "page"} for row in rows}


def _page() -> str:
    """Where they read it, in the active language."""
    return settings.PUBLIC_BASE_URL + reverse("my_privacy:home")


def tell(request: RecordRequest) -> None:
    """Whoever asked, in the transaction of the answer."""
    person = persons.current(request.person)
    notify(ANSWERED, person=person, about=request, centre_id=request.centre_id)


register(ANSWERED, load=load_requests, call=True)
