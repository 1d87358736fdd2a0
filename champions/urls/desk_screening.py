"""Under `desk/screening/`: what a centre asks of its champions, and the steps of each."""

from django.urls import path

from champions.views import needs, referees, screening

app_name = "screening"
urlpatterns = [
    path("", needs.table, name="table"),
    path("months/", needs.months, name="months"),
    path("roles/<slug:work>/", needs.ask, name="ask"),
    path("take-back/<int:pk>/", screening.take_back, name="take_back"),
    path("referees/<int:pk>/", referees.reference, name="reference"),
    path("referees/<int:pk>/ask/", referees.ask, name="ask_referee"),
    path("referees/<int:pk>/remove/", referees.remove, name="remove_referee"),
    path("<int:pk>/works/", screening.works, name="works"),
    path("<int:pk>/referees/", referees.add, name="add_referee"),
    path("<int:pk>/<slug:need>/", screening.step, name="step"),
    path("<int:pk>/<slug:need>/consent/", screening.consent, name="consent"),
    path("<int:pk>/<slug:need>/letter/<slug:language>/", screening.letter, name="letter"),
]
