from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "calendars"

    def ready(self) -> None:
        from calendars import errors, merging, notices, policies, privacy, receivers, tasks, trail  # noqa: F401
        from calendars.sections import MyCalendars
        from people import sections

        sections.my.register("calendars", MyCalendars())
