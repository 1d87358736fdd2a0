"""The demo's year: groups proposed, approved, met, and marked in the register, all through the services."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from activities import schedules
from activities.choices import JoinMode
from activities.demo_data import ASKED, GROUPS, NOTES, TODAY, WISHES, Group
from activities.models import Activity, Attendance, Enrolment, OffBecause, Proposal, Session, Wish
from activities.services import (
    bookings,
    change_requests,
    enrolments,
    invitations,
    proposals,
    register,
    review,
    scheduling,
    sessions,
)
from centres.models import Centre
from champions.models import Champion
from core import clock
from core.actors import SYSTEM, Actor, Channel, person_actor
from core.demo import DemoWorld
from people import actors
from people.models import Person

HALF_A_YEAR = timedelta(weeks=26)
WAYS = (Channel.WEB, Channel.WEB, Channel.DESK, Channel.DESK, Channel.VOICE, Channel.SMS)


def build(world: DemoWorld) -> None:
    """A year of sessions around today: half of it behind us with registers, half of it ahead with sign-ups."""
    for slug, groups in GROUPS.items():
        for number, group in enumerate(groups):
            _tell(world, propose(world, slug, number, group))
    for wish in WISHES:
        _wish(world, *wish)
    for slug, words in ASKED.items():
        _ask(world, slug, words)


def coordinator(world: DemoWorld, slug: str) -> Actor:
    return actors.for_user(world.made["staff"][slug]["coordinator"], centre_id=world.made["centres"][slug].pk)


def _first_on(weekday: int, since: date) -> date:
    """The first such weekday from `since` on."""
    return since + timedelta(days=(weekday - since.weekday()) % 7)


def _morning(world: DemoWorld, days: int) -> datetime:
    """Some days ago, at ten in the morning: nobody writes proposals at the hour at which demos are built."""
    day = world.now.astimezone(timezone.get_default_timezone()) - timedelta(days=days)
    return day.replace(hour=10, minute=0, second=0, microsecond=0)


def propose(world: DemoWorld, slug: str, number: int, group: Group) -> Activity:
    """One group, from its champion's proposal so many weeks ago."""
    began = _morning(world, 7 * (4 if group.dates else group.weeks_ago) + number)
    active = [champion for champion in world.made["champions"][slug] if champion.is_active]
    # The first champion can sign in: two groups at each centre are theirs.
    champion = active[0] if number < 2 else active[number % len(active)]
    by = person_actor(champion.person_id)
    venues = world.made["venues"][slug]
    here = world.made["centres"][slug].zone
    weekday = world.now.astimezone(here).weekday() if group.weekday == TODAY else group.weekday
    first = _first_on(weekday, (world.now + timedelta(days=3)).date() if group.dates else began.date())
    with clock.standing_at(began):
        proposal = proposals.start(
            champion=champion,
            by=by,
            title_en=group.title_en,
            title_fr=group.title_fr,
            summary_en=group.summary_en,
            summary_fr=group.summary_fr,
            audience_en=group.audience_en,
            audience_fr=group.audience_fr,
            kind=group.kind.lstrip("*"),
            sensitive=group.kind.startswith("*"),
            languages=group.languages.split(),
            venue=venues[number % len(venues)],
            capacity=group.capacity,
            join_mode=group.join_mode,
            newcomer_seats=group.newcomer_seats,
            companion_takes_seat=group.companion_takes_seat,
            start_date=first,
            last_date=first + timedelta(weeks=group.dates - 1) if group.dates else None,
            start_time=time.fromisoformat(group.start),
            minutes=group.minutes,
            rule=schedules.rule_for(group.frequency, first),
        )
        proposals.submit(proposal, by=by)
    with clock.standing_at(began + timedelta(days=2)):
        activity = review.approve(proposal, by=coordinator(world, slug))
        until = (world.now + HALF_A_YEAR).date()
        scheduling.materialise(activity=activity, by=SYSTEM, until=until)
    return activity


def _tell(world: DemoWorld, activity: Activity) -> None:
    """Fill its past with people who came, and its next weeks with people who will."""
    people: list[Person] = world.made["people"][activity.centre.slug]
    if activity.join_mode == JoinMode.COURSE:
        _enrol(world, activity, world.rng.sample(people, (activity.capacity or 6) + 2))
        return
    rows = activity.sessions.with_place().order_by("starts_at")
    regulars = world.rng.sample(people, 9)
    if activity.join_mode == JoinMode.INVITATION:
        people = regulars = _invite(activity, regulars[:4])
    leader = activity.leaders.select_related("person").earliest("pk")
    # Today's registers are left for whoever tries the demo.
    today = world.now.astimezone(activity.centre.zone).date()
    for session in rows.filter(day__lt=today):
        meet(world, session, leader, world.rng.sample(regulars, world.rng.randrange(1, 4)))
    coming = list(rows.filter(day__gte=today)[:4])
    for session in coming:
        wish = min(len(people), (session.capacity or 6) + 2) if session is coming[0] else 4
        _sign_up(world, session, world.rng.sample(people, world.rng.randrange(2, wish + 1)), lifts=True)
    if activity.join_mode == JoinMode.STANDING:
        _come_every_time(world, activity, regulars[:2])
    if len(coming) > 2 and world.rng.random() < 0.25:
        sessions.cancel(coming[2], because=OffBecause.PLACE, by=coordinator(world, activity.centre.slug))


