"""What a person keys in on the telephone before the automatic line says anything of theirs."""

from django.db import models

from people.models.person import Person


class PhonePin(models.Model):
    """Four digits that a person chose; only a slow hash of them is kept."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="pin")
    digits_hash = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"of person {self.person_id}"
