"""The site's addresses, and the floor's."""

from django.urls import path

from bench import floor
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as of_the_site

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("bench/floor/", floor.page), *of_the_site]
