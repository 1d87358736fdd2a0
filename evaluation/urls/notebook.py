"""Under `desk/notebook/`."""

from django.urls import path

from evaluation.views import notebook

app_name = "desk_notebook"
urlpatterns = [
    path("", notebook.trials, name="list"),
    path("shared/", notebook.shared, name="shared"),
    path("new/", notebook.new, name="new"),
    path("<uuid:public_id>/", notebook.trial, name="trial"),
    path("<uuid:public_id>/step/", notebook.step, name="step"),
    path("<uuid:public_id>/chart/", notebook.chart, name="chart"),
    path("<uuid:public_id>/change/", notebook.change, name="change"),
    path("<uuid:public_id>/share/", notebook.share, name="share"),
    path("<uuid:public_id>/withdraw/", notebook.withdraw, name="withdraw"),
    path("<uuid:public_id>/take-up/", notebook.take_up, name="take_up"),
]
