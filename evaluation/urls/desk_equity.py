"""Under `desk/measures/equity/`."""

from django.urls import path

from evaluation.views import equity_desk

app_name = "desk_equity"
urlpatterns = [path("<uuid:public_id>/", equity_desk.ask, name="ask")]
