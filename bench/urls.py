"""The site's addresses, and the floor's."""

from django.urls import path

from bench import floor
from config.urls import urlpatterns as of_the_site

urlpatterns = [path("bench/floor/", floor.page), *of_the_site]
