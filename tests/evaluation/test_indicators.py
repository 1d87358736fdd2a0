"""Every indicator: by hand on a small world, and against a slow counting in plain Python on worlds made by chance."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from activities.models import Attendance, SessionState
from champions.models import Hours
from evaluation.indicators import WHOLE, Quarter, Scope, read, registry, up_to
from prescriptions.models import CaseState, Level, Need, Prescription, Source, WordKind
from tests.evaluation.by_chance import NOW, a_world
from tests.evaluation.slow_counting import slowly
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.matches import MatchFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.prescriptions import CaseFactory, PrescriptionFactory, TakingPartFactory

pytestmark = pytest.mark.django_db
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
    for nth, (capacity, taken) in enumerate([(10, 7), (5, 9), (None, 3)]):  # four walked in
        SessionFactory(activity=group, day=date(2026, 10, 7 + nth), capacity=capacity, seats_taken=taken)
    SessionFactory(activity=group, day=date(2026, 10, 20), capacity=9, seats_taken=9, state=SessionState.CANCELLED)
    SessionFactory(activity=group, day=date(2026, 12, 20), capacity=9, seats_taken=9)
    assert counted("seats", scope(centre), centre) == {"taken": 16, "free": 3}
    assert counted("sessions", scope(centre), centre) == {"scheduled": 3, "cancelled": 1}


def test_a_client_elsewhere_or_of_a_prescription_taken_back_was_none_here():
    centre = CentreFactory()
    new = ChampionFactory(centre=centre, since=date(2026, 10, 20)).person
    long_ago = datetime(2026, 9, 1, 15, tzinfo=UTC)
    PrescriptionFactory(person=new, centre=centre, written_at=long_ago, state="revoked")
    PrescriptionFactory(person=new, written_at=long_ago)
    elsewhere = SessionFactory(activity=ActivityFactory(), day=date(2026, 10, 2))
    BookingFactory(session=elsewhere, person=new, attendance=Attendance.CAME)
    assert counted("started", scope(centre), centre) == {"others": 1}


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
def test_worlds_have_something_of_every_line_but_rare_ones():
    """What is nothing on both sides is counted by neither."""
    seen = {slug: set() for slug, _one in registry.items()}
    for seed in range(3):
        where = scope(*a_world(random.Random(seed)))
        for slug, indicator in registry.items():
            seen[slug] |= {line for found in indicator.count(where).values() for line in found if found[line]}
    lacking = {slug: set(registry[slug].labels) - lines for slug, lines in seen.items()}
    assert [slug for slug, lines in seen.items() if not lines] == []
    assert sum(map(len, lacking.values())) <= 24, lacking


@pytest.mark.parametrize("seed", range(6))
def test_numbers_are_those_of_a_slow_counting(seed):
    centres = a_world(random.Random(seed))
    where = scope(*centres)
    counts = {slug: indicator.count(where) for slug, indicator in registry.items()}
    for centre in centres:
        for quarter in where.quarters:
            expected = slowly(centre, quarter)
            for slug, found in counts.items():
                told = {line: many for line, many in found[centre.pk, quarter].items() if many}
                assert told == expected[slug], (slug, quarter)
                assert told.keys() <= registry[slug].labels.keys()


@pytest.mark.parametrize("seed", range(3))
def test_ties_hold(seed):
    """What an indicator says of another is so: the protection hangs on it."""
    where = scope(*a_world(random.Random(seed)))
    counts = {slug: indicator.count(where) for slug, indicator in registry.items()}
    for slug, indicator in registry.items():
        for tie in indicator.ties:
            assert set(tie.theirs) <= registry[tie.other].labels.keys()
            for place, found in counts[slug].items():
                theirs = counts[tie.other][place]
                mine = sum(found.get(line, 0) for line in tie.mine)
                assert mine <= sum(theirs.get(line, 0) for line in tie.theirs), (slug, tie)


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
    assert [read(text) for text in ("0001-2", "1999-4", "3000-1", "9999-4")] == [None] * 4
    assert [read("2000-1"), read("2999-4")] == [Quarter(2000, 1), Quarter(2999, 4)]
