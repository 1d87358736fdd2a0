"""Hours by hand, their answer, corrections with a log, and totals by year."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from champions.models import Hours, HoursChange, HoursState
from champions.services import hours
from core.actors import SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import Transition
from notifications.models import OutboxMessage
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory, UserFactory, staff_actor
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 7, 9, tzinfo=ZoneInfo("America/Toronto"))
TODAY = date(2026, 12, 7)
KEY = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"


@pytest.fixture(autouse=True)
def _on_a_monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def champion():
    return ChampionFactory(person__user=UserFactory())


@pytest.fixture
def colleague(champion):
    return staff_client(Role.COORDINATOR, centre=champion.centre, user__name="Marjorie Okafor")


def write(champion, *, key="a", day=TODAY, minutes=90, by=None):
    by = by or person_actor(champion.person_id)
    return hours.write_down(champion, key=key, day=day, minutes=minutes, what="Soup", today=TODAY, by=by)


def test_what_a_champion_writes_down_waits_and_counts_once_staff_say_so(champion):
    row = write(champion)
    assert (row.state, Hours.objects.all().total()) == (HoursState.WAITING, 0)
    hours.count(row, by=staff_actor(centre=champion.centre))
    assert Hours.objects.all().minutes() == 90
    assert [step.name for step in Transition.of(row)] == ["ask", "count"]
    with pytest.raises(Moved):
        hours.decline(row, answer="Twice.", by=staff_actor(centre=champion.centre))


def test_the_same_button_twice_counts_once(champion):
    assert write(champion) == write(champion)
    assert Hours.objects.count() == 1


def test_no_has_a_reason_that_the_champion_reads_and_hears_of(champion, colleague):
    row = write(champion)
    address = reverse("champion_support:decline", args=[row.pk])
    assert list(colleague.post(address, {"answer": " "}).context["form"].errors) == ["answer"]
    colleague.post(address, {"answer": "Thank you! Lunch is on the register already."})
    row.refresh_from_db()
    assert (row.state, Hours.objects.all().minutes()) == (HoursState.DECLINED, 0)
    page = signed_in(champion.person.user).get(reverse("my_support:hours", args=[champion.pk])).text
    assert "Thank you! Lunch is on the register already." in page
    assert [message.type for message in OutboxMessage.objects.all()] == ["hours-declined"]


def test_nobody_counts_their_own_hours(champion):
    role = StaffRoleFactory(centre=champion.centre)
    own = ChampionFactory(centre=champion.centre, person__user=role.user)
    row = write(own)
    answer = signed_in(role.user).post(reverse("champion_support:count", args=[row.pk]), follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    row.refresh_from_db()
    assert row.state == HoursState.WAITING


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.PROVIDER, Role.EVALUATOR])
def test_other_roles_and_other_centres_neither_see_nor_count(champion, role):
    row = write(champion)
    for by in (staff_actor(role, centre=champion.centre), staff_actor()):
        assert Hours.visible_to(by).count() == 0
        with pytest.raises(Forbidden):
            hours.count(row, by=by)


@pytest.mark.parametrize(
    ("day", "minutes", "code"),
    [
        (TODAY + timedelta(days=1), 60, "hours_ahead"),
        (TODAY - timedelta(days=400), 60, "hours_too_old"),
        (TODAY, 0, "hours_none"),
        (TODAY, 24 * 60 + 1, "hours_too_many"),
    ],
)
def test_hours_that_cannot_be_are_refused(champion, day, minutes, code):
    with pytest.raises(DomainError, match=code):
        write(champion, day=day, minutes=minutes)


def test_hours_of_whoever_is_no_champion_are_refused():
    with pytest.raises(DomainError, match="hours_not_serving"):
        write(ChampionFactory(standing="alumni"))


def test_correction_is_logged_and_outlives_a_register_that_is_closed_again(champion):
    by = staff_actor(centre=champion.centre)
    row = hours.credit(champion=champion, source="session:7", day=TODAY, minutes=60, by=SYSTEM)
    hours.credit(champion=champion, source="session:7", day=TODAY, minutes=90, by=SYSTEM)
    hours.correct(row, day=TODAY, minutes=120, why="Stayed to wash up.", today=TODAY, by=by)
    hours.credit(champion=champion, source="session:7", day=TODAY, minutes=90, by=SYSTEM)
    assert Hours.objects.get().minutes == 120
    assert list(HoursChange.objects.values_list("minutes_before", "minutes_after", "why", "actor_user_id")) == [
        (60, 90, "", None),
        (90, 120, "Stayed to wash up.", by.user_id),
    ]


def test_credit_of_what_is_known_already_writes_nothing(champion):
    for _time in "12":
        hours.credit(champion=champion, source="visit:7", day=TODAY, minutes=60, by=SYSTEM)
    assert (Hours.objects.count(), HoursChange.objects.count()) == (1, 0)


def test_what_waits_is_not_corrected(champion):
    row = write(champion)
    with pytest.raises(DomainError, match="hours_not_counted"):
        hours.correct(row, day=TODAY, minutes=5, why="x", today=TODAY, by=staff_actor(centre=champion.centre))


def test_totals_by_year_hold_what_is_counted(champion):
    for number, (day, minutes) in enumerate([(date(2025, 12, 31), 90), (date(2026, 1, 1), 60), (TODAY, 65)]):
        hours.credit(champion=champion, source=f"session:{number}", day=day, minutes=minutes, by=SYSTEM)
    write(champion)
    assert Hours.objects.all().by_year() == [(2026, 2), (2025, 1)]


def test_champion_writes_hours_down_on_a_page(champion):
    mine = signed_in(champion.person.user)
    address = reverse("my_support:hours_new", args=[champion.pk])
    bad = mine.post(address, {"key": KEY, "day": "2026-12-08", "hours": "x", "rest": "30", "what": "Soup"})
    assert sorted(bad.context["form"].errors) == ["day", "hours"]
    assert "Soup" in bad.text
    none = mine.post(address, {"key": KEY, "day": "2026-12-07", "rest": "0", "what": "Soup"})
    assert none.context["form"].errors == {"hours": ["Please say how long it was."]}
    for _time in "12":
        mine.post(address, {"key": KEY, "day": "2026-12-07", "hours": "1", "rest": "30", "what": "Soup"})
    assert [(row.minutes, row.state, row.what) for row in Hours.objects.all()] == [(90, "waiting", "Soup")]
    old = mine.post(address, {"key": KEY, "day": "2024-12-07", "hours": "1", "rest": "0", "what": "Soup"})
    assert list(old.context["form"].errors) == ["day"]


def test_staff_add_count_and_correct_at_the_desk(champion, colleague):
    new = {"key": KEY, "day": "2026-12-01", "hours": "2", "rest": "0", "what": "Soup"}
    own = reverse("champion_support:hours", args=[champion.pk])
    assert colleague.post(reverse("champion_support:hours_add", args=[champion.pk]), new)["Location"] == own
    row = Hours.objects.get()
    correct = reverse("champion_support:correct", args=[row.pk])
    assert list(colleague.post(correct, {"day": "2026-12-01", "hours": "3", "rest": "0"}).context["form"].errors) == [
        "why"
    ]
    colleague.post(correct, {"day": "2026-12-02", "hours": "3", "rest": "15", "why": "Stayed on."})
    page = colleague.get(own).text.replace("\xa0", " ")
    for words in ("3 hours 15 minutes", "Stayed on.", "Marjorie Okafor", "from 2 hours to 3 hours 15 minutes"):
        assert words in page


def test_hours_of_a_register_keep_their_minutes_in_the_form(champion, colleague):
    row = hours.credit(champion=champion, source="session:7", day=TODAY, minutes=95, by=SYSTEM)
    form = colleague.get(reverse("champion_support:correct", args=[row.pk])).context["form"]
    assert (form["hours"].value(), form["rest"].value()) == (1, 35)
    assert 35 in dict(form.fields["rest"].choices)


def test_desk_says_how_many_wait_and_lists_the_centres_own(champion, colleague):
    write(champion)
    write(ChampionFactory())
    assert "1 entry of a champion waits" in " ".join(colleague.get(reverse("desk:home")).text.split())
    page = colleague.get(reverse("champion_support:waiting"))
    assert [row.champion for row in page.context["page"]] == [champion]
    assert colleague.post(reverse("champion_support:count", args=[page.context["page"][0].pk])).status_code == 302
    assert Hours.objects.all().minutes() == 90
    stranger = staff_client(Role.COORDINATOR)
    row = Hours.objects.get(champion=champion)
    for name in ("decline", "correct"):
        assert stranger.get(reverse(f"champion_support:{name}", args=[row.pk])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_waiting_list_takes_the_same_queries_however_many(champion, colleague, number, django_assert_num_queries):
    for nth in range(number):
        write(ChampionFactory(centre=champion.centre), key=str(nth))
    with django_assert_num_queries(10):
        page = colleague.get(reverse("champion_support:waiting"))
    assert len(page.context["page"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_hours_of_one_take_the_same_queries_however_many(champion, colleague, number, django_assert_num_queries):
    by = staff_actor(centre=champion.centre)
    for nth in range(number):
        row = hours.credit(champion=champion, source=f"session:{nth}", day=TODAY, minutes=60, by=SYSTEM)
        hours.correct(row, day=TODAY, minutes=70, why="x", today=TODAY, by=by)
    with django_assert_num_queries(15):
        page = colleague.get(reverse("champion_support:hours", args=[champion.pk]))
    assert len(page.context["page"]) == number
