"""How somebody without an account opens their own page, and proves that a number or an address is theirs."""

from django.db import models

from people.models.contact import ContactPoint
from people.models.person import Person


class PageLink(models.Model):
    """A link to one person's page. Only the hash of its token is kept: whoever reads this table opens nothing."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="page_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by_user_id = models.BigIntegerField(null=True)  # staff who made it; empty where the person did
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_id}"


class ContactCode(models.Model):
    """A one-time code that was sent to a contact point. Kept as a keyed hash; a few wrong tries end it."""

    contact_point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.contact_point_id}"
