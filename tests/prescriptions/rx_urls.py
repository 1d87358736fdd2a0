"""The site's addresses, with a page where a code is typed."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from config import urls


def enter(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("rx/", include(([path("", enter, name="enter")], "prescribed"))), *urls.urlpatterns]
