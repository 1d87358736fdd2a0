"""What somebody's own file holds, what it keeps to itself, and what it costs."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from activities.models import Activity, ActivityState, Booking, BookingState, Session
from activities.services import bookings, sessions
from calendars.models import Scope, Subscription
from calendars.services import subscriptions
from centres.models import Centre
from core.actors import SYSTEM, Channel
from people.models import Person, StaffRole
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory

DAY = date(2026, 11, 10)
HOUR = timedelta(hours=1)


@pytest.fixture
def person(db: None) -> Person:
    return PersonFactory(name="Marguerite Tremblay")


@pytest.fixture
def session(activity: Activity) -> Session:
    return SessionFactory(activity=activity, day=DAY)


def address(person: Person, scope: Scope = Scope.PLACES, **choices: Any) -> str:
    token = subscriptions.make(person=person, scope=scope, by=SYSTEM, **choices).token
    return f"/calendar/own/{token}.ics"


def events(client: Client, path: str) -> list[icalendar.Event]:
    response = client.get(path)
    assert response.status_code == 200
    return Calendar.from_ical(response.content).events


def titles(client: Client, path: str) -> list[str]:
    return [str(event["summary"]) for event in events(client, path)]


def test_own_place_is_there_and_no_other(person: Person, session: Session, client: Client) -> None:
    BookingFactory(session=session, person=person)
    BookingFactory(session=SessionFactory(activity=session.activity, day=DAY + timedelta(days=7)))

    [event] = events(client, address(person))

    assert event["uid"] == f"session-{session.public_id}@localhost"
    assert (event["summary"], event["status"]) == ("Cards, tea and talk", "CONFIRMED")
    assert (event["transp"], event["class"]) == ("OPAQUE", "PRIVATE")
    assert event["location"] == "Big room, 12 Mill Street, Tweed, ON K0K 3J0"


@pytest.mark.parametrize(
    ("state", "title", "said"),
    [
        (BookingState.WAITLISTED, "Waiting list: Cards, tea and talk", "You are on the waiting list."),
        (
            BookingState.OFFERED,
            "Offered: Cards, tea and talk",
            "A place is offered to you. Please say whether you take it.",
        ),
        (BookingState.THINKING, "Cards, tea and talk", "You are thinking of coming."),
    ],
)
def test_what_is_not_certain_says_so(
    person: Person, session: Session, client: Client, state: BookingState, title: str, said: str
) -> None:
    BookingFactory(session=session, person=person, state=state, offer_until=timezone.now())

    [event] = events(client, address(person, reminder=60))

    assert (event["summary"], event["status"], event["transp"]) == (title, "TENTATIVE", "TRANSPARENT")
    assert event["description"].split("\n\n")[0] == said
    assert event.walk("VALARM") == []


def test_waiting_is_left_out_where_its_person_likes(person: Person, session: Session, client: Client) -> None:
    BookingFactory(session=session, person=person, state=BookingState.WAITLISTED)

    assert titles(client, address(person, shows_waiting=False)) == []


def test_reminder_only_where_it_is_asked_for(person: Person, session: Session, client: Client) -> None:
    BookingFactory(session=session, person=person)

    [without] = events(client, address(person))
    [event] = events(client, address(person, reminder=120))

    assert without.walk("VALARM") == []
    [alarm] = event.walk("VALARM")
    assert (alarm["action"], alarm["description"]) == ("DISPLAY", "Cards, tea and talk")
    assert alarm["trigger"].dt == timedelta(hours=-2)


def test_date_that_is_called_off_stays_and_reminds_of_nothing(
    person: Person, session: Session, client: Client
) -> None:
    BookingFactory(session=session, person=person)
    path = address(person, reminder=120)
    sessions.cancel(session, by=SYSTEM)

    [event] = events(client, path)

    assert (event["summary"], event["status"]) == ("CANCELLED: Cards, tea and talk", "CANCELLED")
    assert (event["transp"], event["sequence"], event.walk("VALARM")) == ("TRANSPARENT", 1, [])


def test_place_that_was_given_back_leaves_also_for_programs_that_ask_by_date(
    person: Person, session: Session, client: Client, time_machine
) -> None:
    booking = bookings.book(session=session, person=person, channel=Channel.WEB, by=SYSTEM)
    path = address(person)
    first = client.get(path)
    time_machine.move_to(timezone.now() + HOUR)
    bookings.cancel(booking, by=SYSTEM)

    again = client.get(path, headers={"if-modified-since": first["Last-Modified"]})

    assert (again.status_code, Calendar.from_ical(again.content).events) == (200, [])
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_step_off_the_waiting_list_is_a_change(person: Person, session: Session, client: Client, time_machine):
    Session.objects.update(capacity=1)
    other = bookings.book(session=session, person=PersonFactory(), channel=Channel.WEB, by=SYSTEM)
    bookings.book(session=session, person=person, channel=Channel.WEB, by=SYSTEM)
    path = address(person)
    [before] = events(client, path)
    time_machine.move_to(timezone.now() + HOUR)
    bookings.cancel(other, by=SYSTEM)

    [after] = events(client, path)

    assert (before["uid"], before["summary"]) == (after["uid"], "Waiting list: Cards, tea and talk")
    assert after["summary"] == "Offered: Cards, tea and talk"
    assert after.decoded("last-modified") - before.decoded("last-modified") == HOUR


def test_sensitive_group_is_discreet_in_one_s_own_too(person: Person, session: Session, client: Client) -> None:
    Activity.objects.update(sensitive=True, title_en="Learning to live again", kind="grief")
    BookingFactory(session=session, person=person)

    response = client.get(address(person, reminder=60))

    shown = response.content.decode().replace("\r\n ", "")
    told = ("cards", "Learning", "Grief", "Big room", "Mill Street")
    assert [word for word in told if word in shown] == []
    assert shown.count("Group at Gateway Centre") == 2  # title and reminder


def test_discreet_titles_for_everything(person: Person, session: Session, client: Client) -> None:
    BookingFactory(session=session, person=person)

    response = client.get(address(person, discreet=True))

    shown = response.content.decode().replace("\r\n ", "").lower()
    assert [word for word in ("cards", "tea", "big room", "mill street", "games") if word in shown] == []
    assert "summary;language=en:group at gateway centre" in shown


def test_file_holds_neither_its_own_address_nor_a_name(person: Person, session: Session, client: Client) -> None:
    BookingFactory(session=session, person=person)
    path = address(person)

    response = client.get(path)

    token = path.split("/")[-1].removesuffix(".ics")
    shown = response.content.decode().replace("\r\n ", "") + str(dict(response.items()))
    assert [word for word in (token, "Marguerite", "Tremblay", "SOURCE") if word in shown] == []
    assert response["Content-Disposition"] == 'inline; filename="calendar.ics"'


def test_places_at_several_centres_are_in_their_own_zones(person: Person, session: Session, client: Client) -> None:
    north = ActivityFactory(centre=CentreFactory(timezone="America/Winnipeg"), title_en="Chess")
    BookingFactory(session=session, person=person)
    BookingFactory(session=SessionFactory(activity=north, day=DAY), person=person)

    found = events(client, address(person))

    assert [(str(one["summary"]), one["dtstart"].params["TZID"]) for one in found] == [
        ("Cards, tea and talk", "America/Toronto"),
        ("Chess", "America/Winnipeg"),
    ]


def test_french_is_a_choice_and_not_in_the_address(person: Person, session: Session, client: Client) -> None:
    BookingFactory(session=session, person=person, state=BookingState.WAITLISTED)
    path = address(person)
    subscription = Subscription.objects.get()

    before = titles(client, path)
    subscriptions.change(subscription, by=SYSTEM, language="fr")

    assert (before, titles(client, path)) == (
        ["Waiting list: Cards, tea and talk"],
        ["Liste d’attente\xa0: Cartes, thé et jasette"],
    )


class TestLed:
    def test_leader_has_all_dates_of_the_group(self, person: Person, activity: Activity, client: Client) -> None:
        activity.leaders.add(ChampionFactory(person=person, centre=activity.centre))
        SessionFactory(activity=activity, day=DAY)
        SessionFactory(activity=activity, day=DAY + timedelta(days=7), cancelled=True)
        SessionFactory(activity=ActivityFactory(centre=activity.centre), day=DAY)

        found = titles(client, address(person, Scope.LED, reminder=60))

        assert found == ["Cards, tea and talk", "CANCELLED: Cards, tea and talk"]

    def test_champion_on_a_break_leads_nothing(self, person: Person, session: Session, client: Client) -> None:
        session.activity.leaders.add(ChampionFactory(person=person, centre=session.centre, standing="paused"))

        assert titles(client, address(person, Scope.LED)) == []

    def test_nobody_who_comes_is_named(self, person: Person, session: Session, client: Client) -> None:
        session.activity.leaders.add(ChampionFactory(person=person, centre=session.centre))
        BookingFactory(session=session, person=PersonFactory(name="Zebulon"))

        assert b"Zebulon" not in client.get(address(person, Scope.LED)).content


class TestCentre:
    @pytest.fixture
    def staff(self, centre: Centre) -> Person:
        return PersonFactory(user=StaffRoleFactory(centre=centre).user)

    def test_everything_at_the_centre_also_what_is_not_listed(
        self, staff: Person, centre: Centre, session: Session, client: Client
    ) -> None:
        SessionFactory(activity=ActivityFactory(), day=DAY)
        Centre.objects.filter(pk=centre.pk).update(listed=False)

        [event] = events(client, address(staff, Scope.CENTRE, centre=centre, reminder=60))

        assert (event["summary"], event["transp"]) == ("Cards, tea and talk", "TRANSPARENT")
        assert event.walk("VALARM") == []

    def test_client_is_not_named(self, staff: Person, centre: Centre, session: Session, client: Client) -> None:
        BookingFactory(session=session, person=PersonFactory(name="Zebulon"))

        assert b"Zebulon" not in client.get(address(staff, Scope.CENTRE, centre=centre)).content

    @pytest.mark.parametrize("end", ["role", "other role", "account"])
    def test_it_ends_with_the_role(
        self, staff: Person, centre: Centre, session: Session, client: Client, end: str
    ) -> None:
        path = address(staff, Scope.CENTRE, centre=centre)
        assert client.get(path).status_code == 200
        if end == "role":
            StaffRole.objects.all().delete()
        elif end == "other role":
            StaffRole.objects.update(role="evaluator")
        else:
            staff.user.is_active = False
            staff.user.save()

        assert client.get(path).status_code == 404

    def test_planned_dates_of_an_ended_group_leave(
        self, staff: Person, centre: Centre, session: Session, client: Client
    ) -> None:
        Activity.objects.update(state=ActivityState.ENDED)

        assert titles(client, address(staff, Scope.CENTRE, centre=centre)) == []


class TestOverHttp:
    def test_it_is_kept_by_nobody_else(self, person: Person, client: Client) -> None:
        response = client.get(address(person))

        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Cache-Control"] == "private, max-age=900"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"
        assert response.cookies == {}

    def test_unknown_revoked_and_rotated_get_one_answer(self, person: Person, client: Client) -> None:
        revoked, rotated = address(person), address(person)
        first, second = Subscription.objects.order_by("pk")
        subscriptions.revoke(first, by=SYSTEM)
        subscriptions.rotate(second, by=SYSTEM)

        answers = [client.get(path) for path in (revoked, rotated, "/calendar/own/nothing.ics")]

        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert len({str({**answer.headers, "X-Request-ID": ""}) for answer in answers}) == 1

    def test_who_tries_many_waits_and_who_has_one_does_not(self, person: Person, client: Client, settings) -> None:
        settings.THROTTLE_PER_ADDRESS = 2
        path = address(person)

        tries = [client.get(f"/calendar/own/{number}.ics").status_code for number in range(3)]

        assert tries == [404, 404, 429]
        assert client.get("/calendar/own/3.ics")["Retry-After"] == "3600"
        assert [client.get(path).status_code for _time in range(4)] == [200] * 4

    def test_post_is_refused(self, person: Person, client: Client) -> None:
        assert client.post(address(person)).status_code == 405

    def test_head_is_answered_without_a_body(self, person: Person, client: Client) -> None:
        path = address(person)

        assert (client.head(path).status_code, client.head(path).content) == (200, b"")
        assert client.head(path)["ETag"] == client.get(path)["ETag"]

    def test_each_choice_makes_another_file(self, person: Person, session: Session, client: Client) -> None:
        BookingFactory(session=session, person=person)
        path, subscription = address(person), Subscription.objects.get()
        tags = [client.get(path)["ETag"]]
        for choice in ({"discreet": True}, {"reminder": 60}, {"shows_waiting": False}, {"language": "fr"}):
            subscriptions.change(subscription, by=SYSTEM, **choice)
            tags.append(client.get(path)["ETag"])

        assert len(set(tags)) == 5

    @pytest.mark.parametrize("scope", [Scope.PLACES, Scope.LED, Scope.CENTRE])
    @pytest.mark.parametrize("rows", [1, 3])
    def test_queries_are_few_and_always_as_many(
        self, centre: Centre, client: Client, django_assert_num_queries: Callable, scope: Scope, rows: int
    ) -> None:
        person = PersonFactory(user=StaffRoleFactory(centre=centre).user)
        for _number in range(rows):
            group = ActivityFactory(centre=centre, venue=VenueFactory(centre=centre))
            group.leaders.add(ChampionFactory(person=person, centre=centre) if not _number else leader(person))
            BookingFactory(session=SessionFactory(activity=group, day=DAY), person=person)
        path = address(person, scope, centre=centre)
        client.get(path)  # notes that a program was there: once an hour

        with django_assert_num_queries(5):
            response = client.get(path)
        assert response.content.count(b"BEGIN:VEVENT") == rows
        with django_assert_num_queries(2):
            assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304

    def test_first_visit_of_an_hour_takes_one_query_more(
        self, person: Person, client: Client, django_assert_num_queries: Callable, time_machine
    ) -> None:
        path = address(person)
        tag = client.get(path)["ETag"]
        time_machine.move_to(datetime(2026, 11, 3, 16, 1, tzinfo=UTC))

        with django_assert_num_queries(3):
            assert client.get(path, headers={"if-none-match": tag}).status_code == 304
        with django_assert_num_queries(2):
            client.get(path, headers={"if-none-match": tag})


def leader(person: Person) -> Any:
    return person.championships.get()


def test_booking_is_not_changed_by_being_looked_at(person: Person, session: Session, client: Client) -> None:
    BookingFactory(session=session, person=person)
    before = list(Booking.objects.values())

    client.get(address(person))

    assert list(Booking.objects.values()) == before
