"""What support, hours and thanks add to a champion's file at the desk and to their own home."""

from typing import Any

from django.utils import timezone

from champions import load
from champions.models import (
    Break,
    Certificate,
    Champion,
    Hours,
    Milestone,
    Note,
    StoryConsent,
    SupportPlan,
)
from champions.services import carrying
from core import clock
from people.sections import Section

NOTES_SHOWN = 10
HOURS_SHOWN = 5


class Support(Section):
    """At the desk: who supports them, the break they asked for, the plan, check-ins and notes. Three queries."""

    template_name = "champions/support/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, champion = parent_context["request"].actor, parent_context["champion"]
        notes = Note.visible_to(actor).filter(champion=champion).select_related("written_by").newest_first()
        return {
            "champion": champion,
            "pause": Break.visible_to(actor).open().filter(champion=champion).first(),
            "plan": SupportPlan.visible_to(actor).filter(champion=champion).first(),
            "notes": list(notes[:NOTES_SHOWN]),
            "today": timezone.localdate(),
        }


class Load(Section):
    """At the desk: what they carry. Two queries, and those of the measures."""

    template_name = "champions/support/load_section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        champion = parent_context["champion"]
        [found] = carrying.of([champion], now=clock.now())
        labels = [measure.label for measure in load.measures]
        return {"load": found, "counts": list(zip(labels, found.counts, strict=True))}


class HoursOfChampion(Section):
    """At the desk: the hours by year, and what waits. Two queries."""

    template_name = "champions/hours/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, champion = parent_context["request"].actor, parent_context["champion"]
        rows = Hours.visible_to(actor).filter(champion=champion)
        return {"champion": champion, "years": rows.by_year(), "waiting": rows.waiting().count()}


class ThanksOfChampion(Section):
    """At the desk: milestones, letters, certificates and stories. Three queries."""

    template_name = "champions/thanks/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, champion = parent_context["request"].actor, parent_context["champion"]
        own = {"champion": champion}
        return {
            "champion": champion,
            "milestones": list(Milestone.visible_to(actor).filter(**own).order_by("-reached_on", "-pk")),
            "certificates": list(Certificate.visible_to(actor).filter(**own).newest_first()),
            "stories": list(StoryConsent.visible_to(actor).filter(**own).newest_first()),
            "csrf_token": parent_context["csrf_token"],
        }


class _OfMine(Section):
    """On the champion's home, for each centre where they are, or were, a champion."""

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        champions = [one for one in parent_context["champions"] if one.since]
        return {
            "parts": [self.part(champion, actor) for champion in champions],
            "is_several": len(champions) > 1,
            "csrf_token": parent_context["csrf_token"],
        }

    def part(self, champion: Champion, actor: Any) -> dict[str, Any]:
        raise NotImplementedError


class MyHoursHere(_OfMine):
    """My hours, and the way to write some down. Two queries a centre."""

    template_name = "champions/my/hours_section.html"

    def part(self, champion: Champion, actor: Any) -> dict[str, Any]:
        rows = Hours.visible_to(actor).filter(champion=champion)
        return {"champion": champion, "total": rows.total(), "waiting": rows.waiting().count()}


class MyThanks(_OfMine):
    """Milestones, my letters and certificates, and my story. Four queries a centre."""

    template_name = "champions/my/thanks_section.html"

    def part(self, champion: Champion, actor: Any) -> dict[str, Any]:
        own = {"champion": champion}
        return {
            "champion": champion,
            "milestones": list(Milestone.visible_to(actor).filter(**own).order_by("-reached_on", "-pk")),
            "years": Hours.visible_to(actor).filter(**own).by_year(),
            "certificates": list(Certificate.visible_to(actor).filter(**own).standing().newest_first()),
            "stories": list(StoryConsent.visible_to(actor).filter(**own).standing().newest_first()),
        }


class MySupport(_OfMine):
    """Who supports me, my plan, and the break that I may take. Three queries a centre."""

    template_name = "champions/my/support_section.html"

    def part(self, champion: Champion, actor: Any) -> dict[str, Any]:
        own = {"champion": champion}
        return {
            "champion": champion,
            "plan": SupportPlan.visible_to(actor).filter(**own).first(),
            "notes": Note.visible_to(actor).filter(**own).exists(),
            "pause": Break.visible_to(actor).open().filter(**own).first(),
        }
