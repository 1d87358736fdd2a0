"""What a file says, in one language: from rows to the plain values that `calendars.ical` writes.

A calendar is read over shoulders and on shared screens. A sensitive group is therefore shown by a discreet title
("Group at …"), without place, names, kind or address of its page, in every file: also in the one of the group itself.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.choices import Kind
from activities.lines import Wanted
from activities.models import Activity, ActivityState, BookingState, Session
from activities.wording import discreet_title
from calendars import addresses
from calendars.ical import Entry, Feed, Words
from calendars.models import Scope, Subscription
from calendars.selection import Date, Dates, Selection
from centres.models import Centre, Venue
from core import phones
from core.languages import Spoken


def feed(selection: Selection, dates: Dates, *, language: str, source: str, changed: datetime) -> Feed:
    """The file of a selection, all its words in `language`."""
    with translation.override(language):
        return Feed(
            name=_name(selection),
            description=_description(selection.centre),
            language=language,
            zone=selection.zone,
            source="" if _hides_address(selection) else source,
            url=_home(selection),
            modified_at=changed,
            entries=_entries(selection, dates),
        )


def _hides_address(selection: Selection) -> bool:
    """A sensitive group's address has its title in it. Somebody's own address is a key: a copy of the file that is
    passed on must not hold it."""
    return selection.subscription is not None or (selection.activity is not None and selection.activity.sensitive)


def _name(selection: Selection) -> str:
    if selection.subscription:
        return _own_name(selection.subscription)
    activity = selection.activity
    if activity:
        return discreet_title(activity.centre) if activity.sensitive else activity.title
    return name_of_wanted(selection.wanted)


def _own_name(subscription: Subscription) -> str:
    if subscription.centre:
        return subscription.centre.name
    if subscription.scope == Scope.LED and not subscription.discreet:
        return _("Groups I lead")
    return _("My dates")


def name_of_wanted(wanted: Wanted) -> str:
    """What a public file is called: "Cards and games, Gateway Centre"; « Cartes et jeux, Centre Gateway »."""
    parts = [
        str(Kind(wanted.kind).label) if wanted.kind else "",
        capfirst(str(Spoken(wanted.spoken).label)) if wanted.spoken else "",
        wanted.town.name if wanted.town else "",
        wanted.centre.name if wanted.centre else "",
    ]
    return ", ".join(part for part in parts if part)


def _description(centre: Centre | None) -> str:
    if centre is None:
        return _(
            "Programs look here only now and then. When a date is cancelled at short notice, the centre tells "
            "everybody who signed up by text, phone or e-mail."
        )
    return _(
        "Programs look here only now and then. When a date is cancelled at short notice, "
        "%(centre)s tells everybody who signed up by text, phone or e-mail. Questions? Call %(phone)s."
    ) % {"centre": centre.name, "phone": phones.shown(centre.phone)}


def _home(selection: Selection) -> str:
    """The page that shows the same."""
    if selection.subscription:
        return addresses.of_my_page()
    if selection.activity:
        return _page(selection.activity)
    return addresses.of_agenda(selection.wanted)


def _entries(selection: Selection, dates: Dates) -> list[Entry]:
    """Dates that say the same share one `Words`."""
    made: dict[tuple[int, int | None, bool, str, str], Words] = {}
    zones: dict[int, ZoneInfo] = {}
    host = addresses.host()
    entries = []
    for date in dates.dates:
        activity = dates.activities[date.activity_id]
        key = (date.activity_id, date.venue_id, date.is_cancelled, date.place, _note(date))
        if key not in made:
            made[key] = _words(selection, activity, dates.venues.get(date.venue_id or 0), date)
        if activity.pk not in zones:
            zones[activity.pk] = activity.centre.zone
        entries.append(
            Entry(
                uid=f"session-{date.public_id}@{host}",
                starts_at=date.starts_at,
                ends_at=date.ends_at,
                modified_at=_changed(date, activity),
                revision=date.revision,
                words=made[key],
                zone=zones[activity.pk],
            )
        )
    return entries


def of_place(session: Session, *, language: str, organizer_email: str, is_cancelled: bool) -> Words:
    """What an invitation to a date says, or its end. Needs `activity`, `centre` and `venue` loaded.

    Where only the reader's own place is gone, the date goes on: the entry is cancelled, and its title does not say so.
    """
    centre, activity = session.centre, session.activity
    with translation.override(language):
        words = _discreet(centre) if activity.sensitive else _open(centre, activity, session.venue, session.note)
        if session.is_cancelled:
            words = _cancelled(words)
    return replace(
        words,
        organizer=centre.name,
        organizer_email=organizer_email,
        is_cancelled=is_cancelled,
        takes_time=True,
    )


def _note(date: Date) -> str:
    return Session.note.in_language(date, get_language() or "en")


def _changed(date: Date, activity: Activity) -> datetime:
    changed = max(date.modified_at, activity.modified_at)
    return max(changed, date.placed_at) if date.placed_at else changed


def _words(selection: Selection, activity: Activity, venue: Venue | None, date: Date) -> Words:
    centre, own = activity.centre, selection.subscription
    is_discreet = activity.sensitive or (own is not None and own.discreet)
    words = _discreet(centre) if is_discreet else _open(centre, activity, venue, _note(date))
    if date.is_cancelled:
        words = _cancelled(words)
    elif date.place:
        words = _placed(words, date.place)
    words = replace(words, organizer=centre.name, organizer_email=centre.email)
    if own:
        return _of_ones_own(words, own)
    return replace(words, takes_time=selection.session is not None)  # put into somebody's own calendar by hand


def _of_ones_own(words: Words, own: Subscription) -> Words:
    """Where it is shown to others, a program keeps to itself what it says. A centre's calendar holds nobody's time,
    and reminds nobody of everything."""
    if own.scope == Scope.CENTRE:
        return replace(words, is_private=True)
    return replace(
        words,
        is_private=True,
        takes_time=not words.is_tentative,
        reminds_before=None if words.is_tentative else own.reminds_before,
    )


def _placed(words: Words, place: str) -> Words:
    """What is not certain yet says so: some programs ignore the state, so the title says it too."""
    if place == BookingState.WAITLISTED:
        # Translators: in front of the title of a calendar entry
        title, said = _("Waiting list: %(title)s"), _("You are on the waiting list.")
    elif place == BookingState.OFFERED:
        # Translators: in front of the title of a calendar entry
        title, said = _("Offered: %(title)s"), _("A place is offered to you. Please say whether you take it.")
    elif place == BookingState.THINKING:
        title, said = "%(title)s", _("You are thinking of coming.")
    else:
        return words
    return replace(
        words,
        summary=title % {"title": words.summary},
        description=_paragraphs(said, words.description),
        is_tentative=True,
    )


def _open(centre: Centre, activity: Activity, venue: Venue | None, note: str) -> Words:
    """`note` is what is different at this date."""
    page = _page(activity)
    return Words(
        summary=activity.title,
        description=_paragraphs(note, activity.summary, activity.get_join_mode_display(), _contact(centre), page),
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
