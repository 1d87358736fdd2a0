"""What people are found by."""

from django.db import models

from people.models.person import Person


class SearchKey(models.Model):
    """A word of a name, or the digits of a number, as a search compares it: its beginning is looked up in an index.

    Written by `services.search` alone.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="search_keys")
    key = models.CharField(max_length=60)

    class Meta:
        # The operator class lets PostgreSQL look a beginning up, whatever the database's collation; with
        # the person beside it the index alone answers.
        indexes = [
            models.Index(
                fields=["key", "person"], name="people_search_key", opclasses=["varchar_pattern_ops", "int8_ops"]
            )
        ]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="people_search_key_once")]

    def __str__(self) -> str:
        return f"{self.person_id}"
