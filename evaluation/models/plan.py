"""What a centre asks its clients, and when."""

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.querysets import Scoped
from evaluation.models.readers import ReadersQuerySet


class TimePoint(models.TextChoices):
    """When somebody is asked, counted from the day their case was opened."""

    BASELINE = "baseline", _("at the beginning")
    THREE_MONTHS = "months3", _("after three months")
    SIX_MONTHS = "months6", _("after six months")
    CLOSING = "closing", _("at the end")


# Days after the case was opened; the end comes when the case is closed.
DUE_AFTER = {TimePoint.BASELINE: 0, TimePoint.THREE_MONTHS: 91, TimePoint.SIX_MONTHS: 182}


class MeasuringPlan(Scoped):
    """One centre's. Nothing is asked where there is none, or where it is switched off."""

    centre = models.OneToOneField(Centre, on_delete=models.CASCADE, related_name="measuring")
    is_on = models.BooleanField(default=False)
    instruments = models.JSONField(default=list)  # their slugs, in the order in which they are asked
    time_points = models.JSONField(default=list)
    open_for_days = models.PositiveSmallIntegerField(
        default=28, validators=[MinValueValidator(7), MaxValueValidator(60)]
    )
    reminders = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(2)])

    objects = ReadersQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.centre_id)

    @property
    def open_for(self) -> timedelta:
        return timedelta(days=self.open_for_days)
