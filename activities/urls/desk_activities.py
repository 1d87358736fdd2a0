"""Under `desk/activities/`."""

from django.urls import path

from activities.views import desk_activities

app_name = "desk_activities"
urlpatterns = [
    path("", desk_activities.activity_list, name="list"),
    path("<int:pk>/", desk_activities.activity, name="activity"),
    path("<int:pk>/end/", desk_activities.end, name="end"),
    path("dates/<uuid:public_id>/cancel/", desk_activities.cancel, name="cancel"),
]
