"""What a person's page at the desk, and their own, say of them as a champion; and two shelves that upper rooms fill:
a champion's file at the desk (`file`, finds `parent["champion"]`), and a champion's home (`home`, finds
`parent["person"]` and `parent["champions"]`, the person's rows at each centre).
"""

from typing import Any

from champions.models import Champion, Hours
from champions.services import steps, training
from champions.states import machine
from core.actors import MANAGERS
from core.registry import Registry
from people.sections import Section

file: Registry[Section] = Registry("section of a champion's file")
home: Registry[Section] = Registry("section of a champion's home")


class Championship(Section):
    """For those who coordinate volunteers: their standing, the hours they gave and the way to their file, or to
    welcome them. For other staff that they are a champion, and no more. Two queries."""

    template_name = "champions/championship.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        champion = Champion.visible_to(actor).at(actor.centre_id).led_by(person.pk).first()
        return {
            "champion": champion,
            "hours": Hours.visible_to(actor).gifted_by(person.pk).total(),
            "person": person,
            "may_manage": actor.has(*MANAGERS),
            "may_ask": champion is None or machine.can(champion, "invite"),
            "may_welcome": champion is None or machine.can(champion, "welcome"),
            "csrf_token": parent_context["csrf_token"],
        }


class MyHours(Section):
    """What I have given, and a thank-you; nothing for those who have not led yet. One query."""

    template_name = "champions/my_hours.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        return {"hours": Hours.visible_to(actor).gifted_by(person.pk).total()}


class HelpingOut(Section):
    """Whether one may be asked to stand in for other leaders, at each centre where one serves. No query."""

    template_name = "champions/helping_out.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        serving = [champion for champion in parent_context["champions"] if champion.is_serving]
        return {
            "champions": serving,
            "names_centre": len(serving) > 1,
            "csrf_token": parent_context["csrf_token"],
        }


class Steps(Section):
    """In the file: what this champion's kinds of role need, and how each thing stands. Two queries, and twice
    those of the sources of kinds of role."""

    template_name = "champions/screening/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        champion = parent_context["champion"]
        return {
            "champion": champion,
            "works": steps.works_of(champion),
            "steps": steps.of(champion, on=steps.today(champion)),
        }


class MySteps(Section):
    """On the champion's home: what is settled, and what comes next, each with its reason. Two queries for each centre,
    one more, and those of the sources of training."""

    template_name = "champions/mine/steps.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        champions = [one for one in parent_context["champions"] if one.is_on_the_way or one.is_serving]
        works = {work for champion in champions for work in steps.works_of(champion)}
        taken = training.taken_by(champions)
        return {
            "ways": [_way(champion) for champion in champions],
            "lessons": [(lesson, taken.get(lesson.key)) for lesson in training.lessons(works)] if champions else [],
        }


def _way(champion: Champion) -> dict[str, Any]:
    found = steps.of(champion, on=steps.today(champion))
    return {
        "champion": champion,
        "settled": [step for step in found if step.is_settled],
        "next": [step for step in found if not step.is_settled],
    }
