"""Under `my/plan/`: one's own plan."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from prescriptions.views import plan_paper

app_name = "my_plan"
urlpatterns = [path(_("<uuid:public_id>/print/"), plan_paper.mine, name="print")]
