"""The demo's privacy: a look on a Sunday evening, an incident of last month, and two requests about a record."""

from datetime import datetime, time, timedelta

from centres.models import Centre
from core import audit, clock
from core.actors import SYSTEM, Actor, Channel, Role
from core.demo import DemoWorld
from people.models import Person, StaffRole
from privacy.models import RequestKind, ToldWhom, What
from privacy.services import incidents, requests, unusual

CENTRE = "guelph"


def build(world: DemoWorld) -> None:
    centre = world.made["centres"].get(CENTRE)
    if centre is None:
        return
    people = world.made["people"][CENTRE]
    _look(world, centre, people[0])
    _incident(world, centre, people[1])
    _ask(world, centre, people[2], people[3])


def _look(world: DemoWorld, centre: Centre, person: Person) -> None:
    """A coordinator opened a record on a Sunday evening, with nothing going on; the nightly run finds it."""
    held = StaffRole.objects.filter(centre=centre, role=Role.COORDINATOR).order_by("pk").first()
    if held is None:
        return
    today = world.now.astimezone(centre.zone).date()
    sunday = today - timedelta(days=(today.weekday() + 1) % 7 or 7)
    evening = datetime.combine(sunday, time(21, 40), centre.zone)
    roles = frozenset({Role.COORDINATOR})
    viewer = Actor(user_id=held.user_id, roles=roles, centre_id=centre.pk, channel=Channel.DESK)
    unusual.mark_well_known(person, centre=centre, by=SYSTEM)
    with clock.standing_at(evening):
        audit.record("person.viewed", by=viewer, subject=person, person_id=person.pk)
    unusual.find(centre, now=world.now)


def _incident(world: DemoWorld, centre: Centre, person: Person) -> None:
    """A letter in the wrong envelope: told, learned from, closed."""
    day = (world.now - timedelta(days=24)).date()
    made = incidents.record(
        centre=centre,
        what=What.DISCLOSED,
        found_on=day,
        found_by="Marjorie Okafor",
        happened="A letter went to the neighbour’s address; it was brought back the next day, opened.",
        people=[person],
        by=SYSTEM,
        now=world.now,
    )
    incidents.contain(made, on=day + timedelta(days=1), by=SYSTEM)
    incidents.tell(made, whom=ToldWhom.PEOPLE, on=day + timedelta(days=1), how="By telephone", by=SYSTEM)
    incidents.close(made, changed="Two people look at every address before letters go out.", by=SYSTEM)


def _ask(world: DemoWorld, centre: Centre, one: Person, other: Person) -> None:
    french = one.language == "fr"
    words = "Les notes de mon appel du printemps." if french else "The notes of my call in spring, too."
    requests.ask(
        person=one,
        centre=centre,
        kind=RequestKind.ACCESS,
        words=words,
        by=SYSTEM,
        received_on=(world.now - timedelta(days=25)).date(),
        now=world.now,
    )
    requests.ask(
        person=other,
        centre=centre,
        kind=RequestKind.CORRECTION,
        words="My street is Woolwich, not Woodlawn.",
        by=SYSTEM,
        received_on=(world.now - timedelta(days=3)).date(),
        now=world.now,
    )
