"""Files of a kind, of a language, and of a town."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from activities.models import Activity, ActivityState
from centres.models import Centre
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory, VenueFactory

Fetch = Callable[[str], list[icalendar.Event]]
DAY = date(2026, 11, 10)


def held(title: str, centre: Centre, **fields: Any) -> Activity:
    """A group with one date."""
    activity = ActivityFactory(centre=centre, title_en=title, **fields)
    SessionFactory(activity=activity, day=DAY)
    return activity


def titles(events: list[icalendar.Event]) -> list[str]:
    return sorted(str(event["summary"]) for event in events)


@pytest.fixture
def elsewhere(db: None) -> Centre:
    return CentreFactory(slug="north", town="Thunder Bay", timezone="America/Winnipeg", language="fr")


@pytest.fixture
def _groups(centre: Centre, elsewhere: Centre) -> None:
    """At two centres, of two kinds, in two languages."""
    held("Cards", centre, kind="games", languages=["en", "fr"])
    held("Yoga", centre, kind="movement", languages=["en"])
    held("Chess", elsewhere, kind="games", languages=["fcs", "fr"])
    held("Grief", centre, kind="grief", languages=["fr"], sensitive=True)


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("kind/games", ["Cards", "Chess"]),
        ("centre/gateway/kind/games", ["Cards"]),
        ("centre/north/kind/movement", []),
        ("spoken/fr", ["Cards", "Chess"]),
        ("spoken/fcs", ["Chess"]),
        ("centre/gateway/spoken/en", ["Cards", "Yoga"]),
        ("centre/gateway/spoken/so", []),
    ],
)
def test_file_holds_what_its_address_says(events: Fetch, address: str, expected: list[str]) -> None:
    assert titles(events(f"/calendar/{address}.en.ics")) == expected


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize("address", ["kind/grief", "centre/gateway/kind/grief", "spoken/fr", "town/tweed"])
def test_narrowed_file_has_no_sensitive_group_also_not_by_its_discreet_title(events: Fetch, address: str) -> None:
    found = titles(events(f"/calendar/{address}.en.ics"))

    assert [title for title in found if "Group at" in title or "Grief" in title] == []


def test_town_is_where_it_takes_place_and_else_the_centre_s(centre: Centre, elsewhere: Centre, events: Fetch) -> None:
    held("In town", centre)  # at a venue of its own
    Activity.objects.get(title_en="In town").sessions.update(venue=VenueFactory(centre=centre, town="Marmora"))
    Activity.objects.update(venue=VenueFactory(centre=centre, name_en="Hut", town="Marmora"))
    held("Visits", centre, venue=None)
    held("North", elsewhere, venue=None)

    assert titles(events("/calendar/town/marmora.ics")) == ["In town"]
    assert titles(events("/calendar/town/tweed.ics")) == ["Visits"]
    assert titles(events("/calendar/town/thunder-bay.ics")) == ["North"]


def test_town_is_one_however_it_is_written(db: None, events: Fetch) -> None:
    held("One", CentreFactory(town="Témiscamingue"), venue=None)
    held("Two", CentreFactory(town="Temiscamingue"), venue=None)

    assert titles(events("/calendar/town/temiscamingue.ics")) == ["One", "Two"]


def test_town_of_a_sensitive_group_s_place_is_unknown(centre: Centre, client: Client) -> None:
    held("Grief", centre, sensitive=True, venue=VenueFactory(centre=centre, town="Hidden Creek"))

    assert client.get("/calendar/town/hidden-creek.ics").status_code == 404
    assert "Hidden Creek" not in client.get(reverse("activities:agenda")).content.decode()


def test_town_keeps_its_file_when_its_groups_have_ended(centre: Centre, client: Client) -> None:
    activity = held("Old", centre, venue=VenueFactory(centre=centre, town="Marmora"))
    Activity.objects.filter(pk=activity.pk).update(state=ActivityState.ENDED)

    assert client.get("/calendar/town/marmora.ics").status_code == 200


@pytest.mark.parametrize(
    "address", ["kind/nonsense", "spoken/xx", "town/atlantis", "centre/nowhere/kind/games", "centre/gateway/kind/no"]
)
def test_file_of_nothing_is_404(centre: Centre, client: Client, address: str) -> None:
    assert client.get(f"/calendar/{address}.ics").status_code == 404


@pytest.mark.usefixtures("_groups")
def test_entries_of_several_centres_are_in_their_own_zones(client: Client) -> None:
    calendar = Calendar.from_ical(client.get("/calendar/kind/games.ics").content)

    assert [zone["tzid"] for zone in calendar.timezones] == ["America/Toronto", "America/Winnipeg"]
    assert {str(event["summary"]): event["dtstart"].params["TZID"] for event in calendar.events} == {
        "Cards": "America/Toronto",
        "Chess": "America/Winnipeg",
    }
    assert {event.start.strftime("%H:%M") for event in calendar.events} == {"14:00"}


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize(
    ("address", "language", "name"),
    [
        ("kind/games", "en", "Cards and games"),
        ("kind/games.fr", "fr", "Cartes et jeux"),
        ("centre/north/kind/games", "fr", "Cartes et jeux"),
        ("spoken/fr", "fr", "Français"),
        ("spoken/fcs", "en", "Langue des signes québécoise"),
        ("town/tweed", "en", "Tweed"),
    ],
)
def test_file_speaks_its_language_and_says_what_it_is(client: Client, address: str, language: str, name: str) -> None:
    response = client.get(f"/calendar/{address}.ics")

    assert response["Content-Language"] == language
    calendar = Calendar.from_ical(response.content)
    assert str(calendar["x-wr-calname"]).startswith(name)


@pytest.mark.usefixtures("_groups")
def test_file_points_at_the_agenda_that_shows_the_same(client: Client) -> None:
    calendar = Calendar.from_ical(client.get("/calendar/centre/gateway/spoken/fr.en.ics").content)

    page = calendar["url"].removeprefix("http://localhost:8000")
    assert page == f"{reverse('activities:agenda')}?centre=gateway&language=fr"
    shown = client.get(page).context["days"]
    assert sorted(entry.title for day in shown for entry in day.entries) == ["Cards", "Grief"]


def test_file_of_many_centres_reaches_eight_weeks_ahead(centre: Centre, events: Fetch) -> None:
    activity = ActivityFactory(centre=centre, kind="games")
    today = datetime(2026, 11, 3, tzinfo=UTC).date()
    for days in (-33, -32, 56, 57):
        SessionFactory(activity=activity, day=today + timedelta(days=days))

    found = sorted(event.start.date() for event in events("/calendar/kind/games.ics"))
    assert found == [today - timedelta(days=32), today + timedelta(days=56)]
    assert len(events("/calendar/centre/gateway/kind/games.ics")) == 4


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "cold"),
    [("kind/games", 4), ("spoken/en", 4), ("centre/gateway/kind/games", 5), ("town/tweed", 5)],
)
def test_narrowed_file_takes_the_same_queries_for_any_number_of_dates(
    centre: Centre, client: Client, django_assert_num_queries: Callable, address: str, cold: int, rows: int
) -> None:
    for number in range(rows):
        held(f"Cards {number}", centre, kind="games", venue=VenueFactory(centre=centre, town="Tweed"))

    with django_assert_num_queries(cold):
        tag = client.get(f"/calendar/{address}.ics")["ETag"]
    with django_assert_num_queries(2 if "centre" in address else 1):  # towns are remembered for a minute
        assert client.get(f"/calendar/{address}.ics", headers={"if-none-match": tag}).status_code == 304
