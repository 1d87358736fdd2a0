"""Two records of one human: what staff decided about them."""

from django.db import models

from people.models.person import Person


class Merge(models.Model):
    """Two records made one by a member of staff. `moved` holds the ids of the rows that went from one to the other,
    by model, so that the merge can be undone."""

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    moved = models.JSONField(default=dict)
    at = models.DateTimeField()
    by_user_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_user_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"


class NotSame(models.Model):
    """Staff looked: two people who resemble each other on paper. Nobody is asked about them again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")  # the one with the lower id
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by_user_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "other"], name="people_not_same_once")]

    def __str__(self) -> str:
        return f"{self.person_id} ≠ {self.other_id}"
