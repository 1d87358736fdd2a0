"""When each periodic job last ran, and who is running it now."""

from django.db import models


class JobRun(models.Model):
    """One row a job. The lease lets one worker at a time run it; the beat tells `/readyz` that a worker lives."""

    slug = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.slug
