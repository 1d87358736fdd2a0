"""Under `desk/evidence/export/`."""

from django.urls import path

from evaluation.views import export

app_name = "evidence_export"
urlpatterns = [
    path("", export.choose, name="choose"),
    path("dictionary/", export.dictionary, name="dictionary"),
    path("attendance/", export.attendance, name="attendance"),
    path("attendance/dictionary/", export.attendance_dictionary, name="attendance_dictionary"),
]
