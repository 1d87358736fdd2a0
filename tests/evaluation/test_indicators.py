"""Every indicator: by hand on a small world, and against a slow counting in plain Python on worlds made by chance."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from activities.models import Attendance, Booking, BookingState, Session, SessionState
from champions.models import Champion, Hours
from evaluation.indicators import WHOLE, Quarter, Scope, read, registry, up_to
from matches.models import Match
from prescriptions.models import CaseState, Level, Need, Prescription, Source, TakingPart, WordKind
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.matches import MatchFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.prescriptions import CaseFactory, PrescriptionFactory, TakingPartFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 17, tzinfo=UTC)
LAST = Quarter(2026, 4)


def scope(*centres, last=LAST):
    return Scope(tuple(sorted(centre.pk for centre in centres)), tuple(up_to(last)), NOW)


def counted(slug, where, centre, quarter=LAST):
    """The lines that are not nothing."""
    found = registry[slug].count(where)[centre.pk, quarter]
    return {line: many for line, many in found.items() if many}


# --- by hand -------------------------------------------------------------------------------------
@pytest.fixture
def small():
    """One centre. Ann has two prescriptions and two needs in each, joined two groups, and was three times in one and
    twice in the other; she brought somebody. Bob has one of October, and did nothing. Cy was told of something."""
    centre = CentreFactory()
    october = datetime(2026, 10, 6, 15, tzinfo=UTC)
    writer = UserFactory()
    given = {"centre": centre, "written_by": writer, "written_at": october}
    ann, bob, cy = (PersonFactory(language=language) for language in ("en", "fr", "en"))
    first = PrescriptionFactory(person=ann, needs=[Need.SOCIAL, Need.FOOD], **given)
    CaseFactory(prescription=first, state=CaseState.ACTIVE, contacted_at=october + timedelta(days=9))
    PrescriptionFactory(person=ann, needs=[Need.SOCIAL, Need.NATURE], source=Source.SELF, **given)
    closed = {"state": CaseState.CLOSED, "closed_reason": "unreached", "closed_at": october + timedelta(days=30)}
    third = PrescriptionFactory(person=bob, needs=[Need.FOOD], **given)
    CaseFactory(prescription=third, **closed)
    PrescriptionFactory(person=cy, level=Level.SIGNPOSTING, needs=[Need.FOOD], source=Source.PARTNER, **given)
    for visits in (3, 2):
        group = ActivityFactory(centre=centre)
        TakingPartFactory(prescription=first, activity=group, since=october)
        for week in range(visits):
            session = SessionFactory(activity=group, day=date(2026, 10, 16) + timedelta(weeks=week))
            BookingFactory(session=session, person=ann, attendance=Attendance.CAME, companions=1)
    first.words.create(kind=WordKind.RECEIVED, at=october, read_at=october + timedelta(days=14))
    first.words.create(kind=WordKind.CONTACTED, at=october + timedelta(days=9))
    third.words.create(kind=WordKind.RECEIVED, at=october)
    return centre


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("source", {"provider": 2, "self": 1, "partner": 1}),
        ("clients", {"first": 3}),
        ("providers", {"providers": 1}),
        ("language", {"en": 3, "fr": 1}),
        ("needs", {"social": 2, "food": 3, "nature": 1, WHOLE: 4}),
        ("levels", {"holistic": 3, "signposting": 1}),
        ("contact", {"later": 1, "not_yet": 1}),
        ("first_session", {"later": 1, "not_yet": 3}),
        ("uptake", {"sustained": 1, "none": 3}),
        ("ended", {"open": 1, "unreached": 1}),
        ("loop", {"read": 1, "unread": 1}),
        ("sessions", {"scheduled": 5}),
        ("attendance", {"came": 5}),
    ],
)
def test_numbers_are_those_that_one_counts_by_hand(small, slug, expected):
    assert counted(slug, scope(small), small) == expected


def test_a_client_of_last_quarter_is_there_again(small):
    person = Prescription.objects.first().person
    PrescriptionFactory(centre=small, person=person, written_at=datetime(2026, 8, 3, 15, tzinfo=UTC))
    where = scope(small)
    assert counted("clients", where, small) == {"first": 2, "again": 1}
    assert counted("clients", where, small, Quarter(2026, 3)) == {"first": 1}


def test_what_was_taken_back_counts_nowhere(small):
    Prescription.objects.update(state="revoked")
    where = scope(small)
    for slug in ("source", "clients", "providers", "needs", "levels", "contact", "uptake", "ended", "loop"):
        assert counted(slug, where, small) == {}


def test_seats_are_counted_where_there_is_a_number_of_them():
    centre = CentreFactory()
    group = ActivityFactory(centre=centre)
    for nth, (capacity, taken) in enumerate([(10, 7), (5, 5), (None, 3)]):
        SessionFactory(activity=group, day=date(2026, 10, 7 + nth), capacity=capacity, seats_taken=taken)
    SessionFactory(activity=group, day=date(2026, 10, 20), capacity=9, seats_taken=9, state=SessionState.CANCELLED)
    SessionFactory(activity=group, day=date(2026, 12, 20), capacity=9, seats_taken=9)
    assert counted("seats", scope(centre), centre) == {"taken": 12, "free": 3}
    assert counted("sessions", scope(centre), centre) == {"scheduled": 3, "cancelled": 1}


def test_champions_and_their_hours_are_counted_once():
    centre = CentreFactory()
    came_before, newcomer = (ChampionFactory(centre=centre, since=date(2026, 10, 20)) for _ in range(2))
    for day in (2, 9, 30):
        session = SessionFactory(activity=ActivityFactory(centre=centre), day=date(2026, 10, day))
        BookingFactory(session=session, person=came_before.person, attendance=Attendance.CAME)
    PrescriptionFactory(person=came_before.person, centre=centre, written_at=datetime(2026, 9, 1, 15, tzinfo=UTC))
    for nth, minutes in enumerate([90, 45, 50]):
        Hours.objects.create(champion=newcomer, source=f"hand:{nth}", day=date(2026, 11, 2), minutes=minutes)
    Hours.objects.create(champion=newcomer, source="hand:asked", day=date(2026, 11, 2), minutes=60, state="waiting")
    MatchFactory(centre=centre, champion=newcomer, created_at=datetime(2026, 11, 2, 15, tzinfo=UTC), state="active")
    where = scope(centre)
    assert counted("started", where, centre) == {"clients": 1, "others": 1}
    assert counted("hours", where, centre) == {"hours": 3}
    assert counted("champions", where, centre) == {"active": 1}
    assert counted("matches", where, centre) == {"active": 1}


# --- by chance, against a slow counting ----------------------------------------------------------
def a_world(dice):
    """Two centres, people with prescriptions at one or both, groups that they joined, and what became of it."""
    centres = [CentreFactory(), CentreFactory()]
    people = [PersonFactory(language=dice.choice(["en", "fr"])) for _ in range(6)]
    writers = [UserFactory(), UserFactory()]
    groups = [ActivityFactory(centre=centre) for centre in centres for _ in range(2)]
    for group in groups:
        for _nth in range(4):
            day = date(2026, 2, 6) + timedelta(days=dice.randrange(300))
            if not group.sessions.filter(original_date=day).exists():
                state = dice.choice([SessionState.SCHEDULED, SessionState.SCHEDULED, SessionState.CANCELLED])
                capacity = dice.choice([None, 4])
                session = SessionFactory(activity=group, day=day, state=state, capacity=capacity, seats_taken=2)
                for person in dice.sample(people, 3):
                    BookingFactory(
                        session=session,
                        person=person,
                        attendance=dice.choice(Attendance.values),
                        state=dice.choice([BookingState.CONFIRMED, BookingState.CONFIRMED, BookingState.CANCELLED]),
                        channel=dice.choice(["web", "desk", "sms"]),
                        created_at=NOW - timedelta(days=dice.randrange(400)),
                    )
    for _nth in range(14):
        a_prescription(dice, centres, people, writers, groups)
    return centres


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
        closed = dice.random() < 0.5
        CaseFactory(
            prescription=one,
            state=CaseState.CLOSED if closed else CaseState.ACTIVE,
            closed_at=NOW if closed else None,
            closed_reason=dice.choice(["completed", "declined"]) if closed else "",
            contacted_at=dice.choice([None, at + timedelta(days=dice.randrange(40))]),
        )
    for group in dice.sample(groups, dice.choice([0, 1, 2])):
        TakingPartFactory(prescription=one, activity=group, since=at)
    for nth, kind in enumerate(dice.sample([WordKind.RECEIVED, WordKind.CONTACTED], dice.choice([0, 1, 2]))):
        said = at + timedelta(days=nth)
        one.words.create(kind=kind, at=said, read_at=dice.choice([None, said + timedelta(days=dice.randrange(30))]))


def local(moment):
    return timezone.localtime(moment).date()


def days_between(begin, end):
    if end is None:
        return "not_yet"
    days = (end - begin) / timedelta(days=1)
    return "soon" if days <= 7 else "later" if days <= 14 else "late" if days <= 28 else "very_late"


def visits_of(one):
    """By looking at every place of everybody."""
    found = set()
    for part in TakingPart.objects.filter(prescription=one):
        for place in Booking.objects.all():
            session = place.session
            was_there = place.state == "confirmed" and place.attendance in {"came", "late"}
            is_theirs = place.person_id == one.person_id and session.activity_id == part.activity_id
            if was_there and is_theirs and session.ends_at >= part.since:
                found.add((session.starts_at, place.pk))
    return sorted(found)


def slowly(centre, quarter):
    """What every indicator should say, by looking at each row alone."""
    found = {slug: Counter() for slug, _one in registry.items()}
    standing = [one for one in Prescription.objects.filter(centre=centre) if one.state != "revoked"]
    written = [one for one in standing if Quarter.of(local(one.written_at)) == quarter]
    writers = set()
    for one in written:
        visits = visits_of(one)
        found["source"][one.source] += 1
        found["language"][one.person.language] += 1
        found["levels"][one.level] += 1
        found["needs"].update(one.needs)
        found["needs"][WHOLE] += 1
        found["first_session"][days_between(one.written_at, visits[0][0] if visits else None)] += 1
        found["uptake"]["sustained" if len(visits) >= 4 else "some" if visits else "none"] += 1
        case = getattr(one, "case", None)
        if case:
            found["contact"][days_between(one.written_at, case.contacted_at)] += 1
            found["ended"][case.closed_reason or "open"] += 1
        if one.source in {"provider", "behalf"}:
            words = sorted(one.words.all(), key=lambda word: (word.at, word.pk))
            found["loop"][read_when(words[0]) if words else "nothing"] += 1
            if one.written_by_id:
                writers.add(one.written_by_id)
    found["providers"]["providers"] = len(writers)
    for person in {one.person_id for one in written}:
        begin = quarter.begins(timezone.get_default_timezone())
        earlier = [one for one in standing if one.person_id == person and one.written_at < begin]
        found["clients"]["again" if earlier else "first"] += 1
    groups_slowly(found, centre, quarter)
    return {slug: {line: many for line, many in lines.items() if many} for slug, lines in found.items()}


def read_when(word):
    if word.read_at is None:
        return "unread"
    return "read" if word.read_at <= word.at + timedelta(days=14) else "read_late"


def groups_slowly(found, centre, quarter):
    for place in Booking.objects.filter(session__centre=centre):
        session = place.session
        if Quarter.of(session.day) == quarter and session.state == "scheduled" and session.ends_at <= NOW:
            found["attendance"].update([place.attendance] if place.state == "confirmed" else [])
        if Quarter.of(local(place.created_at)) == quarter:
            found["ways"][place.channel] += 1
    for session in Session.objects.filter(centre=centre):
        if Quarter.of(session.day) == quarter and session.ends_at <= NOW:
            found["sessions"][session.state] += 1
            if session.state == "scheduled" and session.capacity:
                found["seats"].update(taken=session.seats_taken, free=session.capacity - session.seats_taken)
    for champion in Champion.objects.filter(centre=centre):
        gifts = [gift for gift in Hours.objects.filter(champion=champion) if Quarter.of(gift.day) == quarter]
        found["champions"]["active"] += bool(gifts)
        found["hours"]["hours"] += sum(gift.minutes for gift in gifts) // 60
        if champion.since and Quarter.of(champion.since) == quarter:
            found["started"]["others"] += 1
    for match in Match.objects.filter(centre=centre):
        if Quarter.of(local(match.created_at)) == quarter:
            found["matches"][match.state] += 1


@pytest.mark.parametrize("seed", range(6))
def test_numbers_are_those_of_a_slow_counting(seed):
    centres = a_world(random.Random(seed))
    where = scope(*centres)
    for slug, _indicator in registry.items():
        for centre in centres:
            for quarter in where.quarters:
                assert counted(slug, where, centre, quarter) == slowly(centre, quarter)[slug], (slug, quarter)


@pytest.mark.parametrize("slug", [slug for slug, _one in registry.items()])
def test_one_query_counts_every_centre_and_quarter(slug, small, django_assert_num_queries):
    where = scope(small, CentreFactory(), CentreFactory())
    with django_assert_num_queries(1):
        registry[slug].count(where)


def test_quarters_lie_side_by_side():
    assert [str(quarter) for quarter in up_to(Quarter(2026, 2))] == ["2025-3", "2025-4", "2026-1", "2026-2"]
    assert Quarter.of(date(2026, 12, 31)).next == Quarter(2027, 1)
    assert read("2026-4") == Quarter(2026, 4)
    assert [read(text) for text in ("", "2026-5", "0000-1", "x", "2026-04", "-1")] == [None] * 6
