"""Champions on the board and in lists, their history, and what became of invitations, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from champions.models import (
    Answer,
    Application,
    Champion,
    ChampionInvitation,
    Enjoys,
    Means,
    PartOfDay,
    Standing,
    Weekday,
)
from champions.services import applications
from core import clock, dates, languages, phones
from core.actors import Actor
from core.copies import Copy, copies
from core.models import Transition
from people.names import Names

STEPS: dict[str, str | Promise] = {
    "invite": gettext_lazy("Asked"),
    "apply": gettext_lazy("Told us about themselves"),
    "meet": gettext_lazy("Getting to know each other"),
    "screen": gettext_lazy("Steps before they start"),
    "welcome": gettext_lazy("Started as a Health Champion"),
    "pause": gettext_lazy("Takes a break"),
    "resume": gettext_lazy("Back from the break"),
    "leave": gettext_lazy("Moved on"),
    "decline": gettext_lazy("Not for now"),
}

# What the buttons say that take a step.
BUTTONS: dict[str, str | Promise] = {
    "apply": gettext_lazy("They told us about themselves"),
    "meet": gettext_lazy("Get to know each other"),
    "screen": gettext_lazy("Begin the steps before they start"),
    "welcome": gettext_lazy("Welcome as a Health Champion"),
    "pause": gettext_lazy("Give a break"),
    "resume": gettext_lazy("Welcome back"),
}


def moment(at: datetime, champion: Champion) -> str:
    """A day in the zone of the champion's centre."""
    return dates.day(at.astimezone(champion.centre.zone).date())


def age(days: int) -> str:
    """ "12 days here"."""
    return ngettext("%(count)s day here", "%(count)s days here", days) % {"count": days} if days else _("since today")


@dataclass(frozen=True)
class Card:
    """One champion on the board or in a list. `waits`: somebody has to look after them."""

    champion: Champion
    age: str
    step: str
    by_day: str
    waits: bool

    @classmethod
    def of(cls, champion: Champion, now: datetime) -> "Card":
        """Needs the person and the supporter loaded; `now` is in the centre's zone."""
        return cls(
            champion=champion,
            age=age(champion.days_here(now)),
            step=champion.next_step,
            by_day=dates.day(champion.next_step_on) if champion.next_step_on else "",
            waits=champion.waits(now.date()),
        )


def history(champion: Champion, *, reader: Actor) -> list[dict[str, str]]:
    """Every step, newest first: what, when, who and why. Three queries at most. Needs the centre loaded."""
    steps = list(Transition.of(champion))
    names = Names(steps, reader=reader)
    return [
        {
            "title": str(STEPS.get(step.name, step.name)),
            "when": moment(step.at, champion),
            "by": names.of(step),
            "text": step.note,
        }
        for step in reversed(steps)
    ]


# --- Invitations --------------------------------------------------------------------------------
def fate(invitation: ChampionInvitation) -> tuple[str, str]:
    """What became of it, and its colour: all that whoever asked is told. Needs the champion loaded."""
    champion = invitation.champion
    if champion is None:
        if invitation.is_open:
            return _("a coordinator looks whom you mean"), "yellow"
        return _("set aside by a coordinator"), "grey"
    if champion.is_serving or champion.standing == Standing.ALUMNI:
        return _("started"), "green"
    if invitation.answer == Answer.LATER or champion.standing == Standing.DECLINED:
        return _("not now"), "grey"
    if invitation.answer == Answer.YES or champion.standing != Standing.INVITED:
        return _("said yes"), "green"
    return (_("invited"), "yellow") if invitation.is_open else (_("taken back"), "grey")


@dataclass(frozen=True)
class Asked:
    """One invitation as its inviter sees it. `may_note`: they can write down what was said."""

    invitation: ChampionInvitation
    when: str
    fate: str
    colour: str
    ask_on: str
    is_due: bool
    may_note: bool
    letters: list[Copy]

    @classmethod
    def of(cls, invitation: ChampionInvitation) -> "Asked":
        """Needs the champion and the centre loaded."""
        words, colour = fate(invitation)
        champion = invitation.champion
        stands = invitation.is_open and champion is not None and champion.standing == Standing.INVITED
        asks = stands and invitation.says_in_person and not invitation.answer
        return cls(
            invitation=invitation,
            when=dates.day(invitation.made_at.astimezone(invitation.centre.zone).date()),
            fate=words,
            colour=colour,
            ask_on=dates.day(invitation.remind_on) if asks and invitation.remind_on else "",
            is_due=asks and invitation.is_due(),
            may_note=stands and invitation.answer != Answer.YES,
            letters=copies("champions:letter", invitation.pk) if stands and invitation.means == Means.LETTER else [],
        )


# --- What they told us --------------------------------------------------------------------------
LABELS: dict[str, str | Promise] = {
    "gifts": gettext_lazy("What they love doing, or are good at"),
    "enjoys": gettext_lazy("What they could imagine doing"),
    "days": gettext_lazy("On which days"),
    "parts": gettext_lazy("At what time of the day"),
    "languages": gettext_lazy("Languages"),
    "needs": gettext_lazy("What would help them"),
    "lived": gettext_lazy("What they have lived through"),
    "emergency_name": gettext_lazy("In an emergency"),
}
OWN_LABELS: dict[str, str | Promise] = {
    "gifts": gettext_lazy("What you love doing, or are good at"),
    "enjoys": gettext_lazy("What you could imagine doing"),
    "days": gettext_lazy("On which days"),
    "parts": gettext_lazy("At what time of the day"),
    "languages": gettext_lazy("Languages"),
    "needs": gettext_lazy("What would help you"),
    "lived": gettext_lazy("What you have lived through"),
    "emergency_name": gettext_lazy("In an emergency"),
}
_CHOICES: dict[str, Any] = {"enjoys": Enjoys, "days": Weekday, "parts": PartOfDay}


def told(
    champion: Champion, application: Application | None, *, labels: dict[str, str | Promise]
) -> list[tuple[int, str, str, str]]:
    """Every answer in words: its page, its name, the label and the text. Needs the person loaded."""
    answers = applications.answers(champion, application)
    return [
        (number, name, str(labels[name]), _in_words(name, answers))
        for number, names in enumerate(applications.PAGES, 1)
        for name in names
        if name in labels
    ]


def _in_words(name: str, answers: dict[str, Any]) -> str:
    value = answers.get(name) or ""
    if name in _CHOICES:
        return ", ".join(str(_CHOICES[name](code).label) for code in value)
    if name == "languages":
        return ", ".join(languages.in_words(value))
    if name == "emergency_name":
        number = answers["emergency_phone"]
        return ", ".join(filter(None, [value, phones.shown(number) if number else ""]))
    return str(value)


def now_at(champion_or_centre: Any) -> datetime:
    """The moment, in the zone of a centre."""
    return clock.now().astimezone(champion_or_centre.zone)


def cards(champions: Iterable[Champion], now: datetime) -> list[Card]:
    return [Card.of(champion, now) for champion in champions]
