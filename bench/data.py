"""The data to measure on: at 1×, 50 weekly activities for two years, 2,000 people, 50,000 bookings."""

from datetime import datetime, time, timedelta
from itertools import count, islice

from django.db import connection, transaction
from django.utils import timezone

from activities import schedules, search
from activities.choices import JoinMode, Kind
from activities.models import Activity, Attendance, Booking, BookingState, Session
from centres.models import Centre, Venue
from champions.models import Champion
from core.actors import Channel
from people.models import Person

ACTIVITIES = 50
PEOPLE = 2_000
WEEKS = 100
BOOKINGS_A_SESSION = 10
# The centre whose feed is measured has the same groups at every scale: what grows is the site, not the file.
IN_FEED_CENTRE = 30
OTHER_CENTRES = 10


@transaction.atomic
def build(scale: int) -> None:
    """Fill an empty, migrated database."""
    now = timezone.now()
    centres = [_centre(number) for number in range(OTHER_CENTRES + 1)]
    venues = [Venue.objects.create(centre=centre, name_en="Room", town=centre.town, capacity=20) for centre in centres]
    people = Person.objects.bulk_create(
        Person(name=f"Person {number}", search_name=f"person {number}") for number in range(PEOPLE * scale)
    )
    champions = [
        Champion.objects.create(person=people[number], centre=centre, since=now.date())
        for number, centre in enumerate(centres)
    ]
    for number in range(ACTIVITIES * scale):
        at = 0 if number < IN_FEED_CENTRE else 1 + number % OTHER_CENTRES
        activity = _activity(number, centres[at], venues[at], now)
        activity.leaders.add(champions[at])
    sessions = Session.objects.bulk_create(_sessions(now), batch_size=2000)
    someone = islice(_round_and_round(people), len(sessions) * BOOKINGS_A_SESSION)
    rows = (_booking(session, next(someone), now) for session in sessions for _ in range(BOOKINGS_A_SESSION))
    while batch := list(islice(rows, 5000)):
        Booking.objects.bulk_create(batch)


def refresh_statistics() -> None:
    """As the database's own housekeeping would have done by the next morning."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _round_and_round(people: list[Person]):
    return (people[number % len(people)] for number in count())


def _centre(number: int) -> Centre:
    return Centre.objects.create(
        slug=f"centre-{number}",
        name_en=f"Centre {number}",
        name_fr=f"Centre {number}",
        town="Guelph",
        phone="+15195550100",
    )


def _activity(number: int, centre: Centre, venue: Venue, now: datetime) -> Activity:
    first = (now - timedelta(weeks=WEEKS // 2)).date() + timedelta(days=number % 5)
    activity = Activity(
        slug=f"group-{number}",
        centre=centre,
        venue=venue,
        title_en=f"Card night {number:04}",
        title_fr=f"Soirée de cartes {number:04}",
        summary_en="An easy afternoon of cards, tea and talk. " * 3,
        summary_fr="Un après-midi tout simple : cartes, thé et jasette. " * 3,
        audience_en="Everyone",
        audience_fr="Tout le monde",
        kind=Kind.values[number % len(Kind.values)],
        languages=["en", "fr"],
        capacity=12,
        join_mode=JoinMode.SIGN_UP,
        rule=schedules.rule_for("weekly", first),
        start_date=first,
        start_time=time(9 + number % 10, 30),
        minutes=90,
        published_at=now,
        modified_at=now,
    )
    search.fill(activity)
    activity.save()
    return activity


def _sessions(now: datetime) -> list[Session]:
    made = []
    for activity in Activity.objects.select_related("centre"):
        for week in range(WEEKS):
            day = activity.start_date + timedelta(weeks=week)
            slot = schedules.slot(day, activity.start_time, activity.minutes, activity.centre.zone)
            made.append(
                Session(
                    activity=activity,
                    centre=activity.centre,
                    venue_id=activity.venue_id,
                    original_date=day,
                    day=day,
                    starts_at=slot.starts_at,
                    ends_at=slot.ends_at,
                    capacity=activity.capacity,
                    seats_taken=BOOKINGS_A_SESSION,
                    modified_at=now,
                )
            )
    return made


def _booking(session: Session, person: Person, now: datetime) -> Booking:
    return Booking(
        session=session,
        person=person,
        state=BookingState.CONFIRMED,
        channel=Channel.WEB,
        created_at=now,
        attendance=Attendance.UNKNOWN,
    )
