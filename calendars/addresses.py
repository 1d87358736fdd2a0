"""Addresses of the files, as they leave the site: absolute, built from the settings and never from a Host header."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

from activities.lines import Wanted
from activities.models import Activity, Session
from activities.selectors import CentreChoice
from calendars.selection import Selection
from centres.models import Centre


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_BASE_URL}{path}"


def host() -> str:
    """The site's host name: the part of every UID that keeps it apart from those of other sites."""
    return urlsplit(settings.PUBLIC_BASE_URL).hostname or "localhost"


def path_of_file(subject: Centre | CentreChoice | Activity | Session, language: str | None) -> str:
    """The file of a centre, an activity or a session. Without a language it speaks the centre's own."""
    words = {"language": language} if language else {}
    if isinstance(subject, Session):
        return reverse("calendars:session", kwargs={"public_id": subject.public_id, **words})
    name = "calendars:activity" if isinstance(subject, Activity) else "calendars:centre"
    return reverse(name, kwargs={"slug": subject.slug, **words})


def of_file(subject: Centre | CentreChoice | Activity | Session, language: str | None) -> str:
    return absolute(path_of_file(subject, language))


def of_wanted(wanted: Wanted, language: str | None) -> str:
    """The file of what is on in a town, or of a kind, or held in a language, at one centre or at all. Empty where
    these together have none: there are not more files than anybody keeps warm."""
    words = {"language": language} if language else {}
    centre = {"slug": wanted.centre.slug} if wanted.centre else {}
    if sum(map(bool, (wanted.kind, wanted.spoken, wanted.town))) > 1 or (wanted.town and wanted.centre):
        return ""
    if wanted.town:
        return absolute(reverse("calendars:town", kwargs={"slug": wanted.town.slug, **words}))
    if wanted.kind:
        return absolute(reverse("calendars:kind", kwargs={"kind": wanted.kind, **centre, **words}))
    if wanted.spoken:
        return absolute(reverse("calendars:spoken", kwargs={"spoken": wanted.spoken, **centre, **words}))
    return of_file(wanted.centre, language) if wanted.centre else ""


def of_selection(selection: Selection, language: str | None) -> str:
    """Of a public file."""
    if one := selection.session or selection.activity:
        return of_file(one, language)
    return of_wanted(selection.wanted, language)


def of_own(token: str) -> str:
    """Somebody's own calendar. Whoever holds this address can read it."""
    return absolute(reverse("calendars:own", args=[token]))


def of_page(activity: Activity) -> str:
    """The group's page on the site, in the active language."""
    return absolute(reverse("activities:detail", args=[activity.slug]))


def of_my_page() -> str:
    return absolute(reverse("my:home"))


def of_agenda(wanted: Wanted) -> str:
    """The page that shows the same, in the active language."""
    page, query = reverse("activities:agenda"), urlencode(wanted.query)
    return absolute(f"{page}?{query}" if query else page)


def webcal(address: str) -> str:
    """The same address with the scheme that opens a calendar program."""
    return f"webcal://{address.partition('://')[2]}"


def uid(session: Session) -> str:
    """By which programs know a date, in every file and letter."""
    return f"session-{session.public_id}@{host()}"


def of_organizer(token: str) -> str:
    """To which calendar programs reply; empty where replies cannot be received."""
    local, at, domain = settings.INVITATIONS_ADDRESS.rpartition("@")
    return f"{local}+{token}@{domain}" if at else ""
