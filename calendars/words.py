"""What a file says, in one language: from rows to the plain values that `calendars.ical` writes.

A calendar is read over shoulders and on shared screens. A sensitive group is therefore shown by a discreet title
("Group at …"), without place, names, kind or address of its page, in every file: also in the one of the group itself.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from activities.models import Activity, ActivityState, Session
from calendars import addresses
from calendars.ical import Entry, Feed, Words
from calendars.selectors import Selection
from centres.models import Centre, Venue
from core import phones


def feed(selection: Selection, sessions: Iterable[Session], *, language: str, source: str, changed: datetime) -> Feed:
    """The file of a selection, all its words in `language`."""
    with translation.override(language):
        return Feed(
            name=_name(selection),
            description=_description(selection.centre),
            language=language,
            zone=selection.centre.zone,
            source=source,
            url=_page(selection.activity, language) if selection.activity else addresses.absolute(f"/{language}/"),
            modified_at=changed,
            entries=_entries(sessions, language, takes_time=selection.session is not None),
        )


def discreet_title(centre: Centre) -> str:
    """What a sensitive group is called where others may read along."""
    return _("Group at %(centre)s") % {"centre": centre.name}


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


def _entries(sessions: Iterable[Session], language: str, *, takes_time: bool) -> list[Entry]:
    """Dates that say the same share one `Words`."""
    made: dict[tuple[int, int | None, bool], Words] = {}
    entries = []
    host = addresses.host()
    for session in sessions:
        key = (session.activity_id, session.venue_id, session.is_cancelled)
        if key not in made:
            made[key] = _words(session, language, takes_time=takes_time)
        entries.append(
            Entry(
                uid=f"session-{session.public_id}@{host}",
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                modified_at=max(session.modified_at, session.activity.modified_at),
                revision=session.revision,
                words=made[key],
            )
        )
    return entries


def _words(session: Session, language: str, *, takes_time: bool) -> Words:
    activity, centre = session.activity, session.centre
    if activity.sensitive:
        return Words(
            summary=_summary(discreet_title(centre), cancelled=session.is_cancelled),
            description=_paragraphs(_cancelled(session), _contact(centre)),
            language=language,
            organizer=centre.name,
            organizer_email=centre.email,
            is_private=True,
            is_cancelled=session.is_cancelled,
            takes_time=takes_time,
        )
    page = _page(activity, language)
    return Words(
        summary=_summary(activity.title, cancelled=session.is_cancelled),
        description=_paragraphs(
            _cancelled(session), activity.summary, activity.get_join_mode_display(), _contact(centre), page
        ),
        language=Activity.title.written_in(activity),
        location=_place(session.venue),
        geo=_position(session.venue),
        url=page,
        category=activity.get_kind_display(),
        organizer=centre.name,
        organizer_email=centre.email,
        is_cancelled=session.is_cancelled,
        takes_time=takes_time,
    )


def _summary(title: str, *, cancelled: bool) -> str:
    """Some programs show the title and ignore the state, so the title says it too."""
    # Translators: in the title of a calendar entry
    return _("CANCELLED: %(title)s") % {"title": title} if cancelled else title


def _cancelled(session: Session) -> str:
    return _("This date is cancelled.") if session.is_cancelled else ""


def _contact(centre: Centre) -> str:
    return _("Questions? Call %(centre)s: %(phone)s.") % {"centre": centre.name, "phone": phones.shown(centre.phone)}


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _page(activity: Activity, language: str) -> str:
    """The group's page; none where its address would give it away, or when the group has ended."""
    if activity.sensitive or activity.state != ActivityState.PUBLISHED:
        return ""
    return addresses.of_page(activity, language)


def _place(venue: Venue | None) -> str:
    return f"{venue.name}, {venue.address}" if venue else ""


def _position(venue: Venue | None) -> tuple[float, float] | None:
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return float(venue.latitude), float(venue.longitude)
