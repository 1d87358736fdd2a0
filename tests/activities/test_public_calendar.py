"""Agenda and month."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from activities.models import Activity, ActivityState, Session
from tests.factories.activities import ActivityFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-22T15:30:00-05:00")
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def at(day: date, hour: int, **fields: Any) -> Session:
    return SessionFactory(activity=ActivityFactory(start_time=time(hour), **fields), day=day)


def agenda(client: Client, url: str = "", **query: Any) -> Any:
    return client.get(url or reverse("activities:agenda"), query).context


def shown(context: Any) -> list[tuple[str, str]]:
    """Day and title of every line."""
    return [(day.iso, entry.title) for day in context["days"] for entry in day.entries]


def month(client: Client, year: int = 2026, number: int = 12, **query: Any) -> Any:
    return client.get(reverse("activities:month", args=[year, number]), query)


@pytest.mark.parametrize("number", [1, 3])
def test_agenda_asks_the_same_number_of_questions(client: Client, number: int, django_assert_num_queries: Any) -> None:
    for days in range(number):
        at(TODAY + timedelta(days=days + 1), 14)
    agenda(client)
    # What is over today, the lines, whether there is something earlier. The centres are remembered.
    with django_assert_num_queries(3):
        assert len(shown(agenda(client))) == number


def test_agenda_of_a_centre_offers_its_calendar_and_asks_no_more_for_it(
    client: Client, django_assert_num_queries: Any
) -> None:
    at(date(2026, 12, 1), 14, centre__slug="gateway")
    address = 'value="http://localhost:8000/calendar/centre/gateway.en.ics"'

    assert address not in client.get(reverse("activities:agenda")).content.decode()
    with django_assert_num_queries(3):
        html = client.get(reverse("activities:agenda"), {"centre": "gateway"}).content.decode()
    assert address in html


def test_agenda_begins_with_what_is_going_on(client: Client) -> None:
    at(TODAY - timedelta(days=1), 18, title_en="Yesterday")
    at(TODAY, 9, title_en="Over")
    at(TODAY, 15, title_en="Now")
    at(TODAY + timedelta(days=1), 9, title_en="Tomorrow")
    context = agenda(client)
    assert shown(context) == [("2026-11-22", "Now"), ("2026-11-23", "Tomorrow")]
    assert shown(agenda(client, context["earlier"])) == [
        ("2026-11-22", "Over"),
        ("2026-11-22", "Now"),
        ("2026-11-23", "Tomorrow"),
    ]


def test_agenda_pages_lose_and_repeat_nothing(client: Client) -> None:
    group = ActivityFactory()
    for days in range(20):
        SessionFactory(activity=group, day=TODAY + timedelta(days=days + 1))
    for hour in range(8, 20):
        for _ in range(4):
            at(date(2026, 12, 1), hour)
    wanted = list(
        Session.public().order_by("day", "starts_at", "activity_id").values_list("day", "activity__title_en")
    )
    context, seen, pages = agenda(client), [], 1
    seen += shown(context)
    while context["later"]:
        context = agenda(client, context["later"])
        seen += shown(context)
        pages += 1
    assert seen == [(day.isoformat(), title) for day, title in wanted]
    assert pages == 3
    while context["earlier"]:
        context = agenda(client, context["earlier"])
    assert shown(context)[0] == seen[0]


def test_agenda_from_a_day_and_of_a_centre(client: Client) -> None:
    wanted = at(date(2026, 12, 5), 9, title_en="Wanted")
    at(date(2026, 12, 5), 9, title_en="Elsewhere")
    SessionFactory(activity=wanted.activity, day=date(2026, 12, 4))
    context = agenda(client, since="2026-12-05", centre=wanted.centre.slug)
    assert shown(context) == [("2026-12-05", "Wanted")]
    assert context["help_centre"].phone == wanted.centre.phone


def test_agenda_leaves_out_what_is_not_public(client: Client) -> None:
    at(date(2026, 12, 1), 9, state=ActivityState.ENDED)
    at(date(2026, 12, 1), 9, centre__listed=False)
    assert shown(agenda(client)) == []


def test_agenda_shows_place_seats_and_cancelled_dates(client: Client) -> None:
    group = ActivityFactory(venue__name_en="Legion Hall", centre__name_en="Gateway")
    SessionFactory(activity=group, day=date(2026, 12, 1), seats_taken=9)
    SessionFactory(activity=group, day=date(2026, 12, 2), cancelled=True)
    first, second = (day.entries[0] for day in agenda(client)["days"])
    assert (first.where, first.note, first.is_cancelled) == (
        "Legion Hall, Maple Falls, Gateway",
        "1 place left",
        False,
    )
    assert (second.note, second.is_cancelled) == ("Cancelled", True)


def test_agenda_and_month_keep_a_sensitive_place_to_themselves(client: Client) -> None:
    at(date(2026, 12, 1), 9, sensitive=True, venue__name_en="Legion Hall", venue__town="Hidden Creek")
    for page in (client.get(reverse("activities:agenda")), month(client)):
        assert "Legion Hall" not in page.content.decode()
        assert "Hidden Creek" not in page.content.decode()


def test_agenda_shows_local_times(client: Client) -> None:
    at(date(2026, 12, 1), 20, centre__timezone="America/Winnipeg")
    (day,) = agenda(client)["days"]
    assert (day.iso, day.entries[0].hours) == ("2026-12-01", "8\u00a0pm to 9:30\u00a0pm")


def test_agenda_of_a_far_day_leads_back_to_this_month(client: Client) -> None:
    assert agenda(client, since="9999-12-31")["month_url"] == reverse("activities:month", args=[2026, 11])


def test_agenda_ignores_a_day_that_is_none(client: Client) -> None:
    assert agenda(client, since="2026-02-31", skip="-4", centre="x")["is_now"]


@pytest.mark.parametrize("number", [1, 3])
def test_month_asks_the_same_number_of_questions(client: Client, number: int, django_assert_num_queries: Any) -> None:
    for days in range(number):
        at(date(2026, 12, 1 + days), 14)
    month(client)
    # The counts, the first few of each day, their lines. The centres are remembered.
    with django_assert_num_queries(3):
        page = month(client)
    assert page.content.decode().count('class="pl-month__time"') == number


def test_month_shows_three_a_day_and_counts_the_rest(client: Client) -> None:
    for hour in (18, 9, 13, 11, 15):
        at(date(2026, 12, 1), hour, title_en=f"At {hour}")
    at(date(2026, 12, 2), 9)
    at(date(2027, 1, 1), 9)
    page = month(client).content.decode()
    assert re.findall(r"At \d+", page) == ["At 9", "At 11", "At 13"]
    assert page.count("2 more") == 1
    assert f'href="{reverse("activities:agenda")}?since=2026-12-01"' in page
    assert "January 1" not in page


def test_month_is_a_table_with_full_day_names(client: Client) -> None:
    at(date(2026, 12, 1), 9)
    page = month(client).content.decode()
    assert re.findall(r'<th scope="col" role="columnheader">(\w+)</th>', page)[0] == "Sunday"
    assert '<span class="pl-month__name">Tuesday, December 1</span>' in page
    assert page.count("<time") == 31


def test_month_marks_today_and_cancelled_dates(client: Client) -> None:
    group = ActivityFactory()
    SessionFactory(activity=group, day=TODAY, cancelled=True)
    page = month(client, 2026, 11).content.decode()
    assert page.count('aria-current="date"') == 1
    assert '<span class="pl-month__word">Cancelled</span>' in page


def test_month_of_a_centre_keeps_the_centre_in_every_link(client: Client) -> None:
    group = ActivityFactory()
    for hour in (9, 10, 11, 12):
        at(date(2026, 12, 1), hour, centre=group.centre, venue=None)
    at(date(2026, 12, 1), 8, title_en="Elsewhere")
    page = month(client, centre=group.centre.slug)
    text = page.content.decode()
    assert "Elsewhere" not in text
    assert page.context["previous"]["url"].endswith(f"/2026/11/?centre={group.centre.slug}")
    assert page.context["following"]["url"].endswith(f"/2027/1/?centre={group.centre.slug}")
    assert f"?centre={group.centre.slug}&amp;since=2026-12-01" in text


def test_this_month_is_the_current_one(client: Client) -> None:
    page = client.get(reverse("activities:this_month"))
    assert page.context["name"] == "November 2026"


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 13), (0, 1), (99999, 1), (2029, 1), (2024, 10)])
def test_month_that_is_none_or_far_away_is_not_found(client: Client, year: int, number: int) -> None:
    assert month(client, year, number).status_code == 404


def test_month_at_the_edge_has_no_way_further(client: Client) -> None:
    assert month(client, 2028, 11).context["following"] is None
    assert month(client, 2024, 11).context["previous"] is None


def test_month_in_french_names_days_and_months(client: Client) -> None:
    at(date(2026, 12, 1), 14, title_fr="Soirée de cartes")
    with translation.override("fr"):
        page = month(client).content.decode()
    assert "Décembre 2026</h1>" in page
    assert '<span class="pl-month__name">Mardi 1er décembre</span>' in page
    assert '<span class="pl-month__time">14\u00a0h</span> <span>Soirée de cartes</span>' in page


def test_month_tells_the_language_of_a_title_that_is_not_translated(client: Client) -> None:
    activity: Activity = ActivityFactory(title_en="", title_fr="Pêche")
    SessionFactory(activity=activity, day=date(2026, 12, 1))
    assert '<span lang="fr">Pêche</span>' in month(client).content.decode()


@pytest.mark.parametrize("name", ["activities:agenda", "activities:this_month"])
def test_calendar_pages_may_be_kept_for_a_visitor_and_set_no_cookie(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
