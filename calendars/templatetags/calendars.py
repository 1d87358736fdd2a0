"""`{% subscribe activity %}`: how to have a group, or a whole centre, in one's own calendar."""

from typing import Any

from django import template
from django.utils.translation import get_language

from activities.models import Activity, Session
from activities.selectors import CentreChoice
from calendars import addresses, words
from centres.models import Centre

register = template.Library()


@register.inclusion_tag("calendars/_subscribe.html")
def subscribe(subject: Activity | Centre | CentreChoice, session: Session | None = None) -> dict[str, Any]:
    """Links for programs that subscribe, the address to copy and, where `session` is given, that date as a file.

    Needs `subject.centre` loaded where the subject is an activity.
    """
    language = "fr" if (get_language() or "en").startswith("fr") else "en"
    centre = subject.centre if isinstance(subject, Activity) else subject
    address = addresses.of_file(subject, language)
    discreet = isinstance(subject, Activity) and subject.sensitive and words.discreet_title(subject.centre)
    return {
        "centre": centre,
        "address": address,
        "address_id": f"calendar-address-{subject.pk}",
        "webcal": addresses.webcal(address),
        "single": addresses.path_of_file(session, language) if session else "",
        "discreet_title": discreet or "",
    }
