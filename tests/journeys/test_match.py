"""The man who fished: he asks for company on his own page, a champion says yes on a telephone, they meet, try it out,
go on, and say goodbye."""

from datetime import datetime
from typing import Any

from django.utils.text import capfirst

from champions.models import Champion
from matches.models import Match, MatchRequest, Say, Side
from matches.notices import say_token
from matches.services import pairs
from people.models import Person
from tests.factories.people import PersonFactory, UserFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import TORONTO, World

LIKES = {"en": "Fishing, and old songs", "fr": "La pêche et les vieilles chansons"}
OFFERS = {"en": "Fishing, and fixing what breaks", "fr": "La pêche, et réparer ce qui brise"}
AGREED = {"en": "Saturday mornings, by the dock", "fr": "Le samedi matin, au quai"}


def given_somebody_alone(world: World) -> Person:
    user = UserFactory(name="Walter Beaulieu", language=world.language)
    return PersonFactory(name="Walter Beaulieu", language=world.language, user=user, centres=[world.centre])


def given_a_champion_who_would_go_out(world: World) -> Champion:
    champion = world.champion
    Champion.objects.filter(pk=champion.pk).update(languages=[world.language], interests=OFFERS[world.language])
    return champion


def when_the_champion_says_what_would_suit_them(champion: Visitor) -> None:
    champion.opens("my_champion:home")
    champion.follows(champion.t("Say what would suit you"))
    champion.arrives(champion.t("Company for one person"))
    champion.chooses(champion.t("Go out with somebody"))
    champion.chooses(capfirst(champion.t("weekends")))
    champion.writes(champion.t("With how many people at the same time, at most?"), "many")
    champion.presses(champion.t("Save"))
    champion.arrives(champion.t("Company for one person"), error=True)
    champion.writes(champion.t("With how many people at the same time, at most?"), "1")
    champion.presses(champion.t("Save"))
    champion.arrives(champion.t("My work as a Health Champion"))


def when_he_asks_for_company(client: Visitor) -> None:
    client.opens("my:home")
    client.looks_over()
    client.follows(client.t("Yes, I would like company"))
    client.arrives(client.t("Would you like company?"))
    client.chooses(client.t("Somebody goes out with me"))
    client.writes(client.t("What do you like to do or to talk about?"), LIKES[client.language])
    client.chooses(capfirst(client.t("weekends")))
    client.chooses(client.t("Somewhere else, such as at the centre or outside"))
    client.presses(client.t("Send it to the centre"))
    client.arrives(client.t("Would you like company?"), error=True)
    client.writes(client.t("Town or village"), "Maple Falls")
    client.presses(client.t("Send it to the centre"))
    client.arrives(client.t("My page"))
    client.sees(
        client.t(
            "You are on the list for somebody who goes out with you. We look for somebody who suits you, and tell you."
        )
    )


def when_staff_find_somebody_with_reasons(staff: Visitor) -> None:
    staff.opens("desk_matches:waiting")
    staff.arrives(staff.t("Who would like company"))
    staff.sees(staff.t("waits since today"))
    staff.follows("Walter Beaulieu")
    staff.arrives(staff.t("Somebody who would like company"))
    staff.sees("Terry Moss", staff.t("lives in the same town"), staff.t("no other match"))
    staff.presses(staff.t("Ask"), within=staff.main.locator("ol.pl-rows"))
    staff.arrives(staff.t("A match"))


def when_the_champion_says_yes_on_the_telephone(champion: Visitor) -> None:
    champion.opens("my_champion:home")
    champion.looks_over()
    champion.sees(champion.t("Somebody would like company, and we thought of you."))
    champion.does_not_see("Walter", "Beaulieu")
    champion.follows(champion.t("Read more and answer"))
    champion.arrives(champion.t("Could it be you?"))
    champion.sees(LIKES[champion.language], "Maple Falls")
    champion.does_not_see("Walter", "Beaulieu")
    champion.presses(champion.t("Yes, I would like to"))
    champion.arrives(champion.t("My match"))
    champion.sees("Walter")
    champion.does_not_see("Beaulieu")


def when_staff_arrange_the_meeting(staff: Visitor) -> None:
    staff.page.reload()
    staff.follows(staff.t("Arrange the first meeting"))
    staff.arrives(staff.t("The first meeting"))
    for part, number in (("day", "12"), ("month", "12"), ("year", "2026")):
        staff.writes_into(f"input[name=day_{part}]", number)
    staff.writes(staff.t("At what time?"), "10:30")
    staff.writes(staff.t("Where?"), "The dock")
    staff.page.get_by_label(staff.t("Who of us comes along?")).select_option(label="Grace Okafor")
    staff.presses(staff.t("Save"))
    staff.arrives(staff.t("A match"))
    staff.sees("The dock", "Grace Okafor")


