"""What the poster of a group says. A sensitive group's gives nothing away: it can hang on a fridge."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from activities import wording
from activities.choices import JoinMode
from activities.models import Activity
from activities.presenters.detail import Text, text
from centres.access_words import access_in_words
from core import phones, qr


@dataclass(frozen=True)
class Poster:
    """`is_named` says whether the centre stands above the title. `code` and `address` lead to the group's page; both
    are empty where that address would name a private group.
    """

    title: Text
    summary: Text
    audience: Text
    when: str
    join: str
    is_named: bool
    venue: str
    address_of_venue: str
    facts: list[str]
    languages: str
    phone: str
    join_code: str
    address: str
    code: qr.Code | None

    @property
    def is_long(self) -> bool:
        """Whether the title needs smaller letters to stay on two or three lines."""
        return len(self.title.words) > 28

    @classmethod
    def of(cls, activity: Activity) -> "Poster":
        """Needs the centre and the venue loaded."""
        is_discreet = activity.sensitive
        shows_place = not is_discreet and activity.join_mode != JoinMode.INVITATION
        venue = activity.venue if shows_place else None
        address = (
            "" if is_discreet else f"{settings.PUBLIC_BASE_URL}{reverse('activities:detail', args=[activity.slug])}"
        )
        nothing = Text("", "")
        return cls(
            title=Text(wording.discreet_title(activity.centre), "") if is_discreet else text(activity, "title"),
            summary=nothing if is_discreet else text(activity, "summary"),
            audience=nothing if is_discreet else text(activity, "audience"),
            when=wording.rule_in_words(activity),
            join=_join(activity),
            is_named=not is_discreet,
            venue=venue.name if venue else "",
            address_of_venue=venue.address if venue else "",
            # What nobody has checked is left to the telephone.
            facts=[words for mark, words in access_in_words(venue) if mark != "ask"] if venue else [],
            languages=", ".join(activity.spoken),
            phone=phones.shown(activity.centre.phone),
            join_code=activity.join_code or "",
            address=address,
            code=qr.code(address) if address else None,
        )


def _join(activity: Activity) -> str:
    """The words in front of the number."""
    if activity.join_mode == JoinMode.DROP_IN:
        return _("Just come: you do not need to sign up. Questions? Call")
    if activity.join_mode == JoinMode.INVITATION:
        return _("To ask about joining, call")
    return _("It is free. To sign up, call")
