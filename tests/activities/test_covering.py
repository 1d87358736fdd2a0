"""What needs covering while champions rest, and what they carry."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from activities.services import covering
from champions.models import Break
from champions.services import breaks
from core.actors import Role, person_actor
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 7)
NOW = datetime(2026, 12, 7, 9, tzinfo=ZoneInfo("America/Toronto"))
DAYS = [TODAY + timedelta(weeks=number) for number in (1, 2, 3)]


@pytest.fixture(autouse=True)
def _on_a_monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def champion(centre):
    return ChampionFactory(centre=centre)


def dates_of(group):
    return [SessionFactory(activity=group, day=day) for day in DAYS]


def rest(champion, starts_on=TODAY, until=None):
    by = person_actor(champion.person_id)
    return breaks.ask(champion, starts_on=starts_on, until=until, word="", today=TODAY, by=by)


def test_all_dates_of_a_group_whose_only_leader_rests_need_covering(centre, champion):
    group = ActivityFactory(centre=centre, leaders=[champion])
    ahead = dates_of(group)
    assert list(covering.uncovered(centre.pk, now=NOW)) == []
    rest(champion)
    assert list(covering.uncovered(centre.pk, now=NOW)) == ahead
    assert list(covering.uncovered_of(champion, now=NOW)) == ahead
    assert list(covering.uncovered(CentreFactory().pk, now=NOW)) == []


def test_a_date_is_covered_by_another_leader_and_by_whoever_stands_in(centre, champion):
    shared = ActivityFactory(centre=centre, leaders=[champion, ChampionFactory(centre=centre)])
    own = ActivityFactory(centre=centre, leaders=[champion])
    dates_of(shared)
    first, *others = dates_of(own)
    first.substitute = ChampionFactory(centre=centre)
    first.save()
    rest(champion)
    assert list(covering.uncovered(centre.pk, now=NOW)) == others


def test_whoever_stands_in_and_rests_covers_nothing(centre, champion):
    group = ActivityFactory(centre=centre, leaders=[ChampionFactory(centre=centre)])
    first, *_others = dates_of(group)
    first.substitute = champion
    first.save()
    rest(champion)
    assert list(covering.uncovered(centre.pk, now=NOW)) == [first]
    assert list(covering.uncovered_of(champion, now=NOW)) == [first]


def test_only_the_days_of_the_break_count(centre, champion):
    group = ActivityFactory(centre=centre, leaders=[champion])
    _first, second, _third = dates_of(group)
    rest(champion, starts_on=DAYS[1] - timedelta(days=1), until=DAYS[1])
    champion.refresh_from_db()
    assert champion.is_active
    assert list(covering.uncovered(centre.pk, now=NOW)) == [second]


def test_dates_after_about_when_they_are_back_are_theirs_again(centre, champion):
    group = ActivityFactory(centre=centre, leaders=[champion])
    first, *_others = dates_of(group)
    rest(champion, until=DAYS[0])
    assert list(covering.uncovered(centre.pk, now=NOW)) == [first]


def test_called_off_dates_and_those_of_a_break_given_by_staff(centre):
    paused = ChampionFactory(centre=centre, paused=True)
    group = ActivityFactory(centre=centre, leaders=[paused])
    first, *others = dates_of(group)
    first.state = "cancelled"
    first.save()
    assert Break.objects.count() == 0
    assert list(covering.uncovered(centre.pk, now=NOW)) == others


def test_desk_and_file_show_it_to_those_who_coordinate(centre, champion):
    dates_of(ActivityFactory(centre=centre, leaders=[champion], title_en="Zinnia Night"))
    rest(champion)
    colleague = staff_client(Role.COORDINATOR, centre=centre)
    for page in (reverse("desk:home"), reverse("champions:file", args=[champion.pk])):
        assert "What needs covering" in colleague.get(page).text
    for other in (staff_client(Role.LINK_WORKER, centre=centre), staff_client(Role.COORDINATOR)):
        assert "What needs covering" not in other.get(reverse("desk:home")).text


def test_measures_count_groups_and_dates_stood_in_with_one_query_each(centre, champion, django_assert_num_queries):
    others = ChampionFactory.create_batch(2, centre=centre)
    ActivityFactory(centre=centre, leaders=[champion])
    ended = ActivityFactory(centre=centre, leaders=[champion, others[0]], state="ended")
    for day in (TODAY - timedelta(weeks=1), TODAY - timedelta(weeks=20)):
        session = SessionFactory(activity=ended, day=day)
        session.substitute = champion
        session.save()
    ids = [champion.pk, *(other.pk for other in others)]
    with django_assert_num_queries(2):
        counted = covering.groups_led(ids, now=NOW), covering.stood_in(ids, now=NOW)
    assert counted == ({champion.pk: 1}, {champion.pk: 1})


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_who_carries_much_takes_the_same_queries_however_many(centre, number, django_assert_num_queries):
    for champion in ChampionFactory.create_batch(number, centre=centre):
        ActivityFactory(centre=centre, leaders=[champion])
    client = staff_client(Role.COORDINATOR, centre=centre)
    with django_assert_num_queries(13):
        page = client.get(reverse("champion_support:load"))
    assert [one.counts for one in page.context["page"]] == [[1, 0]] * number
