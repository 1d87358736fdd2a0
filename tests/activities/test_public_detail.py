"""The page of one activity: what it shows, what it keeps to itself, and its data for search engines."""

import json
import re
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from activities.choices import JoinMode
from activities.models import Activity, ActivityState
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import VenueFactory
from tests.factories.champions import ChampionFactory

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-22T12:00:00-05:00")


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def body(client: Client, activity: Activity) -> str:
    response = client.get(reverse("activities:detail", args=[activity.slug]))
    assert response.status_code == 200
    return response.content.decode()


def structured(page: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1]) if found else []


@pytest.mark.parametrize("number", [1, 3])
def test_detail_asks_the_same_number_of_questions(client: Client, number: int, django_assert_num_queries: Any) -> None:
    activity = ActivityFactory()
    activity.leaders.set([ChampionFactory(centre=activity.centre) for _ in range(number)])
    for weeks in range(number):
        SessionFactory(activity=activity, day=date(2026, 12, 1) + timedelta(weeks=weeks))
    body(client, activity)
    # The activity with centre and place, its next dates, its leaders; its changes, its pauses, what is left out.
    with django_assert_num_queries(6):
        body(client, activity)


def test_detail_shows_the_next_six_dates(client: Client) -> None:
    activity = ActivityFactory(start_time=time(13, 30))
    for weeks in range(-2, 8):
        SessionFactory(activity=activity, day=date(2026, 12, 1) + timedelta(weeks=weeks))
    page = client.get(reverse("activities:detail", args=[activity.slug]))
    assert [shown.iso[:10] for shown in page.context["dates"]] == [
        "2026-11-24",
        "2026-12-01",
        "2026-12-08",
        "2026-12-15",
        "2026-12-22",
        "2026-12-29",
    ]
    second = page.context["dates"][1]
    assert (second.day, second.hours) == ("Tuesday, December 1", "1:30\u00a0pm to 3\u00a0pm")


def test_detail_offers_sign_up_for_open_dates_only(client: Client) -> None:
    activity = ActivityFactory()
    free = SessionFactory(activity=activity, day=date(2026, 12, 1), seats_taken=4)
    off = SessionFactory(activity=activity, day=date(2026, 12, 8), cancelled=True)
    page = body(client, activity)
    assert page.count('class="govuk-tag govuk-tag--red">Cancelled<') == 1
    assert "6 places left" in page
    assert reverse("signup:start", args=[free.public_id]) in page
    assert reverse("signup:start", args=[off.public_id]) not in page


def test_detail_of_a_full_date_offers_the_waiting_list(client: Client) -> None:
    session = SessionFactory(day=date(2026, 12, 1), seats_taken=10)
    page = body(client, session.activity)
    assert "Full: you can join the waiting list" in page
    assert "Join the waiting list<" in page
    assert reverse("signup:start", args=[session.public_id]) in page


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (JoinMode.DROP_IN, ["Just come.", "I am thinking of coming"]),
        (JoinMode.STANDING, ["Sign up once for every date, or for one date to try it.", "10 places left"]),
        (JoinMode.COURSE, ["one sign-up for all the dates", "until Tuesday, December 1.", "Sign up for the course"]),
        (JoinMode.INVITATION, ["By invitation or prescription.", "I have been invited"]),
    ],
)
def test_detail_says_how_to_join_in_each_way(client: Client, mode: str, words: list[str]) -> None:
    session = SessionFactory(activity__join_mode=mode, day=date(2026, 12, 1))
    page = " ".join(body(client, session.activity).split())
    assert [text for text in words if text not in page] == []
    assert page.count(reverse("signup:start", args=[session.public_id])) == 1


def test_detail_of_a_course_shows_all_its_dates_and_one_button(client: Client) -> None:
    course = ActivityFactory(join_mode=JoinMode.COURSE, joinable_dates=3)
    for weeks in range(8):
        SessionFactory(activity=course, day=date(2026, 12, 1) + timedelta(weeks=weeks), seats_taken=weeks)
    page = " ".join(body(client, course).split())
    assert page.count('<li class="pl-row pl-row--date"') == 8
    assert page.count("Sign up for the course") == 1
    assert "New people can join until Tuesday, December 15. 3 places left" in page


