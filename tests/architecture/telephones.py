"""Telephones that ask: whose they are, and what there is to be told of by them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Session, SubstituteAsk
from core.actors import SYSTEM
from matches.models import Visit
from people.models import ContactPoint, Person
from people.services import pins
from tests.architecture import facts
from tests.architecture.facts import FACTS, Fact
from tests.architecture.world import World
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.matches import VisitFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory
from tests.fakes.signed import LINE

OPEN_CODE, CLOSED_CODE = "4829", "4830"
BEGUN, OVER = timedelta(minutes=20), timedelta(minutes=80)  # since two visits of an hour began

# n: a number that nobody has; w: one that is withheld; o: the owner's; c: the client's; s: one that both have; h: of
# the champion who leads the group; t: of somebody who works here; x: of somebody whom only another centre knows.
NUMBERS = {
    "n": "+16135550160",
    "w": "anonymous",
    "o": "+16135550161",
    "c": "+16135550162",
    "h": "+16135550163",
    "t": "+16135550164",
    "x": "+16135550165",
    "s": "+16135550166",
}
# The same once they have proved who they are, by a PIN or a date of birth; S and D at the number that both have.
PROVED = {"O": ("o", "2580"), "C": ("c", "19410309"), "H": ("h", "1379"), "S": ("s", "2580"), "D": ("s", "19410309")}

# What telephones could tell beside what pages could. The hour is all that is ever said of a sensitive group.
ALSO = {
    "owner's first name": "Quillon",
    "client's first name": "Marguerite",
    "owner's closed group": "Kingfisher Circle",
    "owner's sensitive group": "Lantern Evenings",
    "hour of the owner's sensitive group": "7:35",
    "client's closed group": "Heron Table",
    "hour of the visit": "4:10",
    "hour of today's visit": "11:40",
}


def table(told: dict[str, str]) -> dict[str, Fact]:
    """All facts, those of the pages too: each told to the telephones that are named here, and else to none."""
    words = {name: fact.words for name, fact in FACTS.items()} | ALSO
    return {name: Fact(words[name], told.get(name, "")) for name in words}


@dataclass(frozen=True)
class Things:
    """What questions and calls are about."""

    world: World
    kingfisher: Any
    lantern: Any
    heron: Any
    visit: Any
    visit_begun: Any
    visit_over: Any
    stand_in: Any


def lay_out(world: World) -> Things:
    """The world of the pages, with telephones for everybody, and a few things that are told nowhere else."""
    facts.lay_out(world)
    type(world.centre).objects.filter(pk=world.centre.pk).update(line_number=LINE)
    world.centre.refresh_from_db()
    type(world.activity).objects.filter(pk=world.activity.pk).update(join_code=OPEN_CODE)
    _telephones(world)
    tomorrow = timezone.localdate() + timedelta(days=1)
    kingfisher = _place(world, world.owner, "Kingfisher Circle", tomorrow, time(10, 20), join_code=CLOSED_CODE)
    lantern = _place(world, world.owner, "Lantern Evenings", tomorrow, time(19, 35), sensitive=True)
    heron = _place(world, world.neighbour, "Heron Table", tomorrow, time(11, 50))
    group = lantern.session.activity
    type(world.prescription).objects.filter(pk=world.prescription.pk).update(activity=group)
    begun, over = (VisitFactory(match=world.match, starts_at=timezone.now() - ago) for ago in (BEGUN, OVER))
    _starts(world, world.visit, tomorrow, time(16, 10))
    ask = SubstituteAsk.objects.filter(champion=world.champion).latest("pk")
    return Things(world, kingfisher, lantern, heron, world.visit, begun, over, ask)


def _telephones(world: World) -> None:
    """Everybody's number, and the one that two have; the digits by which three prove who they are."""
    staff = PersonFactory(name="Coralie Desk", centres=[world.centre], user=StaffRoleFactory(centre=world.centre).user)
    elsewhere = PersonFactory(name="Ossian Far", centres=[world.elsewhere])
    theirs = [(world.leader.person, "h"), (staff, "t"), (elsewhere, "x"), (world.owner, "s"), (world.neighbour, "s")]
    for person, who in theirs:
        ContactPointFactory(person=person, value=NUMBERS[who])
    ContactPoint.objects.filter(person__in=[world.owner, world.neighbour]).update(voicemail_ok=True, calls_ok=True)
    pins.choose(world.owner, digits=PROVED["O"][1], by=SYSTEM)
    pins.choose(world.leader.person, digits=PROVED["H"][1], by=SYSTEM)


def _place(world: World, person: Person, title: str, day: date, at: time, **group: Any) -> Any:
    """A place of theirs in a group that one joins by invitation alone, and that no list shows."""
    words = {"title_en": title, "title_fr": title, "join_mode": JoinMode.INVITATION}
    activity = ActivityFactory(centre=world.centre, start_date=day, start_time=at, **words, **group)
    session: Session = SessionFactory(activity=activity, day=day)
    return BookingFactory(session=session, person=person)


def _starts(world: World, visit: Visit, day: date, at: time) -> None:
    starts = datetime.combine(day, at, world.centre.zone)
    Visit.objects.filter(pk=visit.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=1))
    visit.refresh_from_db()
