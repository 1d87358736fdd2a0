"""Under `my/`. Other rooms add sections to the first page (people.sections) and addresses of their own."""

from django.urls import path

from people.views import access, my

app_name = "my"
urlpatterns = [
    path("", my.home, name="home"),
    path("details/", my.details, name="details"),
    path("details/change/", my.details_edit, name="details_edit"),
    path("details/contact/", my.contact_add, name="contact_add"),
    path("details/contact/<int:pk>/remove/", my.contact_remove, name="contact_remove"),
    path("details/agreements/", my.agreements, name="agreements"),
    path("access/", access.of_mine, name="access"),
]
