"""Wagtail's pages, under the language's prefix. Comes last: it answers to everything."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls

from cms import views

urlpatterns = [
    path("", views.page, {"path": ""}, name="home"),
    path(_("call/"), views.phones, name="phones"),
    path("_util/login/", views.sign_in, name="wagtailcore_login"),
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name == "wagtailcore_authenticate_with_password"),
    re_path(wagtail_urls.serve_pattern, views.page, name="wagtail_serve"),
]
