"""The list of activities: filters, search, cards, and what it costs."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from activities import search, selectors
from activities.choices import JoinMode, Kind
from activities.models import Activity, ActivityState
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory, VenueFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 12, 1)


def make(**fields: Any) -> Activity:
    """A published group, filled for search as publishing does."""
    activity = ActivityFactory(**fields)
    search.fill(activity)
    activity.save()
    return activity


def titles(client: Client, **query: Any) -> list[str]:
    page = client.get(reverse("activities:list"), query)
    return [card.title for card in page.context["cards"]]


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_number_of_questions(client: Client, number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        SessionFactory(activity=make())
    client.get(reverse("activities:list"))
    # How many there are, this page of them, and the next date of each. The centres are remembered.
    with django_assert_num_queries(3):
        page = client.get(reverse("activities:list"))
    assert len(page.context["cards"]) == number


def test_list_shows_twenty_a_page(client: Client) -> None:
    for number in range(21):
        make(title_en=f"Group {number:02}")
    assert len(titles(client)) == 20
    assert titles(client, page="2") == ["Group 20"]


def test_list_keeps_the_filters_from_page_to_page(client: Client) -> None:
    for number in range(21):
        make(title_en=f"Group {number:02}", kind=Kind.MUSIC)
    page = client.get(reverse("activities:list"), {"kind": "music"}).content.decode()
    assert 'href="?kind=music&amp;page=2"' in page


def test_list_is_sorted_in_the_reader_language(client: Client) -> None:
    make(title_en="Élan", title_fr="Zèle")
    make(title_en="Fishing", title_fr="Amorce")
    make(title_en="dance", title_fr="")
    assert titles(client) == ["dance", "Élan", "Fishing"]
    with translation.override("fr"):
        assert titles(client) == ["Amorce", "dance", "Zèle"]


def test_list_leaves_out_what_is_not_public(client: Client) -> None:
    make(state=ActivityState.ENDED)
    make(centre=CentreFactory(listed=False))
    assert titles(client) == []


@pytest.mark.parametrize("query", ["elan", "ÉLAN", "matin elan", "crochet", "CROCHET maple"])
def test_search_finds_both_languages_without_accents(client: Client, query: str) -> None:
    make(title_en="Crochet social", title_fr="Élan du matin")
    make(title_en="Fishing", title_fr="Pêche", venue=None, centre__town="Elsewhere")
    assert titles(client, q=query) == ["Crochet social"]


def test_search_needs_every_word(client: Client) -> None:
    make(title_en="Crochet social")
    assert titles(client, q="crochet fishing") == []


def test_search_takes_a_percent_sign_as_itself(client: Client) -> None:
    make(title_en="Crochet social")
    assert titles(client, q="%") == []


def test_filter_by_centre(client: Client) -> None:
    wanted = make()
    make()
    assert titles(client, centre=wanted.centre.slug) == [wanted.title]


def test_filter_by_kind_and_language(client: Client) -> None:
    wanted = make(kind=Kind.MUSIC, languages=["en", "fr"])
    make(kind=Kind.MUSIC, languages=["en"])
    make(kind=Kind.FOOD, languages=["fr"])
    assert titles(client, kind="music", language="fr") == [wanted.title]


def test_filter_by_weekday(client: Client) -> None:
    wanted = make(start_date=TUESDAY)
    make(start_date=TUESDAY + timedelta(days=1))
    assert titles(client, day="2") == [wanted.title]


def test_filter_by_access_tells_nothing_of_a_hidden_place(client: Client) -> None:
    ActivityFactory(sensitive=True, title_en="Grief circle", venue__step_free=True)

    assert "Grief circle" not in client.get(reverse("activities:list"), {"access": "step_free"}).content.decode()


def test_filter_by_access_wants_every_fact_known(client: Client) -> None:
    centre = CentreFactory()
    both = make(centre=centre, venue=VenueFactory(centre=centre, step_free=True, hearing_loop=True))
    make(centre=centre, venue=VenueFactory(centre=centre, step_free=True))
    make(centre=centre, venue=VenueFactory(centre=centre, step_free=True, hearing_loop=False))
    assert titles(client, access=["step_free", "hearing_loop"]) == [both.title]


def test_filter_no_sign_up_needed(client: Client) -> None:
    wanted = make(drop_in=True)
    make()
    assert titles(client, no_sign_up="on") == [wanted.title]


def test_filter_that_nobody_offers_is_ignored(client: Client) -> None:
    wanted = make()
    assert titles(client, kind="<script>", centre="nowhere", day="9", page="x") == [wanted.title]


def test_active_filters_can_be_taken_away_one_by_one(client: Client) -> None:
    page = client.get(reverse("activities:list"), {"q": "tea", "access": ["step_free", "parking"], "page": "2"})
    assert [(found["words"], found["query"]) for found in page.context["active"]] == [
        ("tea", "access=step_free&access=parking"),
        ("No steps", "q=tea&access=parking"),
        ("Parking", "q=tea&access=step_free"),
    ]


def test_empty_result_says_what_to_do(client: Client) -> None:
    centre = CentreFactory(phone="+16135550142")
    page = client.get(reverse("activities:list"), {"q": "zzz", "centre": centre.slug}).content.decode()
    assert "Show everything" in page
    assert "613-555-0142" in page


def test_card_shows_next_date_and_seats(client: Client) -> None:
    activity = make()
    SessionFactory(activity=activity, day=timezone.localdate() + timedelta(days=1), cancelled=True)
    SessionFactory(activity=activity, day=timezone.localdate() + timedelta(days=2), seats_taken=3)
    SessionFactory(activity=activity, day=timezone.localdate() + timedelta(days=3))
    SessionFactory(activity=activity, day=timezone.localdate() - timedelta(days=3))
    (card,) = client.get(reverse("activities:list")).context["cards"]
    assert (timezone.localdate() + timedelta(days=2)).strftime("%A, %B ") in card.next
    assert card.seats == "7 places left"
    assert card.join == JoinMode.SIGN_UP.label


def test_card_of_a_sensitive_group_shows_no_place(client: Client) -> None:
    make(sensitive=True, venue__name_en="Legion Hall", venue__town="Hidden Creek", centre__name_en="Gateway")
    page = client.get(reverse("activities:list")).content.decode()
    assert "Legion Hall" not in page
    assert "Hidden Creek" not in page
    assert '<p class="pl-card__where">Gateway</p>' in page


def test_card_tells_the_language_of_a_title_that_is_not_translated(client: Client) -> None:
    make(title_en="", title_fr="Pêche")
    make(title_en="Song circle")
    page = client.get(reverse("activities:list")).content.decode()
    assert re.findall(r'card__title"( lang="fr")?>', page) == [' lang="fr"', ""]


def test_list_may_be_kept_for_a_visitor_and_sets_no_cookie(client: Client) -> None:
    response = client.get(reverse("activities:list"))
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in response["Vary"]
    assert not response.cookies


def test_list_is_not_kept_for_somebody_signed_in(client: Client) -> None:
    client.force_login(UserFactory())
    assert client.get(reverse("activities:list"))["Cache-Control"] == "private, no-cache"


def test_list_only_answers_to_get(client: Client) -> None:
    assert client.post(reverse("activities:list")).status_code == 405


def test_centres_are_remembered(django_assert_num_queries: Any) -> None:
    CentreFactory(name_en="B")
    CentreFactory(name_en="A")
    CentreFactory(listed=False)
    with django_assert_num_queries(1):
        assert [centre.name for centre in selectors.listed_centres()] == ["A", "B"]
        assert selectors.listed_centres()[0].zone.key == "America/Toronto"


@pytest.mark.parametrize(("query", "is_open"), [({}, False), ({"q": "cards"}, False), ({"day": "2"}, True)])
def test_filters_are_open_only_when_more_than_a_word_is_chosen(client: Client, query: dict[str, str], is_open: bool):
    page = client.get(reverse("activities:list"), query).content.decode()
    assert ('<details class="govuk-details pl-filters" open>' in page) is is_open
