"""Under `resources/`: for everybody."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from centres.views import booklet, public_resources

app_name = "resources"
urlpatterns = [
    path("", public_resources.centres, name="centres"),
    path("<slug:centre>/", public_resources.resources, name="list"),
    path(_("<slug:centre>/booklet/"), booklet.public, name="booklet"),
]
