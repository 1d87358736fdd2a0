"""Which steps of the retention schedule a centre has switched on."""

from django.conf import settings
from django.db import models

from centres.models import Centre
from core.querysets import Scoped
from privacy.models.scope import OfficersQuerySet


class RetentionChoice(Scoped):
    """A centre's decision about one step of the schedule (`core.retention`). Without one, nothing is forgotten."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="retention_choices")
    step = models.CharField(max_length=60)
    is_on = models.BooleanField(default=False)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = OfficersQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "step"], name="privacy_retention_once")]

    def __str__(self) -> str:
        return self.step
