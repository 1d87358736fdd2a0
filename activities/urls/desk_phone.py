"""Under `desk/phone/`. Who is meant is sent with the button, never written into the address."""

from django.urls import path

from activities.views import desk_phone

app_name = "desk_phone"
urlpatterns = [
    path("", desk_phone.start, name="start"),
    path("new/", desk_phone.new, name="new"),
    path("caller/", desk_phone.caller, name="caller"),
    path("agree/", desk_phone.agree, name="agree"),
    path("book/", desk_phone.book, name="book"),
    path("change/", desk_phone.change, name="change"),
    path("cancel/", desk_phone.cancel, name="cancel"),
    path("move/", desk_phone.move, name="move"),
    path("accept/", desk_phone.accept, name="accept"),
]
