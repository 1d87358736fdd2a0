"""Rows that are written once. PostgreSQL refuses changes by trigger too (migration 0002)."""

from typing import Any, NoReturn

from django.db import models

from core.querysets import ScopedQuerySet


class WrittenOnce(Exception):
    """A record that may only be added was about to be changed or deleted."""


class ImmutableQuerySet(ScopedQuerySet):
    def update(self, **_kwargs: Any) -> NoReturn:
        raise WrittenOnce(self.model.__name__)

    def delete(self) -> NoReturn:
        raise WrittenOnce(self.model.__name__)


class Immutable(models.Model):
    """Can be created, never saved again, never deleted. A model names an `ImmutableQuerySet` as its manager."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise WrittenOnce(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise WrittenOnce(type(self).__name__)


class ByActor(models.Model):
    """Who did it, as identifiers without foreign keys: the record outlives the account."""

    at = models.DateTimeField(db_index=True)
    actor_user_id = models.BigIntegerField(null=True)
    actor_person_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    centre_id = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        abstract = True
