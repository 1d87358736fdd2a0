"""A champion's police check runs out while they lead a group: told, listed with the group, renewed, clear again. And
the way there: a champion signs, names somebody who knows them, and goes through training."""

from datetime import date, time

from champions.models import Clearance, Need, Referee, Work
from champions.services import reference_letters, renewals
from cms.models import HomePage, TrainingPage
from core import clock
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World


def given_a_check_that_has_run_out(world: World) -> None:
    champion = world.champion
    champion.supporter = world.coordinator
    champion.save()
    champion.clearances.filter(need=Need.VSC).update(until=date(2026, 12, 6))
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        leaders=[champion],
        works=[Work.YOUTH],
        title_en="Porch Songs",
        title_fr="Chansons du perron",
        start_date=date(2026, 12, 8),
        start_time=time(14),
    )
    SessionFactory(activity=group, day=group.start_date)
    renewals.tell(now=clock.now())


def label(visitor: Visitor, need: Need) -> str:
    said = visitor.t(need.label)
    return said[0].upper() + said[1:]


def when_the_champion_reads_of_it(champion: Visitor) -> None:
    champion.opens("my:home")
    champion.sees("Maple Falls" if champion.language == "en" else "Les Érables")
    champion.opens("my_champion:home")
    champion.arrives(champion.t("My work as a Health Champion"))
    champion.sees(label(champion, Need.VSC), champion.t("Your steps"))


def when_staff_find_it_with_the_group(staff: Visitor) -> None:
    staff.opens("desk:home")
    staff.follows(staff.t("See all of them"), within=staff.main)
    staff.arrives(staff.t("Steps to renew"))
    staff.sees("Terry Moss", "Porch Songs" if staff.language == "en" else "Chansons du perron")
    staff.follows("Terry Moss", within=staff.main)
    staff.arrives(staff.t("A champion’s file"))
    staff.sees(staff.t("has run out"))


def when_staff_write_down_the_new_check(staff: Visitor) -> None:
    staff.follows(label(staff, Need.VSC), within=staff.main)
    staff.arrives(staff.t("A step before somebody starts"))
    staff.presses(staff.t("They agreed in writing"))
    staff.arrives(staff.t("A step before somebody starts"))
    staff.sees(staff.t("Letter for the police service, in French"))
    staff.presses(staff.t("Save"))
    staff.arrives(staff.t("A step before somebody starts"), error=True)
    for part, text in enumerate(("4", "12", "2026")):
        staff.writes_into(f"#id_issued_on_{part}", text)
    staff.presses(staff.t("Save"))
    staff.arrives(staff.t("A champion’s file"))


def test_check_that_runs_out_is_told_listed_and_renewed(world: World, enter: Enter) -> None:
    given_a_check_that_has_run_out(world)
    champion = enter(user=world.champion.person.user, hands=Keyboard)
    when_the_champion_reads_of_it(champion)
    staff = enter(user=world.coordinator, viewport=DESK)
    when_staff_find_it_with_the_group(staff)
    when_staff_write_down_the_new_check(staff)
    staff.opens("desk_renewals:list")
    staff.arrives(staff.t("Steps to renew"))
    staff.sees(staff.t("Everybody who leads is cleared for it."))
    champion.opens("my_champion:home")
    champion.sees(champion.t("Settled, thank you"))
    assert world.champion.activities.count() == 1
    newest = Clearance.objects.filter(champion=world.champion, need=Need.VSC).newest().get()
    assert (newest.issued_on, newest.until) == (date(2026, 12, 4), date(2029, 12, 4))


def given_training(language: str) -> None:
    home = HomePage.objects.get(slug=language)
    choices = [{"text": "Perhaps", "is_right": False}, {"text": "Certainly", "is_right": True}]
    asked = {"question": "Is it so?", "choices": choices, "explanation": "Because it is."}
    page = TrainingPage(
        title="Being a good host",
        slug="being-a-good-host",
        locale=home.locale,
        body=[{"type": "text", "value": "<p>Say hello to everybody.</p>"}],
        quiz=[{"type": "question", "value": asked}],
    )
    home.add_child(instance=page)


def when_the_champion_signs_and_names_somebody(champion: Visitor) -> None:
    champion.opens("my_champion:home")
    champion.arrives(champion.t("My work as a Health Champion"))
    champion.follows(champion.t("Read and sign it"))
    champion.arrives(champion.t("Confidentiality agreement"))
    champion.writes(champion.t("Type your name to sign"), "Rosa Lind")
    champion.presses(champion.t("I agree and sign"))
    champion.arrives(champion.t("My work as a Health Champion"))
    champion.follows(champion.t("Name two people who know you"))
    champion.arrives(champion.t("People who know you"))
    champion.writes(champion.t("Their name"), "Ann Bell")
    champion.writes(champion.t("How do you know each other?"), "Next door")
    champion.writes(champion.t("Their e-mail address"), "ann@example.org")
    champion.chooses(champion.t("They know that we will ask them, and agree to it."))
    champion.presses(champion.t("Save"))
    champion.arrives(champion.t("People who know you"))
    champion.sees("Ann Bell")


def when_the_champion_goes_through_training(champion: Visitor) -> None:
    champion.opens("my_champion:home")
    champion.follows("Being a good host")
    champion.arrives("Being a good host")
    champion.chooses("Perhaps")
    champion.presses(champion.t("I have gone through it"))
    champion.arrives("Being a good host")
    champion.sees("Because it is.")
    champion.chooses("Certainly")
    champion.presses(champion.t("I have gone through it"))
    champion.arrives(champion.t("My work as a Health Champion"))


def when_the_referee_answers(referee: Visitor) -> None:
    referee.page.goto(reference_letters.address(Referee.objects.get()))
    referee.arrives(referee.t("Two short questions"))
    referee.writes(referee.t("How do you know %(name)s, and since when?", name="Rosa Lind"), "For years.")
    referee.writes(
        referee.t("Would you trust %(name)s with somebody who is dear to you? Why?", name="Rosa Lind"), "Yes."
    )
    referee.presses(referee.t("Send"))
    referee.arrives(referee.t("Thank you"))


def when_staff_read_what_they_said(staff: Visitor, champion_id: int) -> None:
    staff.opens("screening:step", champion_id, Need.REFERENCES)
    staff.arrives(staff.t("A step before somebody starts"))
    staff.follows(staff.t("Read the answers"), within=staff.main)
    staff.arrives(staff.t("A reference"))
    staff.sees("For years.")
    staff.chooses(staff.t("it speaks for them"))
    staff.presses(staff.t("Save"))
    staff.arrives(staff.t("A step before somebody starts"))
    for name, title in (("table", "What each kind of role needs"), ("works", "Kinds of role")):
        staff.opens(f"screening:{name}", *([champion_id] if name == "works" else []))
        staff.arrives(staff.t(title))


def test_champion_does_the_steps_that_are_theirs(world: World, enter: Enter) -> None:
    rosa = ChampionFactory(
        centre=world.centre,
        uncleared=True,
        works=[Work.CLOSED],
        person__name="Rosa Lind",
        person__language=world.language,
        person__with_account=True,
        person__user__language=world.language,
    )
    given_training(world.language)
    champion = enter(user=rosa.person.user)
    when_the_champion_signs_and_names_somebody(champion)
    when_the_champion_goes_through_training(champion)
    when_the_referee_answers(enter(scripts=False))
    when_staff_read_what_they_said(enter(user=world.coordinator, viewport=DESK), rosa.pk)
    assert rosa.clearances.get().signed_as == "Rosa Lind"
    assert rosa.training.count() == 1
