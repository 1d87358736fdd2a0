"""Under `certificate/`: for whoever is shown one."""

from django.urls import path

from champions.views import checking

app_name = "certificates"
urlpatterns = [
    path("", checking.check, name="check"),
    path("<str:code>/", checking.with_code, name="with_code"),
]
