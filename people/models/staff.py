"""Who works where, as what."""

from django.conf import settings
from django.db import models

from centres.models import Centre
from core.actors import STAFF_ROLES, Role


class StaffRole(models.Model):
    """One account's role at one centre. Evaluators read numbers without names; everything else follows the role."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_roles")
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="staff_roles")
    hears_worries = models.BooleanField(default=False)  # is told at once when a leader worries about somebody
    is_on_call = models.BooleanField(default=False)  # is told at once, also at night, when a visitor may need help
    is_privacy_officer = models.BooleanField(default=False)  # is told when a locked record was opened
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in Role if role in STAFF_ROLES])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "centre", "role"], name="people_staff_role_once")]

    def __str__(self) -> str:
        return self.get_role_display()

    @classmethod
    def centres_of(cls, user_id: int | None) -> list[Centre]:
        """The centres where an account works, by name. One query."""
        return list(Centre.objects.filter(staff_roles__user=user_id).order_by("name_en").distinct()) if user_id else []
