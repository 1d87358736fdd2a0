from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path


def page(_request, **_kwargs):
    return HttpResponse()


activity_urls = ([path("<slug:slug>/", page, name="detail"), path("", page, name="list")], "activities")
urlpatterns = [path("", include("calendars.urls")), *i18n_patterns(path("activities/", include(activity_urls)))]