def test_detail_of_a_course_that_has_begun_takes_nobody_else_in(client: Client) -> None:
    course = ActivityFactory(join_mode=JoinMode.COURSE, joinable_dates=1)
    for day in (date(2026, 11, 17), date(2026, 11, 24)):
        SessionFactory(activity=course, day=day)
    page = body(client, course)
    assert "It takes nobody else in just now." in page
    assert "signup" not in page
    assert "Sign up for the course" not in page
    assert [one["offers"]["availability"] for one in structured(page)] == ["https://schema.org/SoldOut"]


def test_detail_shows_place_access_languages_and_first_names(client: Client) -> None:
    activity = ActivityFactory(languages=["en", "fr"], venue__name_en="Legion Hall", venue__step_free=True)
    activity.leaders.set([ChampionFactory(person__name="Penny Lane"), ChampionFactory(person__name="Bo Ek")])
    page = body(client, activity)
    assert "Legion Hall" in page
    assert "12 Mill Street, Maple Falls, ON K0H 2B0" in page
    assert "No steps on the way in" in page
    assert "Hearing loop: not checked yet, please ask" in page
    assert "English, French" in page
    assert "Bo and Penny" in page
    assert "Lane" not in page


def test_detail_of_a_date_in_another_place_says_so(client: Client) -> None:
    activity = ActivityFactory()
    SessionFactory(
        activity=activity, day=date(2026, 12, 1), venue=VenueFactory(centre=activity.centre, name_en="Barn")
    )
    assert "This time at Barn, 12 Mill Street" in body(client, activity)


def test_detail_shows_the_centre_phone(client: Client) -> None:
    page = body(client, ActivityFactory(centre__phone="+16135550142"))
    assert 'href="tel:+16135550142"' in page


def test_detail_of_text_in_the_other_language_says_so(client: Client) -> None:
    activity = ActivityFactory(summary_en="", summary_fr="Une jasette.", audience_en="", audience_fr="Tout le monde")
    page = body(client, activity)
    assert "in French only so far" in page
    assert 'lang="fr"><p>Une jasette.</p>' in page
    assert '<p lang="fr">Tout le monde</p>' in page


def test_detail_in_french_shows_the_french_text(client: Client) -> None:
    activity = ActivityFactory(title_fr="Soirée de cartes", centre__name_fr="Centre du Lac")
    with translation.override("fr"):
        page = body(client, activity)
    assert '<html lang="fr"' in page
    assert "<h1>Soirée de cartes</h1>" in page
    assert "Centre du Lac" in page
    assert "Un après-midi tout simple" in page


def test_date_leads_to_its_place_on_the_page_of_its_group(client: Client, django_assert_num_queries: Any) -> None:
    session = SessionFactory(activity__slug="card-night", day=date(2026, 12, 1))
    with django_assert_num_queries(1):
        response = client.get(reverse("activities:session", args=[session.public_id]))
    assert response["Location"] == "/en/activities/card-night/#date-2026-12-01"
    assert 'id="date-2026-12-01"' in body(client, session.activity)


def test_date_of_what_is_not_public_is_not_found(client: Client) -> None:
    session = SessionFactory(activity__state=ActivityState.ENDED)
    assert client.get(reverse("activities:session", args=[session.public_id])).status_code == 404


@pytest.mark.parametrize("fields", [{"state": ActivityState.ENDED}, {"centre__listed": False}])
def test_detail_of_what_is_not_public_is_not_found(client: Client, fields: dict[str, Any]) -> None:
    activity = ActivityFactory(**fields)
    assert client.get(reverse("activities:detail", args=[activity.slug])).status_code == 404


