"""Writes anew what people are found by: after a bulk import, or when the rules of the search have changed."""

from typing import Any

from django.core.management.base import BaseCommand

from people.services import search


class Command(BaseCommand):
    help = "Write the search keys of all people anew."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{search.index_all()} people can be found.")
