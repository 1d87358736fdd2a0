"""Under `kiosk/`: the tablet in the hall. The signed address is its key; nobody is signed in."""

from django.urls import path

from activities.views import kiosk

app_name = "kiosk"
urlpatterns = [
    path("<str:token>/", kiosk.show, name="show"),
    path("<str:token>/here/", kiosk.check_in, name="check_in"),
]
