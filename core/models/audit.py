"""The audit trail: reads and writes of what concerns people (PHIPA, s. 10.1: type, time, who, about whom)."""

from typing import Self

from django.db import models

from core.models.immutable import ByActor, Immutable, ImmutableQuerySet


class AuditQuerySet(ImmutableQuerySet):
    def about(self, *person_ids: int) -> Self:
        """Everything that was seen or done about one person, newest first; of whom there may be several records."""
        return self.filter(person_id__in=person_ids).order_by("-at", "-pk")


class AuditEvent(Immutable, ByActor):
    """One look or deed. `action` is "<thing>.<verb>"; `detail` holds codes and counts, never words about a person."""

    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-at"], name="core_audit_person"),
            models.Index(fields=["actor_user_id", "-at"], name="core_audit_user"),
            models.Index(fields=["centre_id", "-at"], name="core_audit_centre"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject} {self.subject_id}"

    @classmethod
    def about(cls, *person_ids: int) -> AuditQuerySet:
        return cls.objects.all().about(*person_ids)
