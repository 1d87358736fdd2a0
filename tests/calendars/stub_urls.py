from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path

activity_urls = ([path("<slug:slug>/", lambda _request, **_kwargs: HttpResponse(), name="detail")], "activities")
urlpatterns = [path("", include("calendars.urls")), *i18n_patterns(path("activities/", include(activity_urls)))]
