"""Prints the demo's logins."""

from typing import Any

from django.core.management.base import BaseCommand

from people.demo import DOMAIN
from people.demo_data import OFFICE_LOGINS, PASSWORD, PERSON_LOGINS, STAFF_LOGINS


class Command(BaseCommand):
    help = "Show the demo's logins, one for every role."

    def handle(self, *_args: Any, **_options: Any) -> None:
        logins = [(entry[0], entry[-1]) for entry in (*STAFF_LOGINS, *PERSON_LOGINS, *OFFICE_LOGINS)]
        self.stdout.write(f"Sign in with the password {PASSWORD} as")
        for local, shows in logins:
            self.stdout.write(f"  {local}@{DOMAIN}".ljust(34) + shows)
