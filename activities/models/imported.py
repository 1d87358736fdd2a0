"""Where a group came from that was read from a file, so that the same file makes nothing twice."""

from django.db import models

from activities.models.activity import Activity
from centres.models import Centre


class FileKind(models.TextChoices):
    CALENDAR = "calendar"
    SHEET = "sheet"


class Imported(models.Model):
    """The entry of a file that a group was made from.

    `said` holds a digest of each thing that the entry said (the title, the dates…), not the thing itself: enough to
    know what is different the next time, and nothing of what somebody may have written about people.
    """

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="source")
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    key = models.CharField(max_length=64)  # a digest of the calendar's UID, or of the row's title
    said = models.JSONField(default=dict)
    looked_over = models.BooleanField(default=False)  # somebody has said how people join, and whether it is private
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "imported"
        constraints = [models.UniqueConstraint(fields=["centre", "kind", "key"], name="activities_imported_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
