"""Under `desk/rules/`."""

from django.urls import path

from activities.views import desk_leading, desk_rules

app_name = "desk_rules"
urlpatterns = [
    path("", desk_rules.rules, name="rules"),
    path("leading/", desk_leading.of_centre, name="leading"),
]
