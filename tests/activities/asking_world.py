"""A person who agreed to be called, a champion who signed, a group with dates, and staff who ask."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from activities.models import InviteCall
from activities.services import invite_calls
from champions.models import Need
from champions.services import clearances
from core.actors import SYSTEM, Actor, Role, person_actor
from people.models import User
from people.models.consent import Purpose
from people.services import consents
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor
from tests.fakes.signed import LINE

BRIANS = "+15195550142"
TERRYS = "+15195550177"


class AskingWorld:
    """Things are made when a test first asks for them; `group` holds what the group is made with."""

    def __init__(self, **group: Any) -> None:
        self.group_fields = group

    @cached_property
    def centre(self) -> Any:
        return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph", phone="+15195550199", line_number=LINE)

    @cached_property
    def worker(self) -> Actor:
        """A link worker of the centre."""
        return staff_actor(Role.LINK_WORKER, centre=self.centre)

    @cached_property
    def brian(self) -> Any:
        person = PersonFactory(name="Brian Halloran", centres=[self.centre])
        ContactPointFactory(person=person, kind="landline", value=BRIANS)
        consents.give(person=person, purpose=Purpose.CHAMPION_CALLS, by=self.worker)
        return person

    @cached_property
    def terry(self) -> Any:
        return self.champion("Terry Moss", number=TERRYS)

    def champion(self, name: str, *, number: str = "", **fields: Any) -> Any:
        """One who signed, with an account."""
        champion = ChampionFactory(centre=self.centre, person__name=name, with_account=True, **fields)
        clearances.settle(champion, Need.CONFIDENTIALITY, by=SYSTEM, on=timezone.localdate())
        if number:
            ContactPointFactory(person=champion.person, value=number)
        return champion

    @cached_property
    def group(self) -> Any:
        fields = {"title_en": "Learning to Live Again", "title_fr": "Réapprendre à vivre", **self.group_fields}
        return ActivityFactory(centre=self.centre, **fields)

    @cached_property
    def session(self) -> Any:
        return SessionFactory(activity=self.group, day=self.group.start_date)

    @property
    def point(self) -> Any:
        return self.brian.contact_points.get()

    def as_terry(self) -> Actor:
        return person_actor(self.terry.person_id, user_id=self.terry.person.user_id)

    def worker_user(self) -> User:
        return User.objects.get(pk=self.worker.user_id)

    def terrys_account(self) -> User:
        return self.terry.person.user

    def asked(self, **fields: Any) -> InviteCall:
        """Terry is asked to call Brian about the one date."""
        order = {
            "person": self.brian,
            "champion": self.terry,
            "activity": self.group,
            "session": self.session,
            "script": "Hello Brian.",
            "until": timezone.localdate() + timedelta(days=5),
            "by": self.worker,
            **fields,
        }
        if "point" not in order:
            order["point"] = self.point
        return invite_calls.ask(**order)

    def place(self) -> Any:
        return BookingFactory(session=self.session, person=self.brian)

    def door(self, **fields: Any) -> InviteCall:
        """Terry is asked to meet Brian at the door."""
        order = {"champion": self.terry, "where": "By the lamp", "sign": "A red scarf", "by": self.worker, **fields}
        if "booking" not in order:
            order["booking"] = self.place()
        return invite_calls.accompany(**order)


def terry_sees(world: AskingWorld, *, now: datetime | None = None) -> list[InviteCall]:
    return list(InviteCall.objects.all().asked_of(world.terry.person_id, now=now or timezone.now()))
