"""Every attendance of a centre as a file: for its manager, without anybody in it, sent while it is read."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from activities.models import Activity, Attendance, BookingState, SessionState
from core.actors import STAFF_ROLES, SYSTEM, Role
from core.models.audit import AuditEvent
from core.policies import Forbidden
from evaluation import exporting
from evaluation.services import attendance
from people.services import locks
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, UserFactory, staff_actor
from tests.factories.prescriptions import PrescriptionFactory, TakingPartFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 17, tzinfo=UTC)
DAY = date(2026, 10, 16)
CHOOSE, FILE, MEANING = "evidence_export:choose", "evidence_export:attendance", "evidence_export:attendance_dictionary"


@pytest.fixture(autouse=True)
def _on_one_day(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def centre():
    return CentreFactory(slug="guelph")


def a_date(group, people, *, day=DAY, mark=Attendance.CAME, **fields):
    """A session with a place for each."""
    session = SessionFactory(activity=group, day=day, **fields)
    return [BookingFactory(session=session, person=person, attendance=mark, channel="sms") for person in people]


def people(centre, many):
    return [PersonFactory(centres=[centre]) for _nth in range(many)]


def taken(centre):
    answer = staff_client(Role.MANAGER, centre=centre).post(reverse(FILE))
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_a_row_for_each_place_says_what_and_when_and_never_who(centre):
    known = people(centre, 6)
    places = a_date(ActivityFactory(centre=centre, slug="soup"), known)
    places[0].attendance = Attendance.MISSED
    places[0].save()
    found = taken(centre)
    head = {"centre": "guelph", "activity": "soup", "day": "2026-10-16", "start": "14:00", "channel": "sms"}
    came, missed = ({**head, "attendance": mark, "prescribed": "no"} for mark in ("came", "missed"))
    assert found == [came] * 5 + [missed]


def test_rows_stand_in_no_order_that_tells_who_signed_up_when(centre):
    """By what stands in them; so another order of signing up is the same file."""
    group = ActivityFactory(centre=centre)
    places = a_date(group, people(centre, 8))
    for place, mark in zip(places, [*Attendance.values, *Attendance.values], strict=False):
        place.attendance = mark
        place.save()
    marks = [row["attendance"] for row in taken(centre)]
    assert marks == sorted(marks)
    assert len(set(marks)) == 5


def test_a_private_group_and_a_few_people_have_nothing_but_their_month(centre):
    known = people(centre, 7)
    a_date(ActivityFactory(centre=centre, slug="grief", sensitive=True), known)
    a_date(ActivityFactory(centre=centre, slug="cards"), known[:5], day=DAY + timedelta(days=3))
    a_date(ActivityFactory(centre=centre, slug="soup"), known[:6], day=DAY + timedelta(days=20))
    found = taken(centre)
    assert {(row["activity"], row["day"], row["start"]) for row in found[:12]} == {("", "2026-10", "")}
    assert {(row["activity"], row["day"]) for row in found[12:]} == {("soup", "2026-11-05")}
    assert len(found) == 18


def test_what_a_prescription_of_the_centre_led_to_says_so(centre):
    known = people(centre, 6)
    group = ActivityFactory(centre=centre)
    one = PrescriptionFactory(centre=centre, person=known[0])
    TakingPartFactory(prescription=one, activity=group, since=datetime(2026, 10, 20, tzinfo=UTC))
    TakingPartFactory(prescription__person=known[1], activity=group, since=datetime(2026, 1, 1, tzinfo=UTC))
    a_date(group, known)
    a_date(group, known, day=DAY + timedelta(days=7))
    found = taken(centre)
    assert [row["prescribed"] for row in found if row["day"] == "2026-10-16"] == ["no"] * 6, "before they joined"
    assert [row["prescribed"] for row in found if row["day"] == "2026-10-23"] == ["no"] * 5 + ["yes"]


def test_what_was_not_held_was_cancelled_or_is_elsewhere_is_not_in_it(centre):
    known = people(centre, 6)
    group = ActivityFactory(centre=centre)
    a_date(group, known, state=SessionState.CANCELLED)
    a_date(group, known, day=NOW.date() + timedelta(days=1))
    a_date(ActivityFactory(), known)
    for place in a_date(group, known, day=DAY + timedelta(days=7)):
        place.state = BookingState.CANCELLED
        place.save()
    assert taken(centre) == []


def test_a_record_that_is_locked_from_the_manager_has_nothing_but_its_month(centre):
    """Left out, it would be what the numbers have more than the file."""
    known = people(centre, 8)
    group = ActivityFactory(centre=centre)
    a_date(group, known)
    locks.lock(known[0], centre=centre, role=Role.MANAGER, by=SYSTEM)
    found = taken(centre)
    assert len(found) == 8
    [locked] = [row for row in found if not row["activity"]]
    assert (locked["day"], locked["start"], locked["prescribed"]) == (f"{DAY:%Y-%m}", "", "")
    assert locked["attendance"]
    for one in known[1:3]:
        locks.lock(one, centre=centre, role=Role.MANAGER, by=SYSTEM)
    assert {row["activity"] for row in taken(centre)} == {""}, "five are too few to be named beside them"


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_manager_of_the_centre_takes_it_and_nobody_else(role, centre):
    client = staff_client(role, centre=centre)
    expected = 200 if role == Role.MANAGER else 403
    assert client.post(reverse(FILE)).status_code == expected
    assert client.get(reverse(MEANING)).status_code == expected
    if role in {Role.MANAGER, Role.EVALUATOR}:
        page = client.get(reverse(CHOOSE)).content.decode()
        assert ("Get every attendance" in page) == (role == Role.MANAGER)


def test_manager_elsewhere_and_an_evaluator_of_many_do_not_get_it_by_asking_the_service(centre):
    for actor in (staff_actor(Role.MANAGER), staff_actor(Role.EVALUATOR, centre=centre)):
        with pytest.raises(Forbidden):
            attendance.rows(centre, by=actor)
    assert not AuditEvent.objects.filter(action="evidence.attendance").exists()


def test_taking_it_is_written_down_before_the_first_row(centre):
    user = UserFactory()
    staff_client(Role.MANAGER, user=user, centre=centre).post(reverse(FILE))
    event = AuditEvent.objects.get(action="evidence.attendance")
    assert (event.actor_user_id, event.centre_id, event.detail) == (user.pk, centre.pk, {})


def test_it_is_not_got_by_an_address_that_a_browser_remembers(centre):
    answer = staff_client(Role.MANAGER, centre=centre).get(reverse(FILE))
    assert answer.status_code == 405


@pytest.mark.parametrize("dates", [1, 3])
def test_it_asks_as_often_for_one_date_as_for_three(centre, dates, django_assert_num_queries):
    known = people(centre, 6)
    group = ActivityFactory(centre=centre)
    for nth in range(dates):
        a_date(group, known, day=DAY + timedelta(days=7 * nth))
    client = staff_client(Role.MANAGER, centre=centre)
    client.post(reverse(FILE)).getvalue()
    with django_assert_num_queries(9):
        client.post(reverse(FILE)).getvalue()


def test_it_is_sent_while_it_is_read(centre, monkeypatch, django_assert_num_queries):
    """After the first piece, no more was asked than that piece needs."""
    monkeypatch.setattr(attendance, "AT_ONCE", 1)
    known = people(centre, 6)
    group = ActivityFactory(centre=centre)
    for nth in range(4):
        a_date(group, known, day=DAY + timedelta(days=7 * nth))
    rows = attendance.rows(centre, by=staff_actor(Role.MANAGER, centre=centre))
    with django_assert_num_queries(3):  # the dates, what was prescribed, the places of the first
        next(rows)
    with django_assert_num_queries(3):
        assert len(list(rows)) == 23
    answer = staff_client(Role.MANAGER, centre=centre).post(reverse(FILE))
    assert answer.streaming
    assert "Content-Length" not in answer


def test_pieces_together_are_the_file_and_none_is_long():
    rows = [(str(nth), "a,b") for nth in range(25)]
    pieces = list(exporting.streamed(rows, ("nth", "what"), at_once=10))
    assert len(pieces) == 4
    assert b"".join(pieces) == exporting.as_csv(rows, ("nth", "what"))
    assert list(exporting.streamed([], ("nth",))) == [exporting.as_csv([], ("nth",))]


def test_no_cell_is_a_formula(centre):
    group = ActivityFactory(centre=centre)
    Activity.objects.filter(pk=group.pk).update(slug="-2-3")
    a_date(group, people(centre, 6))
    assert {row["activity"] for row in taken(centre)} == {"'-2-3"}


def test_every_column_and_every_value_is_explained_in_the_readers_language(centre):
    known = people(centre, 6)
    a_date(ActivityFactory(centre=centre), known)
    client = staff_client(Role.MANAGER, centre=centre)
    told = client.get(reverse(MEANING)).getvalue().decode("utf-8-sig")
    meanings = list(csv.DictReader(io.StringIO(told)))
    explained = {(line["column"], line["value"]) for line in meanings}
    assert {line["column"] for line in meanings} == set(attendance.COLUMNS)
    for row in taken(centre):
        assert {(column, row[column]) for column in ("channel", "attendance", "prescribed")} <= explained
    french = client.get(reverse(MEANING).replace("/en/", "/fr/")).getvalue().decode("utf-8-sig")
    assert "texto" in french.lower()
