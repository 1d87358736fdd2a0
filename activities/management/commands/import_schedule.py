"""Reads a centre's schedule from a file: prints what would become of it, and makes the drafts where it is told to."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from activities.importing import words
from activities.importing.found import NotRead
from activities.presenters.importing import as_text
from activities.services import importing
from centres.models import Centre
from core.actors import SYSTEM
from core.errors import DomainError


class Command(BaseCommand):
    help = "Show what would become of a calendar file or a spreadsheet at a centre. Nothing is made without --write."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("centre", help="the centre's short name in addresses")
        parser.add_argument("file", type=Path, help="an .ics, .xlsx or .csv file")
        parser.add_argument("--write", action="store_true", help="make the drafts")
        parser.add_argument("--texts", action="store_true", help="take descriptions along; they may name people")
        parser.add_argument("--language", choices=["en", "fr"], help="of the groups' names; else the centre's")

    def handle(
        self, *_args: Any, centre: str, file: Path, write: bool, texts: bool, language: str | None, **_options: Any
    ) -> None:
        place = Centre.objects.filter(slug=centre).first()
        if place is None:
            raise CommandError("No centre has this short name.")
        try:
            reading = importing.read(file.read_bytes(), centre=place, with_texts=texts)
            for line in as_text(importing.look(reading, centre=place)):
                self.stdout.write(line)
            if write:
                made = importing.make(reading, centre=place, language=language or place.language, by=SYSTEM)
                self.stdout.write(f"{len(made)} drafts made or changed.")
        except OSError as error:
            raise CommandError("This file cannot be opened.") from error
        except NotRead as no:
            raise CommandError(words.said(no.remark)) from no
        except DomainError as error:
            raise CommandError(error.words) from error
