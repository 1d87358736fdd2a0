"""A break that a champion takes by themselves, and coming back."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from champions.models import Break, Standing
from champions.services import breaks, standing
from core.actors import Channel, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import Transition
from notifications.models import OutboxMessage
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, UserFactory, staff_actor
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 7, 9, tzinfo=ZoneInfo("America/Toronto"))
TODAY = date(2026, 12, 7)


@pytest.fixture(autouse=True)
def _on_a_monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def supporter():
    return StaffRoleFactory()


@pytest.fixture
def champion(supporter):
    return ChampionFactory(centre=supporter.centre, person__user=UserFactory(), supporter=supporter.user)


def ask(champion, *, starts_on=TODAY, until=None, word="", by=None):
    by = by or person_actor(champion.person_id)
    return breaks.ask(champion, starts_on=starts_on, until=until, word=word, today=TODAY, by=by)


def test_break_from_today_pauses_at_once_by_themselves_and_tells_the_supporter(champion, supporter):
    ask(champion, word="I am worn out.")
    champion.refresh_from_db()
    assert champion.standing == Standing.PAUSED
    [step] = Transition.of(champion)
    assert (step.name, step.actor_person_id, step.note) == ("pause", champion.person_id, "")
    [message] = OutboxMessage.objects.all()
    assert (message.type, message.person.user) == ("champion-break", supporter.user)


def test_break_of_a_champion_whom_nobody_supports_is_told_to_the_coordinators(supporter):
    champion = ChampionFactory(centre=supporter.centre)
    StaffRoleFactory(centre=supporter.centre, role=Role.LINK_WORKER)
    ask(champion)
    assert [message.person.user for message in OutboxMessage.objects.all()] == [supporter.user]


def test_asked_twice_is_one_break(champion):
    assert ask(champion) == ask(champion)
    assert (Break.objects.count(), OutboxMessage.objects.count()) == (1, 1)


def test_break_that_begins_later_pauses_on_its_day_and_once(champion):
    ask(champion, starts_on=TODAY + timedelta(days=3))
    champion.refresh_from_db()
    assert champion.is_active
    assert breaks.begin_due(now=NOW + timedelta(days=2)) == 0
    assert breaks.begin_due(now=NOW + timedelta(days=3)) == 1
    assert breaks.begin_due(now=NOW + timedelta(days=3)) == 0
    champion.refresh_from_db()
    assert champion.standing == Standing.PAUSED
    assert [(step.actor_person_id, step.channel) for step in Transition.of(champion)] == [
        (champion.person_id, Channel.SYSTEM)
    ]


def test_break_begins_by_the_clock_of_the_centre(champion):
    ask(champion, starts_on=TODAY + timedelta(days=1))
    late_in_the_evening = NOW.replace(hour=23)  # the next day in UTC
    assert breaks.begin_due(now=late_in_the_evening.astimezone(ZoneInfo("UTC"))) == 0


def test_back_again_ends_the_break_and_tells_the_supporter(champion, supporter):
    ask(champion)
    breaks.come_back(champion, by=person_actor(champion.person_id))
    champion.refresh_from_db()
    assert champion.is_active
    assert Break.objects.open().count() == 0
    assert [message.type for message in OutboxMessage.objects.order_by("pk")] == ["champion-break", "champion-back"]


def test_no_break_after_all_changes_no_standing(champion):
    ask(champion, starts_on=TODAY + timedelta(days=3))
    breaks.come_back(champion, by=person_actor(champion.person_id))
    assert breaks.begin_due(now=NOW + timedelta(days=5)) == 0
    assert list(Transition.of(champion)) == []


def test_back_for_whom_no_break_is_known_says_that_it_moved(champion):
    with pytest.raises(Moved):
        breaks.come_back(champion, by=person_actor(champion.person_id))


@pytest.mark.parametrize("name", ["resume", "leave"])
def test_break_is_over_with_whatever_staff_write_down(champion, name):
    ask(champion)
    standing.move(champion, name, by=staff_actor(centre=champion.centre))
    assert Break.objects.open().count() == 0


def test_break_of_somebody_else_is_nobodys_to_take(champion):
    for by in (person_actor(PersonFactory().pk), staff_actor(Role.LINK_WORKER, centre=champion.centre)):
        with pytest.raises(Forbidden):
            ask(champion, by=by)
        with pytest.raises(Forbidden):
            standing.pause(champion, by=by)
    with pytest.raises(Forbidden):
        standing.move(champion, "leave", by=person_actor(champion.person_id))


def test_break_that_ends_before_it_begins_or_of_whoever_is_not_active_is_refused(champion):
    with pytest.raises(DomainError, match="break_ends_early"):
        ask(champion, until=TODAY - timedelta(days=1))
    with pytest.raises(DomainError, match="break_not_active"):
        ask(ChampionFactory(paused=True))


def test_page_takes_the_break_and_the_home_brings_back(champion):
    mine = signed_in(champion.person.user)
    home = reverse("my_champion:home")
    answer = mine.post(
        reverse("my_support:break", args=[champion.pk]),
        {"starts_on": "2026-12-07", "back": "known", "until": "2027-01-04", "word": "My knee."},
        follow=True,
    )
    for words in ("Thank you for all that you give.", "You are taking a break.", "January 4, 2027", "I am back"):
        assert words in answer.text.replace("\xa0", " ")
    file = staff_client(Role.COORDINATOR, centre=champion.centre).get(reverse("champions:file", args=[champion.pk]))
    assert "My knee." in file.text
    assert mine.post(reverse("my_support:back", args=[champion.pk]))["Location"] == home
    assert "I need a break" in mine.get(home).text


def test_page_says_at_the_field_what_is_wrong_and_keeps_what_was_typed(champion):
    mine = signed_in(champion.person.user)
    address = reverse("my_support:break", args=[champion.pk])
    early = mine.post(address, {"starts_on": "2026-12-20", "back": "known", "until": "2026-12-10", "word": "My knee."})
    assert list(early.context["form"].errors) == ["until"]
    assert "My knee." in early.text
    missing = mine.post(address, {"starts_on": "2026-12-20", "back": "known"})
    assert list(missing.context["form"].errors) == ["until"]
    assert Break.objects.count() == 0
    mine.post(
        address, {"starts_on": "2026-12-20", "back": "unknown", "until_day": "99", "until_month": "", "until_year": ""}
    )
    assert Break.objects.get().until is None


def test_page_of_another_champion_does_not_exist(champion):
    for client in (
        signed_in(ChampionFactory(person__user=UserFactory()).person.user),
        staff_client(Role.COORDINATOR, centre=champion.centre),
    ):
        for name in ("break", "plan", "hours", "hours_new", "certificate_new", "story"):
            assert client.get(reverse(f"my_support:{name}", args=[champion.pk])).status_code == 404
        assert client.post(reverse("my_support:back", args=[champion.pk])).status_code == 404
