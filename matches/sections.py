"""What this room adds to *My page*, to a champion's home, to their file, and to a person's page at the desk."""

from dataclasses import dataclass
from typing import Any

from core import audit
from core.actors import CARE_ROLES
from core.http import Request
from matches import presenters, seen
from matches.models import Match, MatchRequest, Say, Side, VisitorProfile
from matches.notices import say_token
from people.sections import Section

MOST = 5


@dataclass(frozen=True)
class Shown:
    """A match with what its reader may see of the other."""

    match: Match
    seen: seen.Seen


@dataclass(frozen=True)
class Question:
    """What waits for an answer of one of the two, and the signed part of its address."""

    say: Say
    token: str


def _questions(actor: Any, side: Side) -> list[Question]:
    """What the actor is asked just now, on one side of their matches. One query."""
    rows = Say.visible_to(actor).filter(side=side, said_at=None).with_match().order_by("pk")
    mine = {
        Side.PERSON: {"match__request__person": actor.person_id},
        Side.CHAMPION: {"match__champion__person": actor.person_id},
    }
    asked = (say for say in rows.filter(**mine[side]) if say.is_asked_to_go_on or say.is_asked_how_it_was)
    return [Question(say, say_token(say)) for say in asked]


class MyCompany(Section):
    """What somebody wished for, who was found, and what is asked of them; else the question. Three queries."""

    template_name = "matches/company/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        matches = Match.visible_to(actor).filter(request__person=person).together().with_both().newest_first()
        return {
            "wishes": list(MatchRequest.visible_to(actor).of(person.pk).waiting()),
            "matches": [Shown(match, seen.by_person(match)) for match in matches],
            "questions": _questions(actor, Side.PERSON),
        }


class MyMatches(Section):
    """On a champion's home: what is asked of them, whom they visit, and what they offer. Three queries, and one for
    the log."""

    template_name = "matches/champion/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        matches = list(Match.visible_to(actor).filter(champion__person=person).with_both().newest_first())
        shown = [Shown(match, seen.by_champion(match)) for match in matches]
        named = [match.request.person_id for match in matches if match.is_together]
        audit.record_many("person.listed", by=actor, person_ids=named)
        champions = [champion for champion in parent_context["champions"] if champion.is_serving]
        offered = {one.champion_id: one for one in VisitorProfile.visible_to(actor).filter(champion__person=person)}
        return {
            "asked": [one for one in shown if one.match.is_asked],
            "together": [one for one in shown if one.match.is_together],
            "questions": _questions(actor, Side.CHAMPION),
            "offers": [(champion, offered.get(champion.pk)) for champion in champions],
            "has_many": len(champions) > 1,
        }


class MatchesOfChampion(Section):
    """On a champion's file: what they offer, and whom they have. Two queries."""

    template_name = "matches/desk/of_champion.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, champion = parent_context["request"].actor, parent_context["champion"]
        matches = list(
            Match.visible_to(actor).at(actor.centre_id).filter(champion=champion).with_both().newest_first()[:MOST]
        )
        audit.record_many("person.listed", by=actor, person_ids=[match.request.person_id for match in matches])
        return {
            "champion": champion,
            "profile": VisitorProfile.visible_to(actor).filter(champion=champion).first(),
            "matches": matches,
        }


class MatchesOfPerson(Section):
    """On a person's page at the desk: what they wished for and what came of it; nothing of their own work as a
    champion, which stands in their file. Two queries."""

    template_name = "matches/desk/of_person.html"
    of_client = True

    def is_shown(self, request: Request) -> bool:
        return bool(request.actor.has(*CARE_ROLES))

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        wishes = list(MatchRequest.visible_to(actor).at(actor.centre_id).of(person.pk)[:MOST])
        found = Match.visible_to(actor).filter(request__in=[wish.pk for wish in wishes]).with_both().newest_first()
        matches = list(found)
        audit.record_many("person.listed", by=actor, person_ids=sorted(presenters.champions_of(matches)))
        return {"person": person, "wishes": wishes, "matches": matches}
