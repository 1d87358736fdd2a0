"""Under `desk/reports/`. A period is a quarter ("2026-3") or the year that begins in April of it ("2025")."""

from django.urls import path

from evaluation.views import reports

app_name = "desk_reports"
urlpatterns = [
    path("", reports.choose, name="choose"),
    path("<slug:period>/", reports.show, name="show"),
    path("<slug:period>/<slug:language>/<slug:form>/", reports.take, name="take"),
]
