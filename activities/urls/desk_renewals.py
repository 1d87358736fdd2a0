"""Under `desk/renewals/`."""

from django.urls import path

from activities.views import desk_lapses

app_name = "desk_renewals"
urlpatterns = [
    path("", desk_lapses.renewals, name="list"),
    path("groups/<int:pk>/", desk_lapses.group_works, name="group_works"),
]
