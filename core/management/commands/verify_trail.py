"""Looks at every seal on the audit trail."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import sealing
from core.models import Seal


class Command(BaseCommand):
    help = "Say whether the audit trail is as it was written. Ends with an error where a seal is broken."

    def handle(self, *_args: Any, **_options: Any) -> None:
        broken = list(sealing.verify())
        for one in broken:
            self.stderr.write(f"rows {one.seal.first_id} to {one.seal.last_id}, sealed {one.seal.at}: {one.why}")
        if broken:
            raise CommandError(f"{len(broken)} seals of the audit trail are broken.")
        newest = Seal.objects.last()
        self.stdout.write(f"{Seal.objects.count()} seals hold. The newest: {newest.digest if newest else 'none yet'}")
