"""What a file says, in one language: from rows to the plain values that `calendars.ical` writes.

A calendar is read over shoulders and on shared screens. A sensitive group is therefore shown by a discreet title
("Group at …"), without place, names, kind or address of its page, in every file: also in the one of the group itself.
"""

from dataclasses import replace
from datetime import datetime

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.models import Activity, ActivityState, Session
from activities.wording import discreet_title
from calendars import addresses
from calendars.ical import Entry, Feed, Words
from calendars.selectors import Dates, Selection
from centres.models import Centre, Venue
from core import phones


def feed(selection: Selection, dates: Dates, *, language: str, source: str, changed: datetime) -> Feed:
    """The file of a selection, all its words in `language`."""
    is_discreet = selection.activity is not None and selection.activity.sensitive
    with translation.override(language):
        return Feed(
            name=_name(selection),
            description=_description(selection.centre),
            language=language,
            zone=selection.centre.zone,
            source="" if is_discreet else source,  # the group's address has its title in it
            url=_page(selection.activity) if selection.activity else addresses.of_list(selection.centre),
            modified_at=changed,
            entries=_entries(selection, dates),
        )


def _name(selection: Selection) -> str:
    activity = selection.activity
    if activity is None:
        return selection.centre.name
    return discreet_title(selection.centre) if activity.sensitive else activity.title


def _description(centre: Centre) -> str:
    return _(
        "Programs look here only now and then. When a date is cancelled at short notice, "
        "%(centre)s tells everybody who signed up by text, phone or e-mail. Questions? Call %(phone)s."
    ) % {"centre": centre.name, "phone": phones.shown(centre.phone)}


def _entries(selection: Selection, dates: Dates) -> list[Entry]:
    """Dates that say the same share one `Words`."""
    made: dict[tuple[int, int | None, bool], Words] = {}
    host = addresses.host()
    entries = []
    for date in dates.dates:
        activity = dates.activities[date.activity_id]
        key = (date.activity_id, date.venue_id, date.is_cancelled)
        if key not in made:
            made[key] = _words(selection, activity, dates.venues.get(date.venue_id or 0), cancelled=date.is_cancelled)
        entries.append(
            Entry(
                uid=f"session-{date.public_id}@{host}",
                starts_at=date.starts_at,
                ends_at=date.ends_at,
                modified_at=max(date.modified_at, activity.modified_at),
                revision=date.revision,
                words=made[key],
            )
        )
    return entries


def of_place(session: Session, *, language: str, organizer_email: str, is_cancelled: bool) -> Words:
    """What an invitation to a date says, or its end. Needs `activity`, `centre` and `venue` loaded.

    Where only the reader's own place is gone, the date goes on: the entry is cancelled, and its title does not say so.
    """
    centre, activity = session.centre, session.activity
    with translation.override(language):
        words = _discreet(centre) if activity.sensitive else _open(centre, activity, session.venue)
        if session.is_cancelled:
            words = _cancelled(words)
    return replace(
        words,
        organizer=centre.name,
        organizer_email=organizer_email,
        is_cancelled=is_cancelled,
        takes_time=True,
    )


def _words(selection: Selection, activity: Activity, venue: Venue | None, *, cancelled: bool) -> Words:
    centre = selection.centre
    words = _discreet(centre) if activity.sensitive else _open(centre, activity, venue)
    if cancelled:
        words = _cancelled(words)
    return replace(
        words,
        organizer=centre.name,
        organizer_email=centre.email,
        takes_time=selection.session is not None,  # somebody put this one date into their own calendar
    )


def _open(centre: Centre, activity: Activity, venue: Venue | None) -> Words:
    page = _page(activity)
    return Words(
        summary=activity.title,
        description=_paragraphs(activity.summary, activity.get_join_mode_display(), _contact(centre), page),
        language=Activity.title.written_in(activity),
        location=f"{venue.name}, {venue.address}" if venue else "",
        geo=_position(venue),
        url=page,
        category=activity.get_kind_display(),
    )


def _discreet(centre: Centre) -> Words:
    return Words(
        summary=discreet_title(centre),
        description=_contact(centre),
        language=get_language() or "en",
        is_private=True,
    )


def _cancelled(words: Words) -> Words:
    """Some programs show the title and ignore the state, so the title says it too."""
    return replace(
        words,
        # Translators: in front of the title of a calendar entry
        summary=_("CANCELLED: %(title)s") % {"title": words.summary},
        description=_paragraphs(_("This date is cancelled."), words.description),
        is_cancelled=True,
    )


def _contact(centre: Centre) -> str:
    return _("Questions? Call %(centre)s: %(phone)s.") % {"centre": centre.name, "phone": phones.shown(centre.phone)}


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _page(activity: Activity) -> str:
    """The group's page; none where its address would give it away, or when the group has ended."""
    if activity.sensitive or activity.state != ActivityState.PUBLISHED:
        return ""
    return addresses.of_page(activity)


def _position(venue: Venue | None) -> tuple[float, float] | None:
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return float(venue.latitude), float(venue.longitude)
