"""A champion writes down hours and is thanked, prints a certificate that others can check, rests, and comes back."""

from datetime import date

import pytest
from django.utils import timezone, translation

from activities.models import Activity
from champions.models import Break, Certificate, Champion, Hours
from champions.services import hours, milestones
from core import dates
from core.actors import SYSTEM
from notifications.models import OutboxMessage
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

SOUP = "Soup for sixty"


def given_a_champion_with_a_group(world: World) -> Activity:
    champion = world.champion
    champion.supporter = world.coordinator
    champion.save()
    hours.credit(champion=champion, source="session:1", day=date(2026, 12, 1), minutes=8 * 60, by=SYSTEM)
    group = ActivityFactory(
        centre=world.centre, leaders=[champion], title_en="Card Night", title_fr="Soirée de cartes"
    )
    SessionFactory(activity=group, day=date(2026, 12, 15))
    return group


def when_they_write_hours_down(me: Visitor) -> None:
    me.opens("my_champion:home")
    me.arrives(me.t("My work as a Health Champion"))
    me.follows(me.t("Write down hours"), within=me.main)
    me.arrives(me.t("Write down hours"))
    me.presses(me.t("Save"))
    me.arrives(me.t("Write down hours"), error=True)
    me.writes(me.t("Hours"), "2")
    me.writes(me.t("What was it for?"), SOUP)
    me.presses(me.t("Save"))
    me.arrives(me.t("My hours"))
    me.sees(SOUP, me.t("staff look at it"))


def when_staff_count_them(staff: Visitor) -> None:
    staff.opens("desk:home")
    staff.looks_over()
    staff.hands.push(staff.main.locator(f"a[href='{staff.address('champion_support:waiting')}']"))
    staff.arrives(staff.t("Hours to count"))
    staff.sees("Terry Moss", SOUP)
    staff.presses(staff.t("Count them"))
    staff.arrives(staff.t("Hours to count"))
    staff.sees(staff.t("Nothing waits"))


def then_the_milestone_is_thanked_for(me: Visitor) -> None:
    assert milestones.thank(now=timezone.now()) == 1
    assert list(OutboxMessage.objects.filter(type="champion-milestone").values_list("person__name", flat=True)) == [
        "Terry Moss"
    ]
    me.opens("my_champion:home")
    me.arrives(me.t("My work as a Health Champion"))
    me.sees({"en": "10 hours", "fr": "10 heures"}[me.language])


def when_they_make_a_certificate(me: Visitor) -> Certificate:
    me.follows(me.t("Make a certificate of my hours"), within=me.main)
    me.arrives(me.t("Certificate of volunteer hours"))
    me.presses(me.t("Save"))
    me.arrives(me.t("My work as a Health Champion"))
    made = Certificate.objects.get()
    sheet = me.page.request.get(me.site + me.address("my_support:certificate", made.pk))
    assert (sheet.status, made.hours, made.language) == (200, 10, me.language)
    return made


def then_a_school_can_check_it(school: Visitor, made: Certificate) -> None:
    school.opens("certificates:check")
    school.arrives(school.t("Check a certificate"))
    school.writes(school.t("The code on the certificate"), made.shown_code.lower())
    school.presses(school.t("Check"))
    school.arrives(school.t("This certificate is true"))
    school.sees("Terry Moss")


def when_they_need_a_break(me: Visitor) -> None:
    me.opens("my_champion:home")
    me.follows(me.t("I need a break"), within=me.main)
    me.arrives(me.t("I need a break"))
    me.writes(me.t("A word, if you like"), "My knee.")
    me.presses(me.t("Take the break"))
    me.arrives(me.t("My work as a Health Champion"))
    me.sees(me.t("You are taking a break. Thank you for all that you gave; rest well."))


def then_staff_see_what_needs_covering(staff: Visitor, champion: Champion) -> None:
    title = {"en": "Card Night", "fr": "Soirée de cartes"}[staff.language]
    staff.opens("desk:home")
    staff.looks_over()
    staff.sees(staff.t("What needs covering"), title)
    staff.opens("champions:file", champion.pk)
    staff.arrives(staff.t("A champion’s file"))
    with translation.override(staff.language):
        day = dates.full(date(2026, 12, 7))
    staff.sees("My knee.", title, staff.t("Asked for a break from %(day)s.", day=day))


def when_they_come_back(me: Visitor) -> None:
    me.presses(me.t("I am back"))
    me.arrives(me.t("My work as a Health Champion"))
    me.sees(me.t("How good that you are back!"))


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_break_and_thanks(world: World, enter: Enter, hands: type[Mouse]) -> None:
    given_a_champion_with_a_group(world)
    me = enter(user=world.champion.person.user, hands=hands)
    staff = enter(user=world.coordinator, viewport=DESK)
    when_they_write_hours_down(me)
    when_staff_count_them(staff)
    assert Hours.objects.all().total() == 10
    then_the_milestone_is_thanked_for(me)
    made = when_they_make_a_certificate(me)
    then_a_school_can_check_it(enter(), made)
    when_they_need_a_break(me)
    then_staff_see_what_needs_covering(staff, world.champion)
    when_they_come_back(me)
    world.champion.refresh_from_db()
    assert (world.champion.is_active, Break.objects.open().count()) == (True, 0)
