"""The access log in words: who looked at a person's record or changed it, when, and what they did."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import dates
from core.actors import Channel, Role
from core.models import AuditEvent
from people.models import User

_WORDS: dict[str, str | Promise] = {
    "person.registered": gettext_lazy("Opened the record"),
    "person.viewed": gettext_lazy("Looked at the record"),
    "person.copied": gettext_lazy("Printed a copy of everything that is held"),
    "person.reach_viewed": gettext_lazy("Looked at how to reach this person, and not at the rest"),
    "person.listed": gettext_lazy("Saw the name in a list"),
    "person.changed": gettext_lazy("Changed details"),
    "person.account_linked": gettext_lazy("Connected an account with the record"),
    "person.connected": gettext_lazy("Connected the record with the centre"),
    "person.access_viewed": gettext_lazy("Looked at this list"),
    "person.access_printed": gettext_lazy("Printed or saved this list"),
    "person.erased": gettext_lazy("Erased the record"),
    "person.locked": gettext_lazy("Wrote down who does not see the record"),
    "person.lock_lifted": gettext_lazy("Wrote down that somebody sees the record again"),
    "person.lock_found": gettext_lazy("Learned that there is a record that is locked for them"),
    "person.lock_overridden": gettext_lazy("Opened the record although it was locked for them"),
    "person.merged": gettext_lazy("Merged two records of this person"),
    "person.unmerged": gettext_lazy("Took two merged records apart again"),
    "person.told_apart": gettext_lazy("Wrote down that a similar record is another person’s"),
    "contact_point.added": gettext_lazy("Added a way to be reached"),
    "contact_point.verified": gettext_lazy("Confirmed a way to be reached"),
    "contact_point.refused": gettext_lazy("Learned that nobody is reached there"),
    "contact_point.stopped": gettext_lazy("Learned that no texts are wanted there"),
    "contact_point.resumed": gettext_lazy("Learned that texts are wanted there again"),
    "contact_point.ordered": gettext_lazy("Changed the order of the ways to be reached"),
    "contact_point.calls_decided": gettext_lazy("Wrote down whether the automatic line may call a number"),
    "contact_point.removed": gettext_lazy("Removed a way to be reached"),
    "contact_code.sent": gettext_lazy("Had a code sent"),
    "contact_code.used": gettext_lazy("Typed in the code that was sent"),
    "page_link.made": gettext_lazy("Made a link to the page"),
    "page_link.used": gettext_lazy("Opened the page with a link"),
    "page_link.revoked": gettext_lazy("Ended a link to the page"),
    "phone_pin.set": gettext_lazy("Chose a PIN for the telephone"),
    "consent.given": gettext_lazy("Wrote down an agreement"),
    "consent.withdrawn": gettext_lazy("Wrote down that an agreement ended"),
}


def register_words(words: Mapping[str, str | Promise]) -> None:
    """Give the words for an upper app's audit actions: "<thing>.<verb>" to what somebody did. Given once each."""
    for action, text in words.items():
        if action in _WORDS:
            raise ValueError(f"audit action {action!r} has words already")
        _WORDS[action] = text


_withheld: set[str] = set()


def withhold(model: type[models.Model]) -> None:
    """Keep out of every list what is done with this model's rows: that there is one is for those alone who look after
    it, and neither for colleagues nor for whoever reads the list over the person's shoulder. The trail keeps it."""
    _withheld.add(model._meta.label_lower)


def about(*person_ids: int) -> QuerySet[AuditEvent]:
    """What the list shows of one person's records, newest first."""
    return shown(AuditEvent.about(*person_ids))


def shown(events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    """Those of them that a list may show."""
    return events.exclude(subject__in=_withheld)


@dataclass(frozen=True)
class Entry:
    """One line of the log."""

    at: str
    who: str
    what: str


def in_words(
    events: Iterable[AuditEvent], *, person_ids: Collection[int] | None, to_self: bool = False
) -> list[Entry]:
    """The events as their reader sees them: staff, or (`to_self`) the person.

    `person_ids` are the records of the one person whom they are about; None where each is about somebody else. One
    query, however many events.
    """
    events = list(events)
    wanted = {event.actor_user_id for event in events if event.actor_user_id}
    names = dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))
    you = _("You") if to_self else _("The person themselves")
    return [
        Entry(
            _moment(event.at),
            _who(event, names, [event.person_id] if person_ids is None else person_ids, you),
            _what(event.action),
        )
        for event in events
    ]


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{dates.day(local.date())}, {dates.clock(local)}"


def _who(event: AuditEvent, names: Mapping[int, str], person_ids: Collection[int | None], you: str) -> str:
    """A name where there is one, in which role, and by which way: "Marjorie Okafor, volunteer coordinator, desk"."""
    is_self = event.actor_person_id in person_ids and event.role == Role.PERSON
    who = you if is_self else names.get(event.actor_user_id or 0, "")
    role = "" if is_self else _label(Role, event.role)
    channel = "" if event.channel == Channel.SYSTEM else _label(Channel, event.channel)
    return ", ".join(part for part in (who, role, channel) if part)


def _what(action: str) -> str:
    """Never a code: what has no words of its own is named by what sort of deed it was."""
    if action in _WORDS:
        return str(_WORDS[action])
    return _("Looked at something about this person") if action.endswith("viewed") else _("Changed something")


def _label(choices: type[Role] | type[Channel], value: str) -> str:
    return str(choices(value).label) if value in choices.values else ""
