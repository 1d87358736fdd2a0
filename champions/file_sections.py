"""What a champion's file says of their way: where they are, how they were asked, what they told, what happened."""

from typing import Any

from champions import presenters
from champions.forms.way import StepForm
from champions.models import Application, Champion, ChampionInvitation, Standing
from champions.services import applications
from champions.states import BY_BUTTON, machine
from people.sections import Section


class Way(Section):
    """How long they have been where they are, what comes next, and the steps that are possible. One query."""

    template_name = "champions/way/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        champion: Champion = parent_context["champion"]
        may = {name: machine.can(champion, name) for name in machine.moves}
        return {
            "champion": champion,
            "card": presenters.Card.of(champion, presenters.now_at(champion.centre)),
            "steps": [(name, presenters.BUTTONS[name]) for name in BY_BUTTON if may[name]],
            "may": may,
            "form": StepForm(),
            "csrf_token": parent_context["csrf_token"],
        }


class Invited(Section):
    """The newest invitation: who asked, in which words, and what was answered. One query."""

    template_name = "champions/way/invited.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        champion, actor = parent_context["champion"], parent_context["request"].actor
        rows = ChampionInvitation.visible_to(actor).filter(champion=champion).select_related("inviter", "centre")
        newest = rows.newest_first().first()
        if newest is not None:
            newest.champion = champion
        return {
            "invitation": newest,
            "asked": presenters.Asked.of(newest) if newest else None,
            "csrf_token": parent_context["csrf_token"],
        }


class Told(Section):
    """What they told of themselves, and the way to fill it in with them. One query."""

    template_name = "champions/way/told.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        champion, actor = parent_context["champion"], parent_context["request"].actor
        application = Application.visible_to(actor).filter(champion=champion).first()
        said = presenters.told(champion, application, labels=presenters.LABELS)
        rows = [{"key": label, "value": text} for _page, _name, label, text in said if text]
        return {
            "champion": champion,
            "application": application,
            "rows": rows if application else [],
            "sent_on": presenters.moment(application.sent_at, champion) if application and application.sent_at else "",
            "is_writable": applications.is_writable(champion),
            "next_page": applications.next_page(application) or 1,
            "is_whole": application is not None and applications.next_page(application) is None,
        }


class History(Section):
    """Every step with who, when and why. Three queries at most."""

    template_name = "champions/way/history.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        champion, actor = parent_context["champion"], parent_context["request"].actor
        return {"events": presenters.history(champion, reader=actor)}


class TellUs(Section):
    """On the champion's home: what they still can tell us, as long as they are on the way. One query."""

    template_name = "champions/way/tell_us.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        champions: list[Champion] = parent_context["champions"]
        actor = parent_context["request"].actor
        waiting = [one for one in champions if applications.is_writable(one)]
        rows = Application.visible_to(actor).filter(champion__in=waiting) if waiting else []
        known = {row.champion_id: row for row in rows}
        return {
            "lines": [
                {
                    "champion": champion,
                    "application": known.get(champion.pk),
                    "next_page": applications.next_page(known.get(champion.pk)),
                    "is_invited": champion.standing == Standing.INVITED,
                }
                for champion in waiting
            ]
        }


class MyWay(Section):
    """On *My page*: the way to one's work as a champion; for everybody else, that help is welcome. One query."""

    template_name = "champions/way/my_way.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        return {"is_champion": Champion.visible_to(actor).led_by(person.pk).exists()}
