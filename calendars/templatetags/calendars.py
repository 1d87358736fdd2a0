"""`{% subscribe activity %}`, `{% subscribe_to_agenda wanted %}`: how to have dates in one's own calendar."""

from typing import Any

from django import template
from django.utils.translation import get_language

from activities.lines import Wanted
from activities.models import Activity, Session
from calendars import addresses, presenters, words

register = template.Library()


@register.inclusion_tag("calendars/_subscribe.html")
def subscribe(activity: Activity, session: Session | None = None) -> dict[str, Any]:
    """The ways into a calendar program and, where `session` is given, that date as a file.

    Needs `activity.centre` loaded.
    """
    language = _language()
    discreet = words.discreet_title(activity.centre) if activity.sensitive else ""
    return {
        "centre": activity.centre,
        "ways": presenters.public_ways(addresses.of_file(activity, language), discreet or activity.title),
        "single": addresses.path_of_file(session, language) if session else "",
        "discreet_title": discreet,
    }


@register.inclusion_tag("calendars/_subscribe_to_agenda.html")
def subscribe_to_agenda(wanted: Wanted | None) -> dict[str, Any]:
    """The file with what the agenda shows, where what was chosen there has one. Else nothing."""
    address = addresses.of_wanted(wanted, _language()) if wanted else ""
    if wanted is None or not address:
        return {}
    name = words.name_of_wanted(wanted)
    return {
        "name": name,
        "centre": wanted.centre,
        "ways": presenters.public_ways(address, name),
        "is_narrowed": bool(wanted.kind or wanted.spoken or wanted.town),
    }


def _language() -> str:
    return "fr" if (get_language() or "en").startswith("fr") else "en"
