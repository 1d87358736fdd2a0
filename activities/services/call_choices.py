"""What a call needs beforehand: a yes of the person, a champion who may make it, a number, and a group or date."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Activity, ActivityState, Booking, CallState, Session
from champions.models import Champion, Clearance, Need
from core import words
from core.actors import Actor
from core.dates import clock as clock_words
from core.dates import day as day_words
from notifications.models import Preferences
from people.models import ContactPoint, Person
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import consents

AHEAD = timedelta(days=28)
DATES_OF_A_GROUP = 4


@dataclass(frozen=True)
class Candidate:
    """A champion who may be asked, and how much is asked of them already."""

    champion: Champion
    open_calls: int


@dataclass(frozen=True)
class Group:
    """A group to which somebody can be invited, with its next dates; of a course none: nobody joins a single one."""

    activity: Activity
    sessions: list[Session]


def signed(champions: Collection[Champion], *, on: date) -> set[int]:
    """Which of them have a confidentiality agreement in force. One query."""
    rows = Clearance.objects.filter(champion__in=champions, need=Need.CONFIDENTIALITY).standing(on)
    return set(rows.values_list("champion", flat=True))


def candidates(person: Person, *, centre_id: int, now: datetime) -> list[Candidate]:
    """The centre's active champions who speak the person's language and signed, the least burdened first.

    Two queries.
    """
    is_open = Q(invite_calls__state=CallState.OPEN)
    rows = Champion.leading_at(centre_id).exclude(person=person)
    found = [one for one in rows.annotate(calls=Count("invite_calls", filter=is_open)) if speaks(one, person)]
    have_signed = signed(found, on=timezone.localdate(now))
    fitting = [Candidate(one, one.calls) for one in found if one.pk in have_signed]
    return sorted(fitting, key=lambda one: one.open_calls)


def speaks(champion: Champion, person: Person) -> bool:
    """What they said; of whom nobody asked, the language in which we write to them."""
    return person.language in (champion.languages or [champion.person.language])


def agrees(person: Person) -> bool:
    """Whether a volunteer may call them or meet them. One query."""
    return consents.stands(person, Purpose.CHAMPION_CALLS)


def wants_no_contact(person: Person) -> bool:
    """One query."""
    return Preferences.of(person).do_not_contact


def numbers(person: Person) -> list[ContactPoint]:
    """Where somebody can be called, in the order in which they like it. One query."""
    return list(person.contact_points.exclude(kind=ContactKind.EMAIL))


def groups(*, by: Actor, now: datetime) -> list[Group]:
    """The groups of the actor's centre, by title, with what they have in the next weeks. Two queries."""
    here = Activity.visible_to(by).filter(centre=by.centre_id, state=ActivityState.PUBLISHED).select_related("centre")
    ahead = Session.objects.scheduled().filter(
        centre=by.centre_id, starts_at__gt=now, starts_at__lte=now + AHEAD, activity__state=ActivityState.PUBLISHED
    )
    dates: dict[int, list[Session]] = {}
    for session in ahead.select_related("centre").order_by("starts_at", "pk"):
        dates.setdefault(session.activity_id, []).append(session)
    return [
        Group(one, [] if one.join_mode == JoinMode.COURSE else dates.get(one.pk, [])[:DATES_OF_A_GROUP])
        for one in sorted(here, key=lambda one: one.title.casefold())
    ]


def places(person: Person, *, by: Actor, now: datetime) -> list[Booking]:
    """The places at the actor's centre to which somebody could be accompanied, soonest first. One query."""
    rows = Booking.objects.active().filter(
        person=person, session__centre=by.centre_id, session__starts_at__gt=now, session__state="scheduled"
    )
    return list(rows.select_related("person", "session__activity", "session__centre").order_by("session__starts_at"))


def suggested_script(person: Person, activity: Activity, session: Session | None, *, may_name: bool) -> str:
    """What to say, in the person's language: a first name, and a sensitive group's name only where they know of it."""
    when = None if session is None else session.local_start
    context = {
        "person": person,
        "centre": activity.centre,
        "activity": activity if may_name or not activity.sensitive else None,
        "when": when,
    }
    return words.render("activities/invite/script", person.language, context)


def moment(session: Session) -> str:
    """ "Friday, December 18, 1:30 pm"."""
    return f"{day_words(session.local_start.date())}, {clock_words(session.local_start)}"
