"""What the retention schedule would forget, and forgetting it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from centres.models import Centre
from privacy.services import retention


class Command(BaseCommand):
    help = (
        "Say what the retention schedule would forget (--dry-run), or forget what centres have switched on (--apply)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        deed = parser.add_mutually_exclusive_group(required=True)
        deed.add_argument("--dry-run", action="store_true", help="change nothing; say of how many rows")
        deed.add_argument("--apply", action="store_true", help="forget, by the steps that each centre has switched on")
        parser.add_argument("--centre", help="the short name of one centre; all of them without it")

    def handle(self, *_args: Any, apply: bool, centre: str | None, **_options: Any) -> None:
        centres = Centre.objects.order_by("slug")
        if centre and not (centres := centres.filter(slug=centre)).exists():
            raise CommandError("No centre has this short name.")
        now = timezone.now()
        for place in centres:
            if apply:
                for slug, number in retention.apply(place, now=now).items():
                    self.stdout.write(f"{place.slug}: {slug}: {number} forgotten")
            else:
                for line in retention.lines(place, now=now):
                    state = "on" if line.is_on else "off"
                    self.stdout.write(f"{place.slug}: {line.slug} ({state}): {line.number} would be forgotten")
