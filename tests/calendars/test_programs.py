"""Our files, as programs of other people's making read them."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from activities.models import Activity, Session
from activities.services import sessions
from calendars.models import Scope
from calendars.services import subscriptions
from centres.models import Centre
from core.actors import SYSTEM
from tests.calendars.programs import Shown, calcurse, icaljs, khal, libical
from tests.calendars.programs.vdirsyncer import Subscriber
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory

ZONES = ["America/Toronto", "America/Winnipeg", "America/Thunder_Bay"]
PROGRAMS = [khal.shows, calcurse.shows, icaljs.shows]
# A Saturday, the Sunday of the change, and the Monday after, in autumn and in spring.
DAYS = [
    date(2026, 10, 31),
    date(2026, 11, 1),
    date(2026, 11, 2),
    date(2027, 3, 13),
    date(2027, 3, 14),
    date(2027, 3, 15),
]
# Three Tuesdays and a Friday that lie ahead, on the day on which the tests stand.
AHEAD = [date(2026, 11, 10), date(2026, 11, 17), date(2026, 11, 24)]
FRIDAY = date(2026, 12, 4)


def line(day: date, title: str, start: str = "20:30", end: str = "22:00") -> Shown:
    return Shown(f"{day} {start}", f"{day} {end}", title)


def evening(zone: str, **fields: str) -> Activity:
    """A group from 8:30 pm to 10 pm."""
    centre = CentreFactory(slug="north", timezone=zone, email="hello@north.example", **fields)
    return ActivityFactory(
        centre=centre, title_en="Stars; tea, « talk »", start_date=DAYS[0], start_time=time(20, 30), minutes=90
    )


@pytest.mark.parametrize("shows", PROGRAMS, ids=lambda shows: shows.__module__.split(".")[-1])
@pytest.mark.parametrize("zone", ZONES)
def test_program_shows_the_right_local_times_over_both_changes(
    db: None, client: Client, shows: Callable, zone: str, tmp_path: Path
) -> None:
    activity = evening(zone)
    for day in DAYS:
        SessionFactory(activity=activity, day=day, cancelled=day == DAYS[-1])

    found = shows(client.get("/calendar/centre/north.ics").content, zone, tmp_path)

    title = "Stars; tea, « talk »"
    assert found == [line(day, title) for day in DAYS[:-1]] + [line(DAYS[-1], f"CANCELLED: {title}")]


@pytest.mark.parametrize("shows", PROGRAMS, ids=lambda shows: shows.__module__.split(".")[-1])
def test_programs_agree_on_several_zones_in_one_file(
    db: None, client: Client, shows: Callable, tmp_path: Path
) -> None:
    person = PersonFactory()
    for zone in ("America/Toronto", "America/Winnipeg"):
        activity = ActivityFactory(centre=CentreFactory(timezone=zone), title_en=zone, start_time=time(20, 30))
        BookingFactory(session=SessionFactory(activity=activity, day=DAYS[3]), person=person)
    token = subscriptions.make(person=person, scope=Scope.PLACES, reminder=60, by=SYSTEM).token

    found = shows(client.get(f"/calendar/own/{token}.ics").content, "America/Toronto", tmp_path)

    assert found == [
        line(DAYS[3], "America/Toronto"),
        line(DAYS[3], "America/Winnipeg", "21:30", "23:00"),  # as it is on a clock in Toronto
    ]


def test_file_that_is_imported_again_changes_what_is_there_and_doubles_nothing(
    db: None, client: Client, tmp_path: Path
) -> None:
    activity = evening("America/Toronto")
    first, second = (SessionFactory(activity=activity, day=day) for day in AHEAD[:2])
    file = f"/calendar/activity/{activity.slug}.ics"
    khal.takes_in(client.get(file).content, "America/Toronto", tmp_path)
    sessions.move(second, day=FRIDAY, start_time=time(19), by=SYSTEM)
    sessions.cancel(first, by=SYSTEM)

    found = khal.shows(client.get(file).content, "America/Toronto", tmp_path)

    title = "Stars; tea, « talk »"
    assert found == [line(AHEAD[0], f"CANCELLED: {title}"), line(FRIDAY, title, "19:00", "20:30")]


@pytest.mark.django_db(transaction=True)
class TestSubscriber:
    """vdirsyncer fetches over HTTP, khal shows what it keeps."""

    @pytest.fixture
    def subscriber(self, live_server: LiveServer, tmp_path: Path) -> Subscriber:
        self.folder = tmp_path
        self.activity = evening("America/Toronto")
        self.first, self.second, self.third = (SessionFactory(activity=self.activity, day=day) for day in AHEAD)
        return Subscriber(f"{live_server.url}/calendar/activity/{self.activity.slug}.ics", tmp_path)

    def shown(self, subscriber: Subscriber) -> list[Shown]:
        return khal.shows_of(subscriber.vdir, "America/Toronto", self.folder)

    def test_what_is_fetched_again_is_the_same(self, subscriber: Subscriber) -> None:
        once = subscriber.looks()
        kept = {path: path.read_bytes() for path in subscriber.vdir.iterdir()}

        assert len(once) == 3
        assert subscriber.looks() == once
        assert {path: path.read_bytes() for path in subscriber.vdir.iterdir()} == kept
        assert self.shown(subscriber) == [line(day, "Stars; tea, « talk »") for day in AHEAD]

    def test_updates_update_cancelled_ones_cancel_and_nothing_doubles(self, subscriber: Subscriber) -> None:
        before = subscriber.looks()
        sessions.cancel(self.first, by=SYSTEM)
        sessions.move(self.second, day=FRIDAY, start_time=time(19), by=SYSTEM)
        Session.objects.filter(pk=self.third.pk).delete()
        after = subscriber.looks()

        title = "Stars; tea, « talk »"
        assert (len(before), len(after)) == (3, 2)
        assert self.shown(subscriber) == [line(AHEAD[0], f"CANCELLED: {title}"), line(FRIDAY, title, "19:00", "20:30")]
        assert subscriber.looks() == after


class TestValidator:
    """libical finds nothing wrong, whatever kind of file it is."""

    @pytest.fixture(params=["hello@gateway.example", ""])
    def centre(self, request: pytest.FixtureRequest, centre: Centre) -> Centre:
        Centre.objects.update(email=request.param)
        centre.refresh_from_db()
        return centre

    @pytest.mark.parametrize("sensitive", [True, False])
    @pytest.mark.parametrize(
        "address",
        [
            "centre/gateway",
            "centre/gateway.fr",
            "centre/gateway/kind/games",
            "centre/gateway/spoken/en",
            "kind/games",
            "spoken/en",
            "town/tweed",
            "activity/cards",
            "session/{session}",
            "own/{places}",
            "own/{led}",
        ],
    )
    def test_no_fault_is_found(
        self, centre: Centre, activity: Activity, client: Client, address: str, sensitive: bool
    ) -> None:
        Activity.objects.update(sensitive=sensitive, title_en="Cartes, thé ; « jasette » " * 3)
        dates = SessionFactory.create_batch(3, activity=activity)
        SessionFactory(activity=activity, cancelled=True)
        person = PersonFactory()
        for session, state in zip(dates, ("confirmed", "waitlisted", "offered"), strict=True):
            BookingFactory(session=session, person=person, state=state, offer_until=timezone.now())
        tokens = {
            str(scope): subscriptions.make(person=person, scope=scope, reminder=60, by=SYSTEM).token
            for scope in (Scope.PLACES, Scope.LED)
        }

        response = client.get(f"/calendar/{address.format(session=dates[0].public_id, **tokens)}.ics")

        assert response.status_code == 200
        assert libical.faults(response.content) == []

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            (b"ORGANIZER", b"X-ORGANIZER"),
            (b"DTSTART;TZID=America/Toronto:20", b"DTSTART;TZID=America/Toronto:tomorrow"),
            (b"STATUS:CONFIRMED", b"STATUS:MAYBE"),
            (b"UID:session", b"X-UID:session"),
        ],
    )
    def test_validator_would_find_a_fault(
        self, activity: Activity, client: Client, right: bytes, wrong: bytes
    ) -> None:
        SessionFactory(activity=activity)
        Centre.objects.update(email="hello@gateway.example")
        data = client.get("/calendar/activity/cards.ics").content

        assert right in data
        assert libical.faults(data.replace(right, wrong)) != []
