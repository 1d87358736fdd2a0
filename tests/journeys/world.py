"""What there is before a journey begins: a centre with a room, and people who can sign in."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress

from centres.models import Centre, Venue
from champions.models import Champion
from core.actors import Role
from people.models import User
from tests.factories.centres import CentreFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory

TORONTO = ZoneInfo("America/Toronto")
# A Monday. The Fridays that follow the first date of the journeys are Christmas and New Year's Day.
MONDAY = datetime(2026, 12, 7, 10, tzinfo=TORONTO)
FRIDAY = datetime(2026, 12, 18, 14, 15, tzinfo=TORONTO)


@dataclass
class World:
    """A centre whose accounts speak `language`. Things are made when a journey first asks for them."""

    language: str
    name: str = field(default="Maple Falls")

    @cached_property
    def centre(self) -> Centre:
        return CentreFactory(
            slug="maple-falls", name_en="Maple Falls", name_fr="Les Érables", phone="+16135550142", town="Maple Falls"
        )

    @cached_property
    def venue(self) -> Venue:
        return VenueFactory(
            centre=self.centre, name_en="The Lamp Room", name_fr="La Salle de la Lampe", capacity=20, accessible=True
        )

    @cached_property
    def champion(self) -> Champion:
        """With an account whose address is verified, so that they can sign in through the form."""
        champion = ChampionFactory(
            centre=self.centre,
            person__name="Terry Moss",
            person__language=self.language,
            person__with_account=True,
            person__user__email="terry@example.org",
            person__user__language=self.language,
        )
        user = champion.person.user
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return champion

    @cached_property
    def coordinator(self) -> User:
        return self.staff("Grace Okafor", self.centre)

    def staff(self, name: str, centre: Centre) -> User:
        """A coordinator."""
        email = f"{name.split()[0].lower()}@example.org"
        who = {"user__name": name, "user__email": email, "user__language": self.language}
        return StaffRoleFactory(centre=centre, role=Role.COORDINATOR, **who).user
