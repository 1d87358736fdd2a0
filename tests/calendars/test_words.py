"""What the files say, in both languages, and what they keep to themselves."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from activities.models import Activity, ActivityState, Session
from centres.models import Centre
from tests.factories.activities import SessionFactory

Fetch = Callable[[str], list[icalendar.Event]]
DAY = date(2026, 11, 10)


def page(language: str, site: str = "http://localhost:8000") -> str:
    with translation.override(language):
        return site + reverse("activities:detail", args=["cards"])


@pytest.fixture
def session(activity: Activity) -> Session:
    return SessionFactory(activity=activity, day=DAY)


def test_entry_says_what_where_and_whom_to_call(session: Session, events: Fetch) -> None:
    [event] = events("/calendar/centre/gateway.ics")

    assert event["uid"] == f"session-{session.public_id}@localhost"
    assert event["summary"] == "Cards, tea and talk"
    assert event["location"] == "Big room, 12 Mill Street, Tweed, ON K0K 3J0"
    assert event["geo"].to_ical() == "44.47512;-77.31045"
    assert event["url"] == page("en")
    assert event["categories"].to_ical() == b"Cards and games"
    assert event["class"] == "PUBLIC"
    assert event["status"] == "CONFIRMED"
    assert event["organizer"] == "mailto:hello@gateway.example"
    assert event["organizer"].params["CN"] == "Gateway Centre"
    assert event["description"].split("\n\n") == [
        "An easy afternoon of cards, tea and talk.",
        "Sign up for each date",
        "Questions? Call Gateway Centre: 613-555-0142.",
        page("en"),
    ]


def test_entry_is_the_same_one_in_every_file(session: Session, events: Fetch) -> None:
    addresses = (
        "/calendar/centre/gateway.ics",
        "/calendar/centre/gateway.fr.ics",
        "/calendar/activity/cards.ics",
        f"/calendar/session/{session.public_id}.ics",
    )

    assert {events(address)[0]["uid"] for address in addresses} == {f"session-{session.public_id}@localhost"}


def test_uid_and_addresses_come_from_the_settings(session: Session, events: Fetch, settings) -> None:
    settings.PUBLIC_BASE_URL = "https://porchlight.example"

    [event] = events("/calendar/centre/gateway.ics")

    assert event["uid"] == f"session-{session.public_id}@porchlight.example"
    assert event["url"] == page("en", "https://porchlight.example")


def test_dates_of_change_come_from_the_rows_and_never_from_the_clock(session: Session, events: Fetch) -> None:
    changed = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    Session.objects.update(modified_at=changed, revision=4)

    [event] = events("/calendar/centre/gateway.ics")

    assert (event.decoded("dtstamp"), event.decoded("last-modified"), event["sequence"]) == (changed, changed, 4)


def test_new_words_of_the_activity_change_its_entries(session: Session, events: Fetch) -> None:
    changed = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    Activity.objects.update(modified_at=changed)

    [event] = events("/calendar/centre/gateway.ics")

    assert event.decoded("dtstamp") == changed


def test_no_organizer_without_an_address_of_the_centre(session: Session, events: Fetch) -> None:
    Centre.objects.update(email="")

    [event] = events("/calendar/centre/gateway.ics")

    assert "organizer" not in event


def test_own_date_takes_time_and_a_feed_does_not(session: Session, events: Fetch) -> None:
    assert events(f"/calendar/session/{session.public_id}.ics")[0]["transp"] == "OPAQUE"
    assert events("/calendar/centre/gateway.ics")[0]["transp"] == "TRANSPARENT"


def test_cancelled_date_says_so_twice(session: Session, events: Fetch) -> None:
    Session.objects.update(state="cancelled")

    [event] = events("/calendar/centre/gateway.ics")

    assert (event["status"], event["summary"]) == ("CANCELLED", "CANCELLED: Cards, tea and talk")
    assert event["description"].startswith("This date is cancelled.\n\n")


def test_french_file_speaks_french(session: Session, events: Fetch) -> None:
    [event] = events("/calendar/centre/gateway.fr.ics")

    assert event["summary"] == "Cartes, thé et jasette"
    assert event["summary"].params["LANGUAGE"] == "fr"
    assert event["location"].startswith("Grande salle, ")
    assert event["organizer"].params["CN"] == "Centre Gateway"
    assert event["url"] == page("fr")


def test_title_in_the_other_language_is_marked_as_such(session: Session, events: Fetch) -> None:
    Activity.objects.update(title_fr="")

    [event] = events("/calendar/centre/gateway.fr.ics")

    assert (event["summary"], event["summary"].params["LANGUAGE"]) == ("Cards, tea and talk", "en")


def test_bare_address_speaks_the_language_of_the_centre(session: Session, events: Fetch) -> None:
    Centre.objects.update(language="fr")

    assert events("/calendar/centre/gateway.ics")[0]["summary"] == "Cartes, thé et jasette"
    assert events("/calendar/centre/gateway.en.ics")[0]["summary"] == "Cards, tea and talk"


def test_language_of_the_browser_changes_nothing(session: Session, client: Client) -> None:
    asked = [
        client.get("/calendar/centre/gateway.ics", headers={"accept-language": it}).content for it in ("en", "fr")
    ]

    assert asked[0] == asked[1]


@pytest.mark.parametrize("kind", ["centre/gateway", "activity/cards", "session/{public_id}"])
@pytest.mark.parametrize("language", ["", ".en", ".fr"])
def test_sensitive_group_gives_nobody_away(session: Session, client: Client, kind: str, language: str) -> None:
    Activity.objects.update(
        sensitive=True,
        slug="cards",
        title_en="Learning to live again",
        title_fr="Réapprendre à vivre",
        kind="grief",
    )
    address = f"/calendar/{kind.format(public_id=session.public_id)}{language}.ics"

    response = client.get(address)

    calendar = Calendar.from_ical(response.content)
    [event] = calendar.events
    centre = "Centre Gateway" if language == ".fr" else "Gateway Centre"
    assert event["class"] == "PRIVATE"
    assert {"LOCATION", "GEO", "URL", "CATEGORIES"}.isdisjoint(event.keys())
    shown = response.content.decode().replace("\r\n ", "")
    assert centre in event["summary"]
    told = ("cards", "cartes", "Learning", "vivre", "Grief", "Big room", "Grande salle", "Mill Street")
    assert [word for word in told if word in shown] == []
    assert "cards" not in response["Content-Disposition"]


def test_sensitive_title_in_english(session: Session, events: Fetch) -> None:
    Activity.objects.update(sensitive=True)

    [event] = events("/calendar/activity/cards.ics")

    assert event["summary"] == "Group at Gateway Centre"
    assert event["description"] == "Questions? Call Gateway Centre: 613-555-0142."


def test_ended_group_has_no_page_to_point_at(session: Session, events: Fetch) -> None:
    Session.objects.update(state="cancelled")
    Activity.objects.update(state=ActivityState.ENDED)

    [event] = events("/calendar/activity/cards.ics")

    assert "url" not in event


def test_calendar_tells_its_name_address_and_zone(session: Session, client: Client) -> None:
    calendar = Calendar.from_ical(client.get("/calendar/activity/cards.ics").content)

    assert calendar["name"].to_ical() == b"Cards\\, tea and talk"
    assert calendar["x-wr-calname"].to_ical() == b"Cards\\, tea and talk"
    assert calendar["source"] == "http://localhost:8000/calendar/activity/cards.ics"
    assert calendar["url"] == page("en")
    assert calendar["x-wr-timezone"] == "America/Toronto"
    assert calendar.decoded("last-modified") == max(session.modified_at, session.activity.modified_at)
    assert calendar["refresh-interval"].dt == timedelta(hours=1)


def test_calendar_of_a_centre_points_at_its_agenda(session: Session, client: Client) -> None:
    calendar = Calendar.from_ical(client.get("/calendar/centre/gateway.ics").content)

    assert calendar["url"] == f"http://localhost:8000{reverse('activities:agenda')}?centre=gateway"


def test_what_is_different_this_time_is_said_first_and_never_of_a_sensitive_group(
    session: Session, events: Fetch
) -> None:
    changed = {"note_en": "Bring a mug", "note_fr": "Apportez une tasse", "revision": 1}
    Session.objects.filter(pk=session.pk).update(**changed)
    said = [events(f"/calendar/centre/gateway.{language}.ics")[0]["description"] for language in ("en", "fr")]
    assert [words.split("\n")[0] for words in said] == ["Bring a mug", "Apportez une tasse"]

    Activity.objects.filter(pk=session.activity_id).update(sensitive=True, modified_at=session.modified_at)
    assert "mug" not in events("/calendar/centre/gateway.ics")[0]["description"]
