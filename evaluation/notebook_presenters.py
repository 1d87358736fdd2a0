"""A trial in words: a line of a list, the page of one's own centre, and what other centres read."""

import re
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.models import Activity
from core import dates
from core.actors import Actor
from core.policies import may
from core.text import labelled
from evaluation.indicators import registry
from evaluation.models import Trial, TrialState

# As digits, small numbers written out are looked for: of fewer than six people the site shows nothing. "Un" and "une"
# are articles far more often than numbers, so they count only beside a word that makes them one.
WRITTEN_OUT = (
    "(?<!no )one(?! another)",
    *("two", "three", "four", "five"),
    r"une?\s+seule?",
    r"une\s+personne",
    *("deux", "trois", "quatre", "cinq"),
)
NUMBERS = re.compile(rf"\d+(?:[.,:]\d+)*|(?<![\w-])(?:{'|'.join(WRITTEN_OUT)})(?![\w-])", re.IGNORECASE)
COLOURS = {TrialState.KEPT: "green", TrialState.DROPPED: "grey", TrialState.LOOKING: "yellow"}


@dataclass(frozen=True)
class Line:
    """One row of a list."""

    title: str
    href: str
    when: str
    note: str
    status: str
    colour: str
    lang: str


def lang(trial: Trial) -> str:
    """For `lang`: where it is written in the other language than the page."""
    return "" if trial.language == (get_language() or "en")[:2] else trial.language


def colour(trial: Trial) -> str:
    return COLOURS.get(TrialState(trial.state), "")


def href(trial: Trial) -> str:
    return reverse("desk_notebook:trial", args=[trial.public_id])


def open_line(trial: Trial, today: date) -> Line:
    """With its next step, and when."""
    steps = {
        TrialState.PLAN: (_("Begin"), trial.begins_on),
        TrialState.DOING: (_("Look again"), trial.look_on),
        TrialState.LOOKING: (_("Decide what you keep"), None),
    }
    step, day = steps[TrialState(trial.state)]
    is_late = day is not None and day <= today
    when = labelled(step, dates.month_day(day)) if day else step
    note = _("It is time.") if is_late else ""
    return _line(trial, when, note)


def over_line(trial: Trial) -> Line:
    day = dates.month_day(trial.over_at.astimezone(trial.centre.zone).date()) if trial.over_at else ""
    return _line(trial, day, _("Other centres can read it.") if trial.is_shared else "")


def shared_line(trial: Trial) -> Line:
    """Of another centre."""
    return _line(trial, str(trial.centre.name), trial.get_verdict_display())


def _line(trial: Trial, when: str, note: str) -> Line:
    return Line(
        title=trial.title,
        href=href(trial),
        when=when,
        note=note,
        status=capfirst(trial.get_state_display()),
        colour=colour(trial),
        lang=lang(trial),
    )


def plan_rows(trial: Trial, *, by: Actor) -> list[dict[str, str]]:
    """What was decided before, beside the words. Whoever reads along and does not write learns neither who wrote nor
    in which group it is."""
    writes = may(by, "evaluation.keep_notebook", trial)
    watched = registry[trial.indicator].title if trial.indicator in registry else _("No number: we look in words")
    rows = [(_("Number that we watch"), str(watched))]
    if writes and trial.activity and Activity.visible_to(by).filter(pk=trial.activity_id).exists():
        rows.insert(0, (_("Group"), str(trial.activity.title)))
    began = _("To begin on") if trial.state == TrialState.PLAN else _("Began on")
    rows += [(began, dates.day(trial.begins_on)), (_("Look again on"), dates.day(trial.look_on))]
    if trial.came_from and trial.came_from.centre_id != trial.centre_id:
        rows.append((_("Where it comes from"), _("an idea of %(centre)s") % {"centre": trial.came_from.centre.name}))
    elif trial.came_from:
        rows.append((_("Where it comes from"), _("what we tried before")))
    if writes and trial.made_by:
        rows.append((_("Written down by"), trial.made_by.name))
    return [{"key": key, "value": value} for key, value in rows]


def as_it_stands(trial: Trial, *, by: Actor) -> list[dict[str, str]]:
    """All that is written, for somebody whose own words for it were not taken."""
    words = [
        (_("What is it called?"), trial.title),
        (_("What do we try?"), trial.tries),
        (_("What do we expect?"), trial.expects),
        (_("What did we see?"), trial.saw),
        (_("What do we keep, or why do we leave it?"), trial.keeps),
    ]
    return [{"key": key, "value": value} for key, value in words if value] + plan_rows(trial, by=by)


@dataclass(frozen=True)
class SharedWords:
    """All that other centres read: words, what became of it, and whose it is. No day, no group, no number, no name of
    staff."""

    title: str
    centre: str
    tries: str
    expects: str
    saw: str
    verdict: str
    keeps: str
    lang: str

    @property
    def numbers(self) -> list[str]:
        """Those in the words, in digits and written out: whoever shares them looks once more at what they count."""
        text = " ".join((self.title, self.tries, self.expects, self.saw, self.keeps))
        return list(dict.fromkeys(found.lower() for found in NUMBERS.findall(text)))


def shared_words(trial: Trial) -> SharedWords:
    return SharedWords(
        title=trial.title,
        centre=str(trial.centre.name),
        tries=trial.tries,
        expects=trial.expects,
        saw=trial.saw,
        verdict=trial.get_verdict_display(),
        keeps=trial.keeps,
        lang=lang(trial),
    )
