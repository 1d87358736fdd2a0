"""Under `my/proposals/`."""

from django.urls import path

from activities.views import proposals

app_name = "proposals"
urlpatterns = [
    path("new/", proposals.start, name="start"),
    path("new/<slug:centre>/<slug:point>/", proposals.first, name="first"),
    path("<uuid:public_id>/", proposals.proposal, name="proposal"),
    path("<uuid:public_id>/<int:number>/", proposals.step, name="step"),
    path("<uuid:public_id>/check/", proposals.check, name="check"),
    path("<uuid:public_id>/withdraw/", proposals.withdraw, name="withdraw"),
    path("<uuid:public_id>/discard/", proposals.discard, name="discard"),
]
