"""Gives a staff role at a centre, or takes it away: how a new site gets its first coordinator and manager."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from centres.models import Centre
from core.actors import STAFF_ROLES, SYSTEM, Role
from people.models import StaffRole, User
from people.services import staff


class Command(BaseCommand):
    help = "Give an account a role at a centre, or take it away. The person makes the account on the site first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("deed", choices=["grant", "revoke"])
        parser.add_argument("email", help="the address that they sign in with")
        parser.add_argument("centre", help="the centre's short name in addresses")
        parser.add_argument("role", choices=sorted(STAFF_ROLES))

    def handle(self, *_args: Any, deed: str, email: str, centre: str, role: str, **_options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError("No account has this address.")
        place = Centre.objects.filter(slug=centre).first()
        if place is None:
            raise CommandError("No centre has this short name.")
        if deed == "grant":
            staff.grant(user=user, centre=place, role=Role(role), by=SYSTEM)
            return
        held = StaffRole.objects.filter(user=user, centre=place, role=role).first()
        if held is None:
            raise CommandError("This account does not have this role there.")
        staff.revoke(held, by=SYSTEM)
