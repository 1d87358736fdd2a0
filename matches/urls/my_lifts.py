"""Under `my/lifts/`: a lift for oneself, and a driver's day."""

from django.urls import path

from matches.views import lifts

app_name = "my_lifts"
urlpatterns = [
    path("ask/", lifts.ask, name="ask"),
    path("<uuid:public_id>/cancel/", lifts.cancel, name="cancel"),
    path("<uuid:public_id>/driven/", lifts.driven, name="driven"),
    path("<uuid:public_id>/give-back/", lifts.give_back, name="give_back"),
    path("<int:year>/<int:month>/<int:day>/", lifts.sheet, name="sheet"),
    path("<int:year>/<int:month>/<int:day>/paper/", lifts.on_paper, name="paper"),
]
