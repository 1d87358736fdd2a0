"""Groups that one can join by telephone, and places there."""

from datetime import timedelta

from django.utils import timezone

from activities.models import Activity, Booking
from activities.services import bookings
from centres.models import Centre
from core.actors import SYSTEM, Channel
from people.models import Person
from tests.factories.activities import ActivityFactory, SessionFactory

CARDS = {"title_en": "Card Night", "title_fr": "Soirée de cartes"}


def dated(centre: Centre, *, dates: int = 2, capacity: int = 8, **fields: object) -> Activity:
    """A group with so many weekly dates, from the day after tomorrow on."""
    first = timezone.localdate() + timedelta(days=2)
    activity = ActivityFactory(centre=centre, start_date=first, capacity=capacity, **fields)
    for week in range(dates):
        SessionFactory(activity=activity, day=first + timedelta(weeks=week), capacity=capacity)
    return activity


def placed(person: Person, activity: Activity, nth: int = 0) -> Booking:
    """A place at its first date, or a later one, without a message."""
    session = activity.sessions.order_by("day")[nth]
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, quiet=True)
