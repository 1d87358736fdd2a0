"""What the numbers are counted from: people, groups, places, prescriptions and champions at very many centres.

Two years of it, on PostgreSQL, made by the database itself.
"""

from dataclasses import dataclass
from datetime import time, timedelta

from django.db import connection
from django.utils import timezone

from activities import schedules
from activities.choices import JoinMode
from activities.models import Activity, Attendance, Booking, BookingState, Session
from bench import data
from bench.rows import copies
from centres.models import Centre
from champions.models import Champion, Hours
from core.actors import SYSTEM, Channel, Role
from people.models import Person, User
from people.services import staff
from prescriptions.models import Case, CaseState, Level, Need, Prescription, Risks, Source, TakingPart, Word, WordKind
from prescriptions.services.codes import LASTS

WEEKS = 100  # of dates, the last of them some weeks ahead
AHEAD = 6
PLACES = 10  # at each date
GROUPS = 20  # of each centre
CHAMPIONS = 20  # of each centre
NEW_ID = "gen_random_uuid()"


@dataclass(frozen=True)
class Size:
    centres: int
    people: int
    attendance: int
    prescriptions: int

    def part(self, nth: int) -> "Size":
        """The same, so many times smaller."""
        return Size(max(self.centres // nth, 1), self.people // nth, self.attendance // nth, self.prescriptions // nth)

    @property
    def weeks(self) -> int:
        return max(self.attendance // (self.centres * GROUPS * PLACES), 1)


def fill(size: Size) -> User:
    """Everything, in an empty database; returns somebody who evaluates all centres, and manages the first."""
    places = [
        Centre.objects.create(slug=f"c-{n}", name_en=f"Centre {n}", name_fr=f"Centre {n}", town="Guelph")
        for n in range(size.centres)
    ]
    _people(size, places)
    _groups(size, places)
    _places(size, places)
    _prescriptions(size)
    _champions(places)
    data.refresh_statistics()
    return _reader(places)


def _do(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _one_of(*values: str) -> str:
    """SQL: any of these; one that stands there twice comes twice as often."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"(ARRAY[{listed}])[1 + floor(random() * {len(values)})::int]"


def _people(size: Size, places: list[Centre]) -> None:
    """Each known at one centre, in turn."""
    first = Person.objects.create(name="Somebody", search_name="somebody")
    copies(first, f"generate_series(2, {size.people}) nth", public_id=NEW_ID, language=_one_of("en", "en", "fr"))
    _do(
        "INSERT INTO people_person_centres (person_id, centre_id) "
        f"SELECT id, {places[0].pk} + (id - {first.pk}) % {size.centres} FROM people_person"
    )


def _groups(size: Size, places: list[Centre]) -> None:
    """Groups and their weekly dates."""
    now = timezone.now()
    begin = timezone.localdate(now) - timedelta(weeks=size.weeks - AHEAD)
    group = Activity.objects.create(
        slug="group-0",
        centre=places[0],
        title_en="Card night",
        title_fr="Soirée de cartes",
        languages=["en"],
        capacity=12,
        join_mode=JoinMode.SIGN_UP,
        rule=schedules.rule_for("weekly", begin),
        start_date=begin,
        start_time=time(14),
        minutes=90,
        published_at=now,
        modified_at=now,
    )
    copies(
        group,
        f"generate_series(1, {GROUPS * size.centres - 1}) nth",
        slug="'group-' || nth",
        centre_id=f"{places[0].pk} + nth / {GROUPS}",
    )
    start = schedules.slot(begin, time(14), 90, places[0].zone)
    first = Session.objects.create(
        activity=group,
        centre=places[0],
        original_date=begin - timedelta(weeks=1),
        day=begin - timedelta(weeks=1),
        starts_at=start.starts_at - timedelta(weeks=1),
        ends_at=start.ends_at - timedelta(weeks=1),
        capacity=12,
        seats_taken=PLACES,
        modified_at=now,
    )
    week = "(week || ' weeks')::interval"
    day = f"(DATE '{begin}' + {week} + (g.id % 5 || ' days')::interval)::date"
    copies(
        first,
        f"activities_activity g CROSS JOIN generate_series(0, {size.weeks - 1}) week",
        public_id=NEW_ID,
        activity_id="g.id",
        centre_id="g.centre_id",
        original_date=day,
        day=day,
        starts_at=f"one.starts_at + {week} + ((7 + g.id % 5) || ' days')::interval",
        ends_at=f"one.ends_at + {week} + ((7 + g.id % 5) || ' days')::interval",
        state=_one_of(*["scheduled"] * 19, "cancelled"),
    )


def _places(size: Size, places: list[Centre]) -> None:
    """At each date, people of its centre: mostly those of the week before."""
    person, session = Person.objects.earliest("pk"), Session.objects.earliest("pk")
    one = Booking.objects.create(
        session=session,
        person=person,
        state=BookingState.CONFIRMED,
        channel=Channel.WEB,
        created_at=session.starts_at - timedelta(days=7),
    )
    at_centre = size.people // size.centres
    turn = f"(s.activity_id * 97 + (s.day - DATE '2020-01-01') / 70 * 11 + nth) % {at_centre}"
    marks = [Attendance.CAME] * 6 + [Attendance.LATE, Attendance.MISSED, Attendance.EXCUSED, Attendance.UNKNOWN]
    copies(
        one,
        f"activities_session s CROSS JOIN generate_series(0, {PLACES - 1}) nth",
        public_id=NEW_ID,
        session_id="s.id",
        person_id=f"{person.pk} + s.centre_id - {places[0].pk} + {size.centres} * ({turn})",
        state=_one_of(*["confirmed"] * 9, "cancelled"),
        channel=_one_of(Channel.WEB, Channel.DESK, Channel.SMS, Channel.VOICE, Channel.SYSTEM),
        created_at="s.starts_at - random() * interval '20 days'",
        attendance=f"CASE WHEN s.ends_at < now() THEN {_one_of(*marks)} ELSE 'unknown' END",
    )


def _prescriptions(size: Size) -> None:
    """Of a holistic one: its case, two words of it, and for many a group that the client comes to."""
    now = timezone.now()
    writer = User.objects.create(email="writer@example.org", name="Nadia Roy")
    person = Person.objects.earliest("pk")
    one = Prescription.objects.create(
        code="100000000",
        code_until=now + LASTS,
        centre=person.centres.get(),
        person=person,
        source=Source.PROVIDER,
        written_by=writer,
        writer_name=writer.name,
        written_at=now - timedelta(days=30),
        level=Level.HOLISTIC,
        needs=[Need.SOCIAL, Need.FOOD],
        matters="Somebody to have breakfast with",
        risks=Risks.NONE_KNOWN,
    )
    copies(
        one,
        f"generate_series(1, {size.prescriptions - 1}) nth JOIN people_person_centres known "
        f"ON known.person_id = {person.pk} + nth % {size.people}",
        public_id=NEW_ID,
        code="(100000000 + nth)::text",
        centre_id="known.centre_id",
        person_id="known.person_id",
        source=_one_of(*Source.values),
        level=_one_of(*Level.values),
        written_at="now() - random() * interval '700 days'",
    )
    case = Case.objects.create(
        prescription=one,
        centre=one.centre,
        person=person,
        opened_at=one.written_at,
        state_since=one.written_at,
        contacted_at=one.written_at + timedelta(days=9),
        **{"state": CaseState.ACTIVE},
    )
    copies(
        case,
        f"prescriptions_prescription p WHERE p.id <> {one.pk} AND p.level IN ('medium', 'holistic')",
        prescription_id="p.id",
        centre_id="p.centre_id",
        person_id="p.person_id",
        opened_at="p.written_at",
        contacted_at="p.written_at + random() * interval '40 days'",
    )
    word = Word.objects.create(prescription=one, kind=WordKind.RECEIVED, at=one.written_at)
    for kind in (WordKind.RECEIVED, WordKind.CONTACTED):
        copies(
            word,
            f"prescriptions_prescription p WHERE p.id <> {one.pk}",
            prescription_id="p.id",
            kind=f"'{kind}'",
            at="p.written_at",
            read_at="p.written_at + random() * interval '30 days'",
        )
    part = TakingPart.objects.create(prescription=one, activity=Activity.objects.earliest("pk"), since=one.written_at)
    copies(
        part,
        "(SELECT DISTINCT p.id, s.activity_id, p.written_at FROM prescriptions_prescription p "
        "JOIN activities_booking b ON b.person_id = p.person_id JOIN activities_session s ON s.id = b.session_id "
        f"WHERE p.id % 3 > 0 AND p.id <> {one.pk}) joined",
        prescription_id="joined.id",
        activity_id="joined.activity_id",
        since="joined.written_at",
    )


def _champions(places: list[Centre]) -> None:
    """Hours of each for a year."""
    today = timezone.localdate()
    first = Champion.objects.create(
        person=Person.objects.earliest("pk"), centre=places[0], since=today - timedelta(days=60)
    )
    copies(
        first,
        "(SELECT person_id, centre_id, row_number() OVER (PARTITION BY centre_id ORDER BY person_id) AS nth "
        f"FROM people_person_centres) known WHERE nth <= {CHAMPIONS} AND known.person_id <> {first.person_id}",
        person_id="known.person_id",
        centre_id="known.centre_id",
        since="current_date - floor(random() * 700)::int",
    )
    given = Hours.objects.create(champion=first, source="hand:0", day=today - timedelta(days=3), minutes=90)
    copies(
        given,
        "champions_champion c CROSS JOIN generate_series(1, 100) week",
        champion_id="c.id",
        source="'hand:' || week",
        day="current_date - 7 * week::int",
    )


def _reader(places: list[Centre]) -> User:
    user = User.objects.create(email="evaluator@example.org", name="Eva")
    for place in places:
        staff.grant(user=user, centre=place, role=Role.EVALUATOR, by=SYSTEM)
    staff.grant(user=user, centre=places[0], role=Role.MANAGER, by=SYSTEM)
    return user