def then_both_read_when_they_meet(client: Visitor, champion: Visitor) -> None:
    client.opens("my:home")
    client.looks_over()
    client.sees(client.t("%(name)s keeps you company", name="Terry"), "The dock")
    client.does_not_see("Terry Moss")
    champion.page.reload()
    champion.sees("The dock")


def when_they_try_it_out(staff: Visitor) -> None:
    staff.follows(staff.t("They met and try it out"))
    staff.arrives(staff.t("They try it out"))
    for part, number in (("day", "9"), ("month", "1"), ("year", "2027")):
        staff.writes_into(f"input[name=until_{part}]", number)
    staff.writes(staff.t("What did they agree on?"), AGREED[staff.language])
    staff.presses(staff.t("Save"))
    staff.arrives(staff.t("A match"))


def when_both_say_that_it_goes_on(client: Visitor, champion: Visitor) -> None:
    """He by the link that he was sent, without an account; the champion on their home."""
    say = Say.objects.with_match().get(side=Side.PERSON)
    client.context.clear_cookies()
    client.opens("company:say", say_token(say))
    client.arrives(client.t("Shall your visits go on?"))
    client.does_not_see("Terry", "Walter")
    client.presses(client.t("Yes, please"))
    client.arrives(client.t("Thank you"))
    champion.opens("my_champion:home")
    champion.follows(champion.t("Tell us"))
    champion.arrives(champion.t("Shall your visits go on?"))
    champion.presses(champion.t("Yes, please"))
    champion.arrives(champion.t("Thank you"))


def when_staff_write_down_the_goodbye(staff: Visitor) -> None:
    staff.page.reload()
    staff.sees(AGREED[staff.language])
    staff.follows(staff.t("Say goodbye"))
    staff.arrives(staff.t("The goodbye"))
    staff.chooses(capfirst(staff.t("the person")))
    staff.chooses(capfirst(staff.t("it has done what it was for")))
    staff.writes(staff.t("A word to both"), "Today he takes others out.")
    staff.presses(staff.t("Save"))
    staff.arrives(staff.t("A match"))


def when_he_says_how_it_was(client: Visitor) -> None:
    client.opens("company:say", say_token(Say.objects.with_match().get(side=Side.PERSON)))
    client.arrives(client.t("How was it?"))
    client.presses(client.t("Send"))
    client.arrives(client.t("How was it?"), error=True)
    client.chooses(client.t("It did me good"))
    client.writes(client.t("What should we know for the next time?"), "More worms.")
    client.presses(client.t("Send"))
    client.arrives(client.t("Thank you"))


def then_staff_read_it(staff: Visitor) -> None:
    staff.opens("desk_matches:running")
    staff.arrives(staff.t("Who has whom"))
    staff.sees(staff.t("It did me good"))
    staff.hands.push(staff.main.locator(".pl-row a").first)
    staff.arrives(staff.t("A match"))
    staff.sees("More worms.")
    staff.presses(staff.t("I have read it"))
    staff.arrives(staff.t("A match"))


def test_man_who_fished_finds_a_buddy(world: World, enter: Enter, time_machine: Any) -> None:
    person = given_somebody_alone(world)
    given_a_champion_who_would_go_out(world)
    champion = enter(user=world.champion.person.user)
    when_the_champion_says_what_would_suit_them(champion)
    client = enter(user=person.user, hands=Keyboard)
    when_he_asks_for_company(client)
    staff = enter(user=world.coordinator, viewport=DESK)
    when_staff_find_somebody_with_reasons(staff)
    when_the_champion_says_yes_on_the_telephone(champion)
    when_staff_arrange_the_meeting(staff)
    then_both_read_when_they_meet(client, champion)
    when_they_try_it_out(staff)
    time_machine.move_to(datetime(2027, 1, 10, 9, tzinfo=TORONTO))
    assert pairs.ask_whether_they_go_on(now=datetime(2027, 1, 10, 9, tzinfo=TORONTO)) == 2
    champion, staff = enter(user=world.champion.person.user), enter(user=world.coordinator, viewport=DESK)
    when_both_say_that_it_goes_on(client, champion)
    staff.opens("desk_matches:match", Match.objects.get().public_id)
    when_staff_write_down_the_goodbye(staff)
    when_he_says_how_it_was(client)
    then_staff_read_it(staff)
    assert MatchRequest.objects.get().state == "ended"
