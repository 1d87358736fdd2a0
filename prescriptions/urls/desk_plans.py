"""Under `desk/plans/`: the plan that a link worker makes with a client, by its prescription."""

from django.urls import path

from prescriptions.views import plan_paper, plan_steps, plans

app_name = "desk_plans"
urlpatterns = [
    path("<uuid:public_id>/", plans.show, name="show"),
    path("<uuid:public_id>/print/", plan_paper.at_desk, name="print"),
    path("<uuid:public_id>/goal/", plans.goal_new, name="goal_new"),
    path("<uuid:public_id>/goal/<uuid:goal>/ask/", plans.goal_weigh, name="goal_weigh"),
    path("<uuid:public_id>/goal/<uuid:goal>/words/", plans.goal_reword, name="goal_reword"),
    path("<uuid:public_id>/goal/<uuid:goal>/move/", plans.goal_move, name="goal_move"),
    path("<uuid:public_id>/step/<uuid:step>/move/", plans.step_move, name="step_move"),
    path("<uuid:public_id>/step/<slug:kind>/", plan_steps.new, name="step_new"),
    path("<uuid:public_id>/step/<slug:kind>/agree/", plan_steps.agree, name="agree"),
    path("<uuid:public_id>/news/<uuid:happening>/", plans.settle, name="settle"),
]