def test_detail_of_a_sensitive_group_gives_nobody_away(client: Client) -> None:
    activity = ActivityFactory(sensitive=True, venue__name_en="Legion Hall", venue__town="Hidden Creek")
    activity.leaders.set([ChampionFactory(person__name="Penny Lane")])
    other = VenueFactory(centre=activity.centre, name_en="Barn", street="9 Side Road")
    SessionFactory(activity=activity, day=date(2026, 12, 1), venue=other)
    response = client.get(reverse("activities:detail", args=[activity.slug]))
    page = response.content.decode()
    for secret in ("Legion Hall", "Hidden Creek", "Mill Street", "Barn", "Side Road", "Penny", "ld+json"):
        assert secret not in page
    assert f"<title>Group at {activity.centre.name} – Porchlight</title>" in " ".join(page.split()).replace("> ", ">")
    assert "You will hear the place when you have signed up." in page
    assert '<meta name="robots" content="noindex">' in page
    assert response["X-Robots-Tag"] == "noindex"


def test_detail_of_an_open_group_may_be_found(client: Client) -> None:
    response = client.get(reverse("activities:detail", args=[ActivityFactory().slug]))
    assert "noindex" not in response.content.decode()
    assert "X-Robots-Tag" not in response


def test_structured_data_describes_each_date(client: Client, settings: Any) -> None:
    settings.PUBLIC_BASE_URL = "https://porchlight.example"
    activity = ActivityFactory(
        title_en="Card night",
        slug="card-night",
        languages=["en", "ase"],
        centre__name_en="Gateway",
        centre__phone="+16135550142",
        venue__name_en="Legion Hall",
    )
    SessionFactory(activity=activity, day=date(2026, 12, 1), seats_taken=4)
    SessionFactory(activity=activity, day=date(2027, 6, 1), cancelled=True)
    url = "https://porchlight.example/en/activities/card-night/"
    first, second = structured(body(client, activity))
    assert first == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Card night",
        "description": "An easy afternoon of cards, tea and talk.",
        "url": url,
        "startDate": "2026-12-01T14:00:00-05:00",
        "endDate": "2026-12-01T15:30:00-05:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "inLanguage": ["en", "ase"],
        "audience": {"@type": "Audience", "audienceType": "Everyone"},
        "maximumAttendeeCapacity": 10,
        "remainingAttendeeCapacity": 6,
        "organizer": {
            "@type": "Organization",
            "name": "Gateway",
            "telephone": "+16135550142",
            "url": "https://porchlight.example",
        },
        "location": {
            "@type": "Place",
            "name": "Legion Hall",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "12 Mill Street",
                "addressLocality": "Maple Falls",
                "addressRegion": "ON",
                "postalCode": "K0H 2B0",
                "addressCountry": "CA",
            },
        },
        "offers": {
            "@type": "Offer",
            "price": "0",
            "priceCurrency": "CAD",
            "availability": "https://schema.org/InStock",
            "url": url,
        },
        "superEvent": {"@type": "EventSeries", "name": "Card night", "url": url},
    }
    assert second["startDate"] == "2027-06-01T14:00:00-04:00"
    assert second["eventStatus"] == "https://schema.org/EventCancelled"
    assert "offers" not in second


def test_structured_data_of_a_full_date_is_sold_out(client: Client) -> None:
    session = SessionFactory(day=date(2026, 12, 1), seats_taken=10)
    (event,) = structured(body(client, session.activity))
    assert event["offers"]["availability"] == "https://schema.org/SoldOut"
    assert event["remainingAttendeeCapacity"] == 0


def test_structured_data_cannot_end_its_element(client: Client) -> None:
    title = "</script><script>alert(1)</script><!-- & more"
    session = SessionFactory(activity__title_en=title, day=date(2026, 12, 1))
    page = body(client, session.activity)
    assert "<script>alert" not in page
    assert structured(page)[0]["name"] == title


def test_detail_without_dates_or_place_says_to_call(client: Client) -> None:
    activity = ActivityFactory(venue=None, centre__name_en="Gateway")
    page = body(client, activity)
    assert "No date is planned just now. Call Gateway" in page
    assert "Call Gateway to hear where the group meets." in page
    assert structured(page) == []


def test_detail_shows_the_centre_time_wherever_the_reader_is(client: Client) -> None:
    session = SessionFactory(activity__centre__timezone="America/Winnipeg", day=date(2026, 12, 1))
    with timezone.override("Europe/Paris"):
        page = body(client, session.activity)
    assert "2\u00a0pm to 3:30\u00a0pm" in page
    assert structured(page)[0]["startDate"] == "2026-12-01T14:00:00-06:00"
