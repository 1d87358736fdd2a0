"""Changing a whole group at the desk: shown first, then done exactly as shown."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from activities.models import Pause, Session
from activities.services import bookings, scheduling, sessions
from core.actors import SYSTEM, Channel, Role
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _today(time_machine, settings) -> None:
    settings.SESSION_HORIZON_WEEKS = 4
    time_machine.move_to("2026-12-01T09:00:00-05:00", tick=False)


@pytest.fixture
def group():
    centre = CentreFactory()
    room = VenueFactory(centre=centre, name_en="Kitchen", name_fr="Cuisine")
    made = ActivityFactory(centre=centre, venue=room, start_date=date(2026, 12, 8), minutes=90, capacity=8)
    scheduling.materialise(activity=made, by=SYSTEM)
    return made


@pytest.fixture
def desk(group):
    return staff_client(Role.COORDINATOR, centre=group.centre)


def address(name, group):
    return reverse(f"desk_activities:{name}", args=[group.pk])


def as_it_is(group, **more):
    return {
        "since": TODAY.isoformat(),
        "frequency": "",
        "start_time": f"{group.start_time:%H:%M}",
        "minutes": str(group.minutes),
        "venue": str(group.venue_id),
        "capacity": str(group.capacity),
        "on_holidays": group.on_holidays,
        **more,
    }


def book(group, person=None):
    session = group.sessions.order_by("day").first()
    return bookings.book(session=session, person=person or PersonFactory(), channel=Channel.DESK, by=SYSTEM)


@pytest.mark.parametrize("people", [1, 3])
def test_what_it_means_takes_the_same_queries_however_many(group, desk, people, django_assert_num_queries):
    for _number in range(people):
        book(group)
    with django_assert_num_queries(23):
        page = desk.post(address("when_where", group), as_it_is(group, start_time="15:00"))
    assert (page.context["plan"].changes[0].people, len(page.context["impact"].reaches)) == (people, people)


def test_a_change_is_shown_first_and_done_when_said_again(group, desk):
    typed = as_it_is(group, start_time="15:00")
    shown = desk.post(address("when_where", group), typed)
    clocks = {f"{row.local_start:%H:%M}" for row in group.sessions.select_related("centre")}

    done = desk.post(address("when_where", group), {**typed, "sure": "1", "digest": shown.context["digest"]})

    assert clocks == {f"{group.start_time:%H:%M}"}
    assert {f"{row.local_start:%H:%M}" for row in group.sessions.select_related("centre")} == {"15:00"}
    assert done["Location"] == address("activity", group)


def test_somebody_who_signs_up_in_between_is_shown_before_anything_happens(group, desk):
    typed = as_it_is(group, start_time="15:00")
    digest = desk.post(address("when_where", group), typed).context["digest"]
    book(group)

    again = desk.post(address("when_where", group), {**typed, "sure": "1", "digest": digest})

    assert "Something has changed since you looked" in again.text
    assert [line.people for line in again.context["plan"].changes] == [1, 0, 0, 0]
    assert {f"{row.local_start:%H:%M}" for row in group.sessions.select_related("centre")} == {"14:00"}
    assert again.context["digest"] != digest


def test_another_day_asks_for_each_date_with_people(group, desk):
    kept, called_off = group.sessions.order_by("day")[:2]
    for session in (kept, called_off):
        bookings.book(session=session, person=PersonFactory(), channel=Channel.DESK, by=SYSTEM)
    typed = as_it_is(group, frequency="weekly", start_date="2026-12-09")
    shown = desk.post(address("when_where", group), typed)
    assert [line.pk for line in shown.context["plan"].decide] == [kept.pk, called_off.pk]

    desk.post(
        address("when_where", group), {**typed, "sure": "1", "digest": shown.context["digest"], "along": [kept.pk]}
    )

    kept.refresh_from_db()
    called_off.refresh_from_db()
    assert (kept.day, kept.is_cancelled, called_off.is_cancelled) == (date(2026, 12, 9), False, True)


def test_a_change_says_who_is_in_the_room_and_who_is_busy(group, desk):
    leader = ChampionFactory(centre=group.centre)
    group.leaders.add(leader)
    day = group.sessions.order_by("day").first().day
    SessionFactory(activity=ActivityFactory(centre=group.centre, venue=group.venue, title_en="Quilting"), day=day)
    other = ActivityFactory(centre=group.centre, venue=None, title_en="Fiddle")
    other.leaders.add(leader)
    SessionFactory(activity=other, day=day)

    shown = desk.post(address("when_where", group), as_it_is(group, start_time="14:30"))

    said = shown.context["plan"].changes[0].clashes
    assert [words.split(",")[0] for words in said] == ["The room is taken: Quilting", "A leader is busy: Fiddle"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "__all__"),
        ({"since": "2026-11-01", "start_time": "15:00"}, "since"),
        ({"frequency": "weekly"}, "start_date"),
        ({"start_date": "2026-12-09"}, "frequency"),
        ({"last_date": "2026-11-30", "start_time": "15:00"}, "last_date"),
        ({"start_time": "soon"}, "start_time"),
        ({"venue": "0"}, "venue"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(group, desk, more, field):
    page = desk.post(address("when_where", group), as_it_is(group, **more))
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["start_time"].value() == more.get("start_time", "14:00")


def test_a_change_may_be_put_into_other_words(group, desk):
    page = desk.post(address("when_where", group), as_it_is(group, start_time="15:00", change="1"))
    assert page.context["form"]["start_time"].value() == "15:00"
    assert page.templates[0].name == "activities/desk/series.html"


def test_link_beside_a_date_begins_with_it(group, desk):
    page = desk.get(address("when_where", group) + "?from=2026-12-15")
    assert page.context["form"].initial["since"] == date(2026, 12, 15)
    assert desk.get(address("when_where", group) + "?from=2026-99-99").context["form"].initial["since"] == TODAY


def test_words_and_leaders_change(group, desk):
    leader = ChampionFactory(centre=group.centre)
    typed = {"since": TODAY.isoformat(), "title_en": "Tea and talk", "leaders": [leader.pk]}
    shown = desk.post(address("words", group), typed)
    assert shown.context["plan"].is_empty

    desk.post(address("words", group), {**typed, "sure": "1", "digest": shown.context["digest"]})

    group.refresh_from_db()
    assert (group.title_en, list(group.leaders.all())) == ("Tea and talk", [leader])


def test_pause_and_back(group, desk):
    typed = {"first_day": "2026-12-14", "last_day": ""}
    digest = desk.post(address("pause", group), typed).context["digest"]
    desk.post(address("pause", group), {**typed, "sure": "1", "digest": digest})
    assert list(group.sessions.scheduled().values_list("day", flat=True)) == [date(2026, 12, 8)]
    page = desk.get(address("activity", group))
    assert page.context["rule"].ahead == ["Paused from December 14 until further notice"]

    back = {"back_on": "2026-12-20"}
    digest = desk.post(address("resume", group), back).context["digest"]
    desk.post(address("resume", group), {**back, "sure": "1", "digest": digest})

    days = list(group.sessions.scheduled().order_by("day").values_list("day", flat=True))
    assert days == [date(2026, 12, 8), date(2026, 12, 22), date(2026, 12, 29)]
    assert Pause.objects.get().last_day == date(2026, 12, 19)


def test_one_more_date(group, desk):
    typed = {"day": "2026-12-10", "start_time": "10:00", "minutes": "60", "venue": ""}
    desk.post(address("add_date", group), typed)
    again = desk.post(address("add_date", group), typed)
    made = Session.objects.get(is_extra=True)
    assert (made.day, made.capacity, made.venue) == (date(2026, 12, 10), 8, None)
    assert list(again.context["form"].errors) == ["day"]


def test_who_stands_in_and_a_word_about_it(group, desk):
    session = group.sessions.order_by("day").first()
    leader = ChampionFactory(centre=group.centre)
    where = reverse("desk_activities:this_time", args=[session.public_id])

    desk.post(where, {"substitute": leader.pk, "note_en": "Bring a mug", "note_fr": "Apportez une tasse"})

    session.refresh_from_db()
    assert (session.substitute, session.note_en, session.revision) == (leader, "Bring a mug", 1)


def test_a_cancelled_date_takes_place_after_all(group, desk):
    booking = book(group)
    sessions.cancel(booking.session, by=SYSTEM)

    desk.post(reverse("desk_activities:reinstate", args=[booking.session.public_id]))

    booking.session.refresh_from_db()
    assert not booking.session.is_cancelled


@pytest.mark.parametrize("name", ["when_where", "words", "pause", "resume", "add_date"])
def test_whole_groups_are_for_coordinators_of_the_centre(group, name):
    link_worker, stranger = staff_client(Role.LINK_WORKER, centre=group.centre), staff_client(Role.COORDINATOR)
    assert [client.get(address(name, group)).status_code for client in (link_worker, stranger)] == [403, 404]


def test_nothing_far_off_is_taken(group, desk):
    far = (TODAY + timedelta(days=800)).isoformat()
    assert list(desk.post(address("resume", group), {"back_on": far}).context["form"].errors) == ["back_on"]
