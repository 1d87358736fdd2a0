"""The demo's visits and lifts: for every two who meet, some that were and some to come; and a driver at each centre
that finds lifts."""

from datetime import date, datetime, time, timedelta

from activities import schedules
from centres.models import Centre
from champions.models import Champion, Need, Work
from champions.services import asked, clearances
from core import clock
from core.actors import SYSTEM, person_actor
from core.demo import DemoWorld
from matches.models import Match, Mood
from matches.services import checking, lifts, visit_logs, visits
from matches.services.lifts import Ride

BEFORE, AHEAD = 3, 4  # so many weeks
MINUTES = 60
FOLLOW_UP = {"en": "The lamp in the hall is broken.", "fr": "La lampe du couloir est brisée."}


def build(world: DemoWorld) -> None:
    """After those who meet were brought together, and groups have their places."""
    for number, match in enumerate(Match.objects.together().select_related("centre").order_by("pk")):
        _visits(world, visits.locked(match.pk), number)
    for centre in Centre.objects.filter(arranges_lifts=True).order_by("pk"):
        _lifts(world, centre)


def _visits(world: DemoWorld, match: Match, number: int) -> None:
    """Once a week at two, on a weekday of their own; a word about the last one that was."""
    today = world.now.astimezone(match.centre.zone).date()
    first = today - timedelta(weeks=BEFORE) + timedelta(days=1 + number % 5)
    days = visits.series(first, weeks=1, count=BEFORE + AHEAD)
    with clock.standing_at(_moment(match, days[0] - timedelta(days=2))):
        made = visits.plan(match, days=days, start_time=time(14), minutes=MINUTES, by=SYSTEM)
    by = person_actor(match.champion.person_id)
    over = [visit for visit in made if visit.ends_at < world.now]
    for visit in over:
        visit.match = match
        with clock.standing_at(visit.starts_at):
            checking.check_in(visit, by=by)
        with clock.standing_at(visit.ends_at):
            checking.check_out(visit, by=by)
            said = FOLLOW_UP[match.centre.language] if visit is over[-1] and number == 0 else ""
            visit_logs.write(visit, happened=True, minutes=MINUTES, mood=Mood.GOOD, follow_up=said, by=by)


def _moment(match: Match, day: date) -> datetime:
    return schedules.slot(day, time(10), MINUTES, match.centre.zone).starts_at


def _lifts(world: DemoWorld, centre: Centre) -> None:
    """The first champion who is active drives; of the wishes for a lift the soonest is theirs, the others are open."""
    driver = Champion.objects.active().at(centre.pk).order_by("pk").first()
    wished = lifts.wished(centre, by=SYSTEM, now=world.now)
    if driver is None or not wished:
        return
    for need in asked.table(driver.centre_id).needed([Work.DRIVE]):
        clearances.settle(driver, Need(need), by=SYSTEM, on=world.now.date() - timedelta(days=30))
    booking = wished[0]
    session = booking.session
    ride = Ride(
        pick_up_at=max(session.starts_at - lifts.BEFORE, world.now + timedelta(minutes=5)),
        return_at=session.ends_at,
        pick_up=f"12 Mill Street, {centre.town}",
        drop_off=centre.name,
        seats=booking.seats,
    )
    with clock.standing_at(world.now):
        lift = lifts.ask(ride, person=booking.person, centre=centre, booking=booking, by=SYSTEM)
        lifts.assign(lift, driver=driver, seen=lift.revision, by=SYSTEM)
