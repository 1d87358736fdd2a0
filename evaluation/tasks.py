"""The periodic jobs of this room."""

from datetime import timedelta

from core import jobs
from evaluation.services import counting, quarter_counts, reminding, sittings, stories, surveys

jobs.register("evaluation.plan_sittings", every=timedelta(hours=6), run=sittings.plan_all)
jobs.register("evaluation.open_sittings", every=timedelta(minutes=15), run=sittings.open_due)
jobs.register("evaluation.lapse_sittings", every=timedelta(hours=1), run=sittings.lapse_overdue)
jobs.register("evaluation.remind_of_sittings", every=timedelta(hours=1), run=reminding.remind)
jobs.register("evaluation.count_equity", every=timedelta(days=1), run=counting.count_all)
jobs.register("evaluation.end_stories", every=timedelta(hours=1), run=stories.withdraw_ended)
jobs.register("evaluation.remind_of_surveys", every=timedelta(hours=1), run=surveys.remind)
jobs.register("evaluation.forget_survey_invitations", every=timedelta(days=1), run=surveys.forget_invitations)
jobs.register("evaluation.count_quarters", every=timedelta(hours=1), run=quarter_counts.refresh)
jobs.register("evaluation.count_earlier_quarters", every=timedelta(days=1), run=quarter_counts.refresh_earlier)
