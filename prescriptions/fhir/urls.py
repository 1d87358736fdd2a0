"""Under `fhir/`."""

app_name = "fhir"
urlpatterns = []
