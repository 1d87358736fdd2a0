"""Addresses of the calendar files. They never change, carry no query and no language prefix."""

from django.urls import path, register_converter

from calendars import views

app_name = "calendars"


class LanguageConverter:
    """The languages that a file can be asked for in."""

    regex = "en|fr"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LanguageConverter, "language")

urlpatterns = [
    path("calendar/centre/<slug:slug>.ics", views.centre, name="centre"),
    path("calendar/centre/<slug:slug>.<language:language>.ics", views.centre, name="centre"),
    path("calendar/activity/<slug:slug>.ics", views.activity, name="activity"),
    path("calendar/activity/<slug:slug>.<language:language>.ics", views.activity, name="activity"),
    path("calendar/session/<uuid:public_id>.ics", views.session, name="session"),
    path("calendar/session/<uuid:public_id>.<language:language>.ics", views.session, name="session"),
]
