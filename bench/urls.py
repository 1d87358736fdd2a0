"""The site's addresses, and the floor's."""

from django.urls import path

from bench import floor
from config.urls import urlpatterns as of_the_site

urlpatterns = [
    path("bench/floor/", floor.page),
    path("bench/feed/", floor.feed),
    path("bench/304/", floor.not_modified),
    *of_the_site,
]
