"""Addresses of the files, as they leave the site: absolute, built from the settings and never from a Host header."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

from activities.models import Activity, Session
from activities.selectors import CentreChoice
from calendars.selectors import Selection
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


def of_selection(selection: Selection, language: str | None) -> str:
    return of_file(selection.session or selection.activity or selection.centre, language)


def of_page(activity: Activity) -> str:
    """The group's page on the site, in the active language."""
    return absolute(reverse("activities:detail", args=[activity.slug]))


def of_list(centre: Centre) -> str:
    """The page with everything that the centre has on, in the active language."""
    return absolute(f"{reverse('activities:list')}?{urlencode({'centre': centre.slug})}")


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
