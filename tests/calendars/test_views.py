"""The files over HTTP: types, tags, 304, and a constant number of queries."""

import gzip
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Session
from calendars import answers
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import VenueFactory

FEED = "/calendar/centre/gateway.ics"


@pytest.fixture
def session(activity: Activity) -> Session:
    return SessionFactory(activity=activity)


def test_file_is_served_as_a_calendar(session: Session, client: Client) -> None:
    response = client.get(FEED)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="gateway.ics"'
    assert response["Content-Language"] == "en"
    assert response["Cache-Control"] == "public, max-age=900"
    assert response["ETag"].startswith('"')
    assert response["Last-Modified"] == "Tue, 03 Nov 2026 05:00:00 GMT"  # midnight in Toronto
    assert response.cookies == {}
    assert "Cookie" not in response["Vary"]


@pytest.mark.parametrize("accept", ["text/html", "application/json", "text/calendar,*/*;q=0.9", "nonsense", "", "*/*"])
def test_odd_accept_headers_are_not_read(session: Session, client: Client, accept: str) -> None:
    assert client.get(FEED, headers={"accept": accept})["Content-Type"] == "text/calendar; charset=utf-8"


def test_head_answers_like_get_without_a_body(session: Session, client: Client) -> None:
    full, head = client.get(FEED), client.head(FEED)

    assert (head.status_code, head.content) == (200, b"")
    assert {name: value for name, value in head.items() if name != "X-Request-ID"} == {
        name: value for name, value in full.items() if name != "X-Request-ID"
    }


def test_post_is_refused(session: Session, client: Client) -> None:
    assert client.post(FEED).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/calendar/centre/nowhere.ics",
        "/calendar/activity/nothing.ics",
        f"/calendar/session/{uuid.UUID(int=1)}.ics",
        "/calendar/centre/nowhere.fr.ics",
    ],
)
def test_unknown_calendar_is_404_in_plain_text(db: None, client: Client, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_language_that_is_not_ours_is_404(session: Session, client: Client) -> None:
    assert client.get("/calendar/centre/gateway.de.ics").status_code == 404


@pytest.mark.parametrize("address", [FEED, "/calendar/activity/cards.ics", "/calendar/session/{public_id}.ics"])
def test_known_tag_is_answered_with_304(
    session: Session, client: Client, django_assert_num_queries: Callable, address: str
) -> None:
    address = address.format(public_id=session.public_id)
    first = client.get(address)

    with django_assert_num_queries(2):
        again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Last-Modified", "Cache-Control"):
        assert again[name] == first[name]


def test_known_date_is_answered_with_304(session: Session, client: Client) -> None:
    first = client.get(FEED)

    assert client.get(FEED, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304


def test_deleted_date_reaches_programs_that_ask_by_date_the_next_day(session: Session, client: Client, time_machine):
    first = client.get(FEED)
    session.delete()
    time_machine.move_to(timezone.now() + timedelta(days=1))

    assert client.get(FEED, headers={"if-modified-since": first["Last-Modified"]}).status_code == 200


def test_old_tag_is_answered_with_the_new_file(session: Session, client: Client) -> None:
    first = client.get(FEED)
    Session.objects.update(state="cancelled", revision=1, modified_at=timezone.now())

    again = client.get(FEED, headers={"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]})

    assert again.status_code == 200
    assert b"STATUS:CANCELLED" in again.content


def test_tag_differs_by_language_and_address(session: Session, client: Client) -> None:
    addresses = (
        FEED,
        "/calendar/centre/gateway.en.ics",
        "/calendar/centre/gateway.fr.ics",
        "/calendar/activity/cards.ics",
    )

    assert len({client.get(address)["ETag"] for address in addresses}) == 4


def test_same_tag_means_the_same_bytes(session: Session, client: Client) -> None:
    first, again = client.get(FEED), client.get(FEED)

    assert (first["ETag"], first.content) == (again["ETag"], again.content)


def test_file_is_squeezed_when_asked_for_and_says_so(session: Session, client: Client) -> None:
    plain = client.get(FEED)
    squeezed = client.get(FEED, headers={"accept-encoding": "gzip"})

    assert squeezed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert gzip.decompress(squeezed.content) == plain.content
    assert squeezed["ETag"] == plain["ETag"].removesuffix('"') + '-gzip"'  # other bytes, and still a strong tag
    assert [answer["Vary"].split(", ").count("Accept-Encoding") for answer in (plain, squeezed)] == [1, 1]


@pytest.mark.parametrize("first", ["gzip", "identity"])
@pytest.mark.parametrize("then", ["gzip", "identity"])
@pytest.mark.parametrize("prefix", ["", "W/"])  # a proxy that squeezes by itself weakens the tag
def test_either_tag_is_known_however_the_file_is_asked_for(
    session: Session, client: Client, first: str, then: str, prefix: str
) -> None:
    tag = client.get(FEED, headers={"accept-encoding": first})["ETag"]

    again = client.get(FEED, headers={"accept-encoding": then, "if-none-match": f'"older", {prefix}{tag}'})

    assert (again.status_code, again["ETag"], again.content) == (304, tag, b"")


def test_squeezed_file_is_the_same_bytes_each_time(session: Session, client: Client, time_machine) -> None:
    first = client.get(FEED, headers={"accept-encoding": "gzip"})
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    cache.clear()

    assert client.get(FEED, headers={"accept-encoding": "gzip"}).content == first.content


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("deflate, gzip;q=1.0, *;q=0.5", True),
        ("", False),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("x-gzipped", False),
        ("identity", False),
    ],
)
def test_what_a_program_takes_is_read_right(accepted: str, expected: bool) -> None:
    assert answers.takes_gzip(accepted) is expected


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("address", [FEED, "/calendar/activity/cards.ics"])
def test_cold_file_takes_the_same_queries_for_any_number_of_dates(
    activity: Activity, client: Client, django_assert_num_queries: Callable, rows: int, address: str
) -> None:
    SessionFactory.create_batch(rows, activity=activity)
    for _number in range(rows):
        venue = VenueFactory(centre=activity.centre)
        SessionFactory(activity=ActivityFactory(centre=activity.centre, venue=venue))

    with django_assert_num_queries(5):
        response = client.get(address)

    assert response.status_code == 200


def test_second_subscriber_finds_the_file_ready(
    session: Session, client: Client, django_assert_num_queries: Callable
) -> None:
    client.get(FEED)

    with django_assert_num_queries(2):
        client.get(FEED)
