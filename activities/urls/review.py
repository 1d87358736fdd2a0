"""Under `desk/proposals/`."""

from django.urls import path

from activities.views import review

app_name = "review"
urlpatterns = [
    path("", review.queue, name="queue"),
    path("<uuid:public_id>/", review.proposal, name="proposal"),
    path("<uuid:public_id>/approve/", review.approve, name="approve"),
    path("<uuid:public_id>/changes/", review.changes, name="changes"),
    path("<uuid:public_id>/decline/", review.decline, name="decline"),
    path("<uuid:public_id>/text/<slug:language>/", review.translate, name="translate"),
]
