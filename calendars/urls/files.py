"""Addresses of the calendar files. They never change, carry no query and no language prefix."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path, register_converter

from activities.choices import Kind
from calendars.views import files
from core.languages import Spoken

app_name = "calendars"


class LanguageConverter:
    """The languages that a file can be asked for in."""

    regex = "en|fr"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class KindConverter(LanguageConverter):
    """The kinds of groups."""

    regex = "|".join(Kind.values)


class SpokenConverter(LanguageConverter):
    """The languages in which groups are held."""

    regex = "|".join(Spoken.values)


register_converter(LanguageConverter, "language")
register_converter(KindConverter, "kind")
register_converter(SpokenConverter, "spoken")


def _file(address: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """The file in the language that it speaks by itself, and in one that was asked for."""
    return [
        path(f"calendar/{address}.ics", view, name=name),
        path(f"calendar/{address}.<language:language>.ics", view, name=name),
    ]


urlpatterns = [
    *_file("centre/<slug:slug>", files.centre, "centre"),
    *_file("centre/<slug:slug>/kind/<kind:kind>", files.kind, "kind"),
    *_file("centre/<slug:slug>/spoken/<spoken:spoken>", files.spoken, "spoken"),
    *_file("kind/<kind:kind>", files.kind, "kind"),
    *_file("spoken/<spoken:spoken>", files.spoken, "spoken"),
    *_file("town/<slug:slug>", files.town, "town"),
    *_file("activity/<slug:slug>", files.activity, "activity"),
    *_file("session/<uuid:public_id>", files.session, "session"),
    path("calendar/own/<str:token>.ics", files.of_person, name="own"),
]
