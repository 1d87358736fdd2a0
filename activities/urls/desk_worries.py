"""Under `desk/worries/`: for those whom the centre has named to hear of them."""

from django.urls import path

from activities.views import worries

app_name = "desk_worries"
urlpatterns = [
    path("", worries.worry_list, name="list"),
    path("who-hears/", worries.who_hears, name="who_hears"),
    path("<uuid:public_id>/", worries.worry, name="worry"),
    path("<uuid:public_id>/take/", worries.take, name="take"),
    path("<uuid:public_id>/close/", worries.close, name="close"),
]
