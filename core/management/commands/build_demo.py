"""Fills an empty database with the demo, through every room's builder."""

import random
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone, translation

from core.demo import DemoWorld, builders

SEED = 2019


class Command(BaseCommand):
    help = "Build the demo: centres, people, activities and a login for every role. Only where nobody relies on it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are accounts already")

    def handle(self, *_args: Any, if_empty: bool, **_options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo's password is public: it is never built where people rely on the site.")
        if get_user_model()._default_manager.exists():
            if if_empty:
                return
            raise CommandError("There are accounts already. Start over with an empty database.")
        world = DemoWorld(now=timezone.now(), rng=random.Random(SEED))
        with transaction.atomic(), translation.override("en"):
            self.build(world)

    def build(self, world: DemoWorld) -> None:
        # Apps become ready from the top of the house down; building goes from the bottom up.
        for slug, build in reversed(builders.items()):
            started = time.perf_counter()
            build(world)
            self.stdout.write(f"  {slug:<16}{time.perf_counter() - started:6.1f} s")
