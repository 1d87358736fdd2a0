"""Under `desk/activities/`."""

from django.urls import path

from activities.views import (
    desk_activities,
    desk_dates,
    desk_drafts,
    desk_import,
    desk_joining,
    desk_leading,
    desk_series,
    substitutes,
)

app_name = "desk_activities"
urlpatterns = [
    path("", desk_activities.activity_list, name="list"),
    path("<int:pk>/", desk_activities.activity, name="activity"),
    path("<int:pk>/goes-on/", desk_activities.confirm, name="confirm"),
    path("import/", desk_import.start, name="import"),
    path("import/make/", desk_import.make, name="import_make"),
    path("import/sheet/<slug:language>/", desk_import.sheet, name="import_sheet"),
    path("<int:pk>/draft/", desk_drafts.complete, name="draft"),
    path("<int:pk>/publish/", desk_drafts.publish, name="publish"),
    path("<int:pk>/discard/", desk_drafts.discard, name="discard"),
    path("<int:pk>/end/", desk_activities.end, name="end"),
    path("<int:pk>/dates/", desk_series.when_where, name="when_where"),
    path("<int:pk>/words/", desk_series.words, name="words"),
    path("<int:pk>/pause/", desk_series.pause, name="pause"),
    path("<int:pk>/resume/", desk_series.resume, name="resume"),
    path("<int:pk>/dates/add/", desk_dates.add, name="add_date"),
    path("<int:pk>/leading/", desk_leading.of_group, name="leading"),
    path("<int:pk>/messages/", desk_leading.messages_to_group, name="messages"),
    path("<int:pk>/joining/", desk_joining.rules, name="joining"),
    path("<int:pk>/touched/", desk_joining.touched, name="touched"),
    path("<int:pk>/invite/", desk_joining.invite, name="invite"),
    path("invitations/<int:pk>/withdraw/", desk_joining.withdraw, name="withdraw"),
    path("standing/<uuid:public_id>/end/", desk_joining.end_standing, name="end_standing"),
    path("places/<uuid:public_id>/settle/", desk_joining.settle, name="settle"),
    path("dates/<uuid:public_id>/cancel/", desk_activities.cancel, name="cancel"),
    path("dates/<uuid:public_id>/move/", desk_dates.move, name="move"),
    path("dates/<uuid:public_id>/seats/", desk_dates.resize, name="resize"),
    path("dates/<uuid:public_id>/this-time/", desk_dates.this_time, name="this_time"),
    path("dates/<uuid:public_id>/substitute/", substitutes.seek_at_desk, name="substitute"),
    path("dates/<uuid:public_id>/reinstate/", desk_dates.reinstate, name="reinstate"),
]
