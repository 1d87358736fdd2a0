"""Reads resources from a file: prints what would become of it, and does it where it is told to."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from centres.hsds.remarks import NotRead, said
from centres.models import Centre
from centres.presenters.resource_files import as_text
from centres.services import resource_files
from core.actors import SYSTEM
from core.errors import DomainError


class Command(BaseCommand):
    help = "Show what would become of a file of resources (HSDS 3) at a centre. Nothing is kept without --write."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("centre", help="the centre's short name in addresses")
        parser.add_argument("file", type=Path, help="HSDS 3: a .json, or a .zip with .csv tables")
        parser.add_argument("--write", action="store_true", help="take what is new or different")
        parser.add_argument("--language", choices=["en", "fr"], help="of the file's words; else the centre's")

    def handle(self, *_args: Any, centre: str, file: Path, write: bool, language: str | None, **_options: Any) -> None:
        place = Centre.objects.filter(slug=centre).first()
        if place is None:
            raise CommandError("No centre has this short name.")
        try:
            reading = resource_files.read(file.read_bytes(), language=language or place.language)
            for line in as_text(resource_files.look(reading, centre=place)):
                self.stdout.write(line)
            if write:
                taken = resource_files.take(reading, centre=place, by=SYSTEM)
                self.stdout.write(f"{len(taken)} resources made or changed.")
        except OSError as error:
            raise CommandError("This file cannot be opened.") from error
        except NotRead as no:
            raise CommandError(said(no.remark)) from no
        except DomainError as error:
            raise CommandError(error.words) from error
