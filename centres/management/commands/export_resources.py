"""Writes the resources that a centre keeps to a file, as HSDS 3.0."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from centres.hsds import packing
from centres.models import Centre
from centres.services import resource_files
from core.actors import SYSTEM

WRITERS = {".json": packing.as_json, ".zip": packing.as_zip}


class Command(BaseCommand):
    help = "Write a centre's resources as HSDS 3.0: a .json, or a .zip with .csv tables, as the file's name ends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("centre", help="the centre's short name in addresses")
        parser.add_argument("file", type=Path, help="what to write: it ends in .json or .zip")
        parser.add_argument("--unlisted", action="store_true", help="also what others may not see")

    def handle(self, *_args: Any, centre: str, file: Path, unlisted: bool, **_options: Any) -> None:
        place = Centre.objects.filter(slug=centre).first()
        if place is None:
            raise CommandError("No centre has this short name.")
        if file.suffix not in WRITERS:
            raise CommandError("The file's name has to end in .json or .zip.")
        tables = resource_files.export(centre=place, by=SYSTEM, also_unlisted=unlisted)
        try:
            file.write_bytes(WRITERS[file.suffix](tables))
        except OSError as error:
            raise CommandError("This file cannot be written.") from error
        self.stdout.write(f"{len(tables['service'])} resources written.")
