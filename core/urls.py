"""Addresses that belong to no app: the living style page, where the settings ask for it."""

from django.conf import settings
from django.urls import path

from core import views

urlpatterns = [path("_styles/", views.styles, name="styles")] if settings.STYLE_PAGE else []