def _invite(activity: Activity, people: list[Person]) -> list[Person]:
    for person in people:
        invitations.invite(activity=activity, person=person, by=SYSTEM, now=activity.published_at)
    return people


def _enrol(world: DemoWorld, activity: Activity, people: list[Person]) -> list[Enrolment]:
    """Places at every date from now on; who comes last to a course waits for it."""
    with clock.standing_at(world.now):
        return [
            enrolments.enrol(
                activity=activity,
                person=person,
                channel=world.rng.choice(WAYS),
                by=SYSTEM,
                access_needs=person.access_needs,
                wants_lift=_wants_lift(world, activity.centre),
            )
            for person in people
        ]


def _come_every_time(world: DemoWorld, activity: Activity, people: list[Person]) -> None:
    """A few who come every time; the first of them skips the second date."""
    first, *_others = _enrol(world, activity, people)
    dates = first.bookings.active().select_related("person", "session__activity").order_by("session__starts_at")
    with clock.standing_at(world.now):
        bookings.cancel(dates[1], by=SYSTEM)


def _wants_lift(world: DemoWorld, centre: Centre) -> bool:
    return centre.arranges_lifts and world.rng.random() < 0.2


def _sign_up(world: DemoWorld, session: Session, people: list[Person], *, lifts: bool = False) -> None:
    for person in people:
        asked = min(world.now, session.starts_at) - timedelta(hours=world.rng.randrange(5, 240))
        with clock.standing_at(max(asked, session.activity.published_at)):
            bookings.book(
                session=session,
                person=person,
                channel=world.rng.choice(WAYS),
                by=SYSTEM,
                companions=int(world.rng.random() < 0.1),
                access_needs=person.access_needs,
                wants_lift=lifts and _wants_lift(world, session.centre),
            )


def meet(world: DemoWorld, session: Session, leader: Champion, people: list[Person]) -> None:
    """A session that took place: these by name, some without a name, and the register closed."""
    by = person_actor(leader.person_id)
    _sign_up(world, session, people)
    with clock.standing_at(session.ends_at):
        for booking in session.bookings.active().select_related("person", "session__activity", "session__centre"):
            came = world.rng.random() < 0.85
            register.mark(booking, attendance=Attendance.CAME if came else Attendance.MISSED, by=by)
        headcount = world.rng.randrange(2, 9) if session.activity.join_mode == "drop_in" else world.rng.randrange(3)
        register.write(session, headcount=headcount, note=_note(world, session), by=by)
        register.close(session, by=by)


def _note(world: DemoWorld, session: Session) -> str:
    """What the leader writes to staff: a word after the sessions of the last days."""
    is_fresh = session.starts_at > world.now - timedelta(days=4)
    return NOTES[session.centre.language][session.pk % len(NOTES["en"])] if is_fresh else ""


def _wish(
    world: DemoWorld, slug: str, title_en: str, title_fr: str, kind: str, goal: str, summary_en: str, summary_fr: str
) -> None:
    """One proposal that has come as far as `goal`."""
    champion = world.made["champions"][slug][0]
    by = person_actor(champion.person_id)
    first = _first_on(world.rng.randrange(5), (world.now + timedelta(weeks=3)).date())
    written = _morning(world, world.rng.randrange(2, 15))
    with clock.standing_at(written):
        proposal = proposals.start(
            champion=champion, by=by, title_en=title_en, title_fr=title_fr, kind=kind,
            summary_en=summary_en, summary_fr=summary_fr, languages=[champion.person.language],
        )  # fmt: skip
        if goal == "draft":
            return
        proposals.save(
            proposal, by=by, start_date=first, start_time=time(13, 30), minutes=90, capacity=12,
            rule=schedules.rule_for("weekly", first), venue=world.made["venues"][slug][0],
        )  # fmt: skip
        proposals.submit(proposal, by=by)
    with clock.standing_at(written + timedelta(days=1)):
        _decide(proposal, goal, by=by, reviewer=coordinator(world, slug))


def _decide(proposal: Proposal, goal: str, *, by: Actor, reviewer: Actor) -> None:
    if goal == "changes_requested":
        text = {
            "en": "Could you start an hour earlier? The bus leaves at four.",
            "fr": "Pourriez-vous commencer une heure plus tôt? L’autobus part à seize heures.",
        }[proposal.centre.language]
        review.request_changes(proposal, comments={"time": text}, by=reviewer)
    elif goal == "declined":
        review.decline(proposal, reason="The building is closed at night. Would Friday at six work?", by=reviewer)
    elif goal == "withdrawn":
        proposals.withdraw(proposal, by=by)


def _ask(world: DemoWorld, slug: str, words: str) -> None:
    """The champion who can sign in would like another room for the next date of a group of theirs."""
    champion = next(one for one in world.made["champions"][slug] if one.is_active)
    led = Session.objects.scheduled().led_by(champion.person_id).filter(starts_at__gt=world.now)
    session = led.with_place().order_by("starts_at", "pk")[0]
    room = next(one for one in world.made["venues"][slug] if one.pk != session.venue_id)
    change_requests.ask(
        session.activity,
        wish=Wish.MOVE,
        session=session,
        answers={"venue": room.pk},
        words=words,
        by=person_actor(champion.person_id),
        now=world.now,
    )
