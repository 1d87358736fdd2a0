"""Writes every encrypted text anew, with the newest key: afterwards the older ones can go."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import models, transaction

from core import encrypted

BATCH = 500


class Command(BaseCommand):
    help = "Encrypt all encrypted texts with the first of FIELD_KEYS. Safe while the site runs, and to run again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for model, names in encrypted.fields():
            self.stdout.write(f"{model._meta.label}: {sum(self.batches(model, names))}")

    def batches(self, model: type[models.Model], names: list[str]) -> Any:
        """How many rows were written, batch by batch. A row is locked while it is, so that no newer words are lost."""
        last: Any = 0
        while True:
            with transaction.atomic():
                rows = model._base_manager.select_for_update().filter(pk__gt=last).order_by("pk").only("pk", *names)
                found = list(rows[:BATCH])
                for row in found:
                    model._base_manager.filter(pk=row.pk).update(**{name: getattr(row, name) for name in names})
            if not found:
                return
            last = found[-1].pk
            yield len(found)
