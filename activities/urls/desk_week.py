"""Under `desk/week/`."""

from datetime import date

from django.urls import path, register_converter

from activities.views import desk_week


class DayConverter:
    """A day as `2026-11-30`."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "desk_week"
urlpatterns = [
    path("", desk_week.week, name="this"),
    path("<day:first>/", desk_week.week, name="from"),
]
