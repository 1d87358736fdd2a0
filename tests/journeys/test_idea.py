"""An idea: suggested, wished for by others, taken up by a champion, approved; and those who would come are told."""

import re
from datetime import date, time

from django.core import mail
from django.utils import timezone

from activities import schedules
from activities.models import Idea, Proposal
from activities.services import proposals
from core.actors import person_actor
from notifications.models import OutboxMessage
from notifications.services import delivery
from people.models import ContactPoint
from tests.journeys import reviewing
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

TITLE = {"en": "A choir for everybody", "fr": "Une chorale pour tout le monde"}
WORDS = {"en": "Old songs, no audition.", "fr": "De vieilles chansons, sans audition."}


def when_somebody_suggests_it(ana: Visitor, world: World) -> None:
    ana.opens("ideas:centre", slug=world.centre.slug)
    ana.arrives(
        ana.t("Ideas at %(name)s", name=world.centre.name_en if ana.language == "en" else world.centre.name_fr)
    )
    ana.follows(ana.t("Suggest something"), within=ana.main)
    ana.arrives(ana.t("Suggest something"))
    ana.presses(ana.t("Send my idea"))
    ana.arrives(ana.t("Suggest something"), error=True)
    ana.writes(ana.t("What would you like to see?"), TITLE[ana.language])
    ana.writes(ana.t("Tell us a bit more"), WORDS[ana.language])
    ana.presses(ana.t("Send my idea"))
    ana.sees(ana.t("Thank you! Staff look at your idea, and then it appears here."))
    ana.does_not_see(TITLE[ana.language])


def when_staff_put_it_on_the_site(coordinator: Visitor) -> None:
    coordinator.opens("desk:home")
    coordinator.follows(coordinator.t("See all ideas"))
    coordinator.arrives(coordinator.t("Ideas"))
    coordinator.follows(TITLE[coordinator.language], within=coordinator.main)
    coordinator.arrives(coordinator.t("An idea"))
    coordinator.presses(coordinator.t("Put it on the site"))
    coordinator.arrives(coordinator.t("Ideas"))


def when_a_neighbour_would_come(joan: Visitor, idea: Idea) -> None:
    """With an e-mail address, which counts once its code is typed in."""
    joan.opens("ideas:idea", public_id=idea.public_id)
    joan.arrives(TITLE[joan.language])
    joan.follows(joan.t("I’d come"), within=joan.main)
    joan.arrives(joan.t("I’d come"))
    joan.writes(joan.t("Your first name"), "Joan")
    joan.writes(joan.t("Your mobile number or e-mail address"), "joan@example.org")
    joan.presses(joan.t("I’d come"), within=joan.main)
    joan.arrives(joan.t("See all my places"))
    joan.presses(joan.t("Send me a code"))
    joan.arrives(joan.t("Type in your code"))
    joan.writes(joan.t("The code"), re.search(r"\d{6}", mail.outbox[-1].body)[0])
    joan.presses(joan.t("Go on"))
    joan.arrives(joan.t("My page"))
    joan.sees(TITLE[joan.language])


def when_a_champion_takes_it_up(terry: Visitor) -> None:
    terry.opens("my_champion:home")
    terry.arrives(terry.t("My work as a Health Champion"))
    one = {"en": "1 person would come", "fr": "1 personne viendrait"}
    terry.sees(TITLE[terry.language], one[terry.language])
    terry.presses(terry.t("Take it up"))
    assert terry.page.locator(f"#id_title_{terry.language}").input_value() == TITLE[terry.language]
    terry.looks_over()


def when_the_rest_of_it_is_written_and_sent(proposal: Proposal, world: World) -> None:
    """As the steps of a proposal do it, which have a journey of their own."""
    by, first = person_actor(world.champion.person_id), date(2026, 12, 18)
    proposals.save(
        proposal,
        by=by,
        start_date=first,
        start_time=time(13, 30),
        minutes=90,
        venue=world.venue,
        languages=[world.language],
        rule=schedules.rule_for("weekly", first),
    )
    proposals.submit(proposal, by=by)


def then_the_idea_says_that_somebody_works_on_it(joan: Visitor, idea: Idea) -> None:
    joan.opens("ideas:idea", public_id=idea.public_id)
    joan.arrives(TITLE[joan.language])
    joan.sees(joan.t("Somebody is working on it. Say that you would come, and we tell you when it begins."))


def when_it_is_approved(coordinator: Visitor) -> None:
    coordinator.opens("review:queue")
    coordinator.follows(TITLE[coordinator.language], within=coordinator.main)
    reviewing.when_they_approve(coordinator)


def then_joan_is_told_and_finds_the_group(joan: Visitor, idea: Idea) -> None:
    message = OutboxMessage.objects.get(type="idea-on")
    assert message.person == ContactPoint.objects.get(value="joan@example.org").person
    mail.outbox.clear()
    delivery.deliver_due(now=timezone.now())
    [letter] = [one for one in mail.outbox if one.to == ["joan@example.org"]]
    [address] = re.findall(rf"\S*{idea.public_id}\S*", letter.body)
    joan.page.goto(address)
    joan.arrives(TITLE[joan.language])
    joan.sees(joan.t("Sign up"))


def test_an_idea_becomes_a_group(world: World, enter: Enter) -> None:
    ana, joan, terry = enter(), enter(), enter(user=world.champion.person.user)
    coordinator = enter(user=world.coordinator, viewport=DESK)
    when_somebody_suggests_it(ana, world)
    when_staff_put_it_on_the_site(coordinator)
    idea = Idea.objects.get()
    when_a_neighbour_would_come(joan, idea)
    when_a_champion_takes_it_up(terry)
    then_the_idea_says_that_somebody_works_on_it(joan, idea)
    when_the_rest_of_it_is_written_and_sent(Proposal.objects.get(), world)
    when_it_is_approved(coordinator)
    then_joan_is_told_and_finds_the_group(joan, idea)
