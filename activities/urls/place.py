"""Under `my-place/`: whoever holds the signed link acts as the person whose place it is."""

from django.urls import path

from activities.views import places, standing

app_name = "place"
urlpatterns = [
    path("<str:token>/", places.show, name="show"),
    path("<str:token>/change/", places.change, name="change"),
    path("<str:token>/cancel/", places.cancel, name="cancel"),
    path("<str:token>/accept/", places.accept, name="accept"),
    path("<str:token>/decline/", places.decline, name="decline"),
    path("<str:token>/come/", standing.come, name="come"),
    path("<str:token>/stop/", standing.stop, name="stop"),
]
