"""Under `desk/paper/`."""

from django.urls import path

from activities.views import desk_paper

app_name = "desk_paper"
urlpatterns = [
    path("", desk_paper.home, name="home"),
    path("people/<uuid:public_id>/", desk_paper.person, name="person"),
    path("people/<uuid:public_id>/<int:year>/<int:month>/", desk_paper.person, name="person_month"),
]
