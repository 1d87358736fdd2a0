"""Tries that are counted, so that nobody can try too often."""

from django.db import models


class Attempt(models.Model):
    """One try. `key` is a keyed hash: neither the number nor the address that was tried can be read from it."""

    scope = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="core_attempt_key")]

    def __str__(self) -> str:
        return self.scope
