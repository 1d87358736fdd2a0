"""Under `my/questions/`: what one's centre asks, on one's own page."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from evaluation.views import mine

app_name = "my_questions"
urlpatterns = [
    path("<uuid:public_id>/", mine.start, name="start"),
    path("<uuid:public_id>/<int:number>/", mine.page, name="page"),
    path(_("<uuid:public_id>/end/"), mine.end, name="end"),
    path(_("<uuid:public_id>/no/"), mine.decline, name="decline"),
]
