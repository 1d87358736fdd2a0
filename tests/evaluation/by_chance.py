"""Worlds made by chance: two centres, people with prescriptions at one or both, groups that they joined, what became
of it, and what it took of champions and staff."""

from datetime import UTC, date, datetime, timedelta

from activities.models import Attendance, BookingState, OffBecause, SessionState
from champions.models import Champion, Hours, Layer, Note, Standing
from core.actors import Role
from core.models import Transition
from matches.models.match import MatchState
from prescriptions.models import (
    CaseState,
    ClosedReason,
    HappeningKind,
    Level,
    Need,
    Outcome,
    Source,
    WordKind,
)
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.matches import MatchFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.prescriptions import (
    CaseFactory,
    ContactAttemptFactory,
    HappeningFactory,
    PrescriptionFactory,
    TakingPartFactory,
)

NOW = datetime(2026, 11, 28, 17, tzinfo=UTC)
PLACE, WAITS, OFFERED, OVER = BookingState.CONFIRMED, BookingState.WAITLISTED, BookingState.OFFERED, "cancelled"
# What can have become of a place, from its beginning on.
COURSES = (
    (PLACE,),
    (PLACE,),
    (PLACE, OVER),
    (WAITS,),
    (WAITS, OVER),
    (WAITS, OFFERED),
    (WAITS, OFFERED, PLACE),
    (WAITS, OFFERED, OVER),
    (WAITS, PLACE, OVER),
    (BookingState.THINKING,),
)


def history(thing, steps, *, at, name="", **fields):
    """Rows as the state machine writes them, a day and a half apart."""
    before = ""
    for nth, state in enumerate(steps):
        Transition.objects.create(
            at=at + timedelta(days=1.5 * nth),
            subject=thing._meta.label_lower,
            subject_id=thing.pk,
            name=name,
            from_state=before,
            to_state=state,
            channel="web",
            **{"role": Role.PERSON, **fields},
        )
        before = state


def a_world(dice):
    centres = [CentreFactory(), CentreFactory()]
    people = [PersonFactory(language=dice.choice(["en", "fr"])) for _ in range(6)]
    writers = [UserFactory(), UserFactory()]
    groups = [ActivityFactory(centre=centre) for centre in centres for _ in range(2)]
    for group in groups:
        for _nth in range(4):
            a_date(dice, group, people)
    for _nth in range(14):
        a_prescription(dice, centres, people, writers, groups)
    for centre in centres:
        for _nth in range(3):
            a_champion(dice, centre, writers, people)
    return centres


def a_date(dice, group, people):
    day = date(2026, 2, 6) + timedelta(days=dice.randrange(320))
    if group.sessions.filter(original_date=day).exists():
        return
    state = dice.choice([SessionState.SCHEDULED, SessionState.SCHEDULED, SessionState.CANCELLED])
    session = SessionFactory(
        activity=group,
        day=day,
        state=state,
        capacity=dice.choice([None, 4]),
        seats_taken=dice.choice([2, 2, 7]),
        dropped=dice.random() < 0.3,
        off_because=dice.choice(["", "", *OffBecause.values]),
    )
    if state == SessionState.CANCELLED:
        role, note = dice.choice([Role.PERSON, Role.COORDINATOR, Role.SYSTEM]), dice.choice(["", "The flu"])
        for nth in range(dice.choice([1, 2])):  # once more, after it was brought back
            said = {"role": role, "note": note if nth else "Snow"}
            history(session, ["cancelled"], name="cancel", at=NOW - timedelta(days=9 - nth), **said)
    for person in dice.sample(people, 3):
        a_place(dice, session, person)


