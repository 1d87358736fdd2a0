"""Under `ideas/`: what people would like to see. No account needed."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from activities.views import ideas

app_name = "ideas"
urlpatterns = [
    path("", ideas.centres, name="centres"),
    path("<uuid:public_id>/", ideas.idea, name="idea"),
    path(_("<uuid:public_id>/come/"), ideas.come, name="come"),
    path(_("<uuid:public_id>/take-up/"), ideas.take_up, name="take_up"),
    path("<slug:slug>/", ideas.centre, name="centre"),
    path(_("<slug:slug>/suggest/"), ideas.suggest, name="suggest"),
]
