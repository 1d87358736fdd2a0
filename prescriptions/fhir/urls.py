"""Under `fhir/`."""

from django.urls import path

from prescriptions.fhir import views

app_name = "fhir"
urlpatterns = [
    path("metadata", views.metadata, name="metadata"),
    path(".well-known/smart-configuration", views.smart, name="smart"),
    path("token", views.Token.as_view(), name="token"),
    path("<str:kind>", views.search, name="search"),
    path("<str:kind>/<str:key>", views.read, name="read"),
]