def a_place(dice, session, person):
    course = dice.choice(COURSES)
    booked = NOW - timedelta(days=dice.randrange(400))
    place = BookingFactory(
        session=session,
        person=person,
        attendance=dice.choice(Attendance.values),
        state=course[-1],
        offer_until=NOW if course[-1] == OFFERED else None,
        channel=dice.choice(["web", "desk", "sms", "system"]),
        created_at=booked,
    )
    by = dice.choice([Role.PERSON, Role.COORDINATOR, Role.SYSTEM])
    history(place, course, at=booked, role=by, actor_person_id=dice.choice([person.pk, None]))


def a_prescription(dice, centres, people, writers, groups):
    centre, level = dice.choice(centres), dice.choice(Level.values)
    at = NOW - timedelta(days=dice.randrange(420), hours=dice.randrange(24))
    one = PrescriptionFactory(
        centre=centre,
        person=dice.choice(people),
        source=dice.choice(Source.values),
        written_by=dice.choice([*writers, None]),
        written_at=at,
        level=level,
        needs=dice.sample(Need.values, dice.choice([1, 2, 3])),
        state=dice.choice(["active", "active", "completed", "revoked"]),
    )
    if Level(level).is_walked:
        a_case(dice, one)
    for group in dice.sample(groups, dice.choice([0, 1, 2])):
        part = TakingPartFactory(prescription=one, activity=group, since=at)
        if Level(level).is_walked and dice.random() < 0.5:
            missed = at + timedelta(days=dice.randrange(200))
            HappeningFactory(taking_part=part, kind=HappeningKind.STOPPED, at=missed, number=1)
    for nth, kind in enumerate(dice.sample([WordKind.RECEIVED, WordKind.CONTACTED], dice.choice([0, 1, 2]))):
        said = at + timedelta(days=nth)
        one.words.create(kind=kind, at=said, read_at=dice.choice([None, said + timedelta(days=dice.randrange(30))]))


def a_case(dice, one):
    closed, at = dice.random() < 0.5, one.written_at
    case = CaseFactory(
        prescription=one,
        state=CaseState.CLOSED if closed else CaseState.ACTIVE,
        closed_at=NOW if closed else None,
        closed_reason=dice.choice([ClosedReason.COMPLETED, ClosedReason.DECLINED]) if closed else "",
        outcome=dice.choice(["", *Outcome.values]) if closed else "",
        contacted_at=dice.choice([None, at + timedelta(days=dice.randrange(40))]),
    )
    for _nth in range(dice.randrange(3)):
        tried = at + timedelta(days=dice.randrange(-20, 60))  # before: noted at the centre that handed it over
        ContactAttemptFactory(case=case, at=tried, minutes=dice.choice([None, 25, 50]))


def a_champion(dice, centre, staff, people):
    person = dice.choice([*people, None])
    known = Champion.objects.filter(centre=centre, person=person).exists()
    champion = ChampionFactory(
        centre=centre,
        since=dice.choice([None, date(2026, 1, 2) + timedelta(days=dice.randrange(320))]),
        **({"person": person} if person and not known else {}),
        standing=dice.choice([Standing.ACTIVE, Standing.PAUSED, Standing.ALUMNI]),
        check_in_on=dice.choice([None, date(2026, 11, 20), date(2026, 12, 20), date(2026, 8, 1)]),
    )
    for nth in range(dice.randrange(6)):
        day = date(2025, 10, 2) + timedelta(days=dice.randrange(420))
        state = dice.choice(["counted", "counted", "waiting"])
        minutes = dice.choice([45, 90])
        Hours.objects.create(champion=champion, source=f"hand:{nth}", day=day, minutes=minutes, state=state)
        Note.objects.create(
            champion=champion,
            layer=Layer.STAFF,
            text="We talked.",
            checks_in=dice.random() < 0.5,
            minutes=dice.choice([None, 40]),
            at=NOW - timedelta(days=dice.randrange(400)),
            written_by=dice.choice([*staff, None]),
        )
    if dice.random() < 0.7:
        begun = NOW - timedelta(days=dice.randrange(400))
        MatchFactory(centre=centre, champion=champion, created_at=begun, state=dice.choice(MatchState.values))
