"""Thanks for so many hours and years, once each, and never for what is long past."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from champions.models import Milestone
from champions.services import hours, milestones
from core.actors import SYSTEM, person_actor
from notifications.models import OutboxMessage
from notifications.services import outbox
from tests.factories.champions import ChampionFactory
from tests.factories.people import UserFactory
from tests.people.conftest import signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 7, 9, tzinfo=ZoneInfo("America/Toronto"))
TODAY = date(2026, 12, 7)


def give(champion, number, *, day=TODAY, source=None):
    hours.credit(champion=champion, source=source or f"session:{day}", day=day, minutes=number * 60, by=SYSTEM)


def told():
    return [(milestone.unit, milestone.number) for milestone in Milestone.objects.filter(told=True).order_by("pk")]


def test_ten_hours_are_thanked_for_once():
    champion = ChampionFactory(since=TODAY)
    give(champion, 9, day=TODAY - timedelta(days=1))
    assert milestones.thank(now=NOW) == 0
    give(champion, 1)
    assert milestones.thank(now=NOW) == 1
    assert milestones.thank(now=NOW) == 0
    assert told() == [("hours", 10)]
    [message] = OutboxMessage.objects.all()
    assert (message.type, message.person) == ("champion-milestone", champion.person)


def test_of_several_at_once_only_the_last_is_told():
    give(ChampionFactory(since=TODAY), 23)
    give(ChampionFactory(since=TODAY), 24, source="a")
    champion = ChampionFactory(since=TODAY)
    for day in range(3):
        give(champion, 10, day=TODAY - timedelta(days=day))
    milestones.thank(now=NOW)
    numbers = list(Milestone.objects.filter(champion=champion).order_by("number").values_list("number", "told"))
    assert numbers == [(10, False), (25, True)]


def test_what_was_reached_long_ago_is_written_down_and_no_news():
    champion = ChampionFactory(since=date(2022, 6, 1))
    give(champion, 60, day=date(2024, 3, 1))
    milestones.thank(now=NOW)
    found = Milestone.objects.filter(champion=champion).order_by("unit", "number")
    assert [(row.unit, row.number) for row in found] == [
        ("hours", 10), ("hours", 25), ("hours", 50), ("years", 1), ("years", 3)
    ]  # fmt: skip
    assert (told(), OutboxMessage.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("since", "expected"),
    [(date(2025, 12, 7), [("years", 1)]), (date(2025, 12, 8), []), (date(2023, 11, 20), [("years", 3)])],
)
def test_years_are_thanked_for_on_their_day(since, expected):
    ChampionFactory(since=since)
    milestones.thank(now=NOW)
    assert told() == expected


def test_a_champion_since_a_leap_day_has_a_first_year():
    ChampionFactory(since=date(2024, 2, 29))
    milestones.thank(now=datetime(2025, 2, 28, 12, tzinfo=ZoneInfo("America/Toronto")))
    assert told() == [("years", 1)]


def test_hours_that_wait_or_were_declined_are_not_counted():
    champion = ChampionFactory(since=TODAY)
    hours.write_down(
        champion, key="a", day=TODAY, minutes=660, what="x", today=TODAY, by=person_actor(champion.person_id)
    )
    assert milestones.thank(now=NOW) == 0


@pytest.mark.parametrize("standing", ["invited", "alumni"])
def test_only_those_who_are_champions_are_written_to(standing):
    give(ChampionFactory(since=TODAY, standing=standing), 12)
    assert milestones.thank(now=NOW) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_the_job_asks_as_much_however_many_there_are_to_look_at(number, django_assert_num_queries):
    for champion in ChampionFactory.create_batch(number, since=TODAY):
        give(champion, 3)
    milestones.thank(now=NOW)
    with django_assert_num_queries(3):
        milestones.thank(now=NOW)


def test_home_shows_what_was_reached_in_the_words_of_the_message():
    champion = ChampionFactory(since=TODAY, person__user=UserFactory())
    give(champion, 26)
    milestones.thank(now=NOW)
    page = " ".join(signed_in(champion.person.user).get(reverse("my_champion:home")).text.split())
    assert "25 hours" in page
    [message] = OutboxMessage.objects.all()
    [(_message, rendered)] = outbox.render_each([message])
    assert rendered.text.startswith("You have now given 25 hours as a Health Champion")
