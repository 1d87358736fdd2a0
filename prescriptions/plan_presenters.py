"""A plan in words, at the desk."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activities.models import Booking, Session
from core import clock, dates
from core.text import labelled
from prescriptions.models import (
    Goal,
    GoalState,
    Happening,
    HappeningKind,
    Rating,
    Step,
    StepKind,
    StepState,
)

COLOURS: dict[str, str] = {
    GoalState.OPEN: "yellow",
    GoalState.REACHED: "green",
    GoalState.PARTLY: "green",
    GoalState.LET_GO: "grey",
    StepState.PLANNED: "yellow",
    StepState.UNDER_WAY: "purple",
    StepState.DONE: "green",
    StepState.DROPPED: "grey",
}
# The words of a link to a new step, and its address's part. A standing place and one date are asked for on one page.
KINDS: dict[str, str | Promise] = {
    "group": gettext_lazy("A group or a date"),
    "resource": gettext_lazy("Something outside the centre"),
    "company": gettext_lazy("Company for one person"),
    "call": gettext_lazy("A champion calls and invites them"),
    "door": gettext_lazy("Somebody meets them at the door"),
    "champion": gettext_lazy("Ask them to be a Health Champion"),
    "other": gettext_lazy("Something else"),
}


def kinds() -> list[tuple[str, str]]:
    return [(slug, str(words)) for slug, words in KINDS.items()]


@dataclass(frozen=True)
class GoalLine:
    """A goal with how it was weighed, first and last: "importance 9; confidence 3, then 6"."""

    goal: Goal
    state: str
    colour: str
    weighed: list[str]

    @classmethod
    def of(cls, goal: Goal) -> "GoalLine":
        """Needs `in_order`."""
        words = [
            _change(_("Matters to them"), [one.importance for one in goal.weighed]),
            _change(_("Sure to get there"), [one.confidence for one in goal.weighed]),
        ]
        if goal.weighed:
            words.append(_("Last asked on %(day)s") % {"day": dates.day(goal.weighed[-1].asked_on)})
        shown = str(goal.get_state_display())
        return cls(goal, shown, COLOURS[goal.state], [one for one in words if one])

    @property
    def last(self) -> Rating | None:
        return self.goal.weighed[-1] if self.goal.weighed else None


def _change(name: str, numbers: list[int | None]) -> str:
    """ "Sure to get there: 3, then 6 of 10". Empty where it was never asked."""
    said = [number for number in numbers if number is not None]
    if not said:
        return ""
    if len(said) == 1 or said[0] == said[-1]:
        return _("%(what)s: %(now)d of 10") % {"what": name, "now": said[-1]}
    return _("%(what)s: %(first)d, then %(now)d of 10") % {"what": name, "first": said[0], "now": said[-1]}


@dataclass(frozen=True)
class StepLine:
    """One step: what, how it stands with the thing behind it, and the way there."""

    step: Step
    title: str
    lines: list[str]
    url: str
    state: str
    colour: str


def at_desk(steps: Iterable[Step], person_id: int) -> list[StepLine]:
    """Needs `with_things`. One query for the next places, where any step is about a group."""
    steps = list(steps)
    coming = next_places(steps, person_id)
    return [_at_desk(step, coming) for step in steps]


def next_places(steps: Iterable[Step], person_id: int) -> dict[int, Booking]:
    """The next place in each group of theirs. At most one query."""
    joins = (StepKind.GROUP, StepKind.DATE)
    groups = {step.taking_part.activity_id for step in steps if step.kind in joins and step.taking_part is not None}
    if not groups:
        return {}
    rows = Booking.objects.active().filter(
        person=person_id, session__activity__in=groups, session__starts_at__gt=clock.now(), session__state="scheduled"
    )
    found: dict[int, Booking] = {}
    for row in rows.select_related("session__centre").order_by("session__starts_at", "pk"):
        found.setdefault(row.session.activity_id, row)
    return found


def place_of(step: Step, coming: dict[int, Booking]) -> Booking | None:
    """The place that a step in a group stands for: its own, or the next one where that was given back or moved."""
    following = coming.get(step.taking_part.activity_id) if step.taking_part else None
    own = step.booking
    return own if own is not None and (own.is_active or following is None) else following


def _at_desk(step: Step, coming: dict[int, Booking]) -> StepLine:
    title, about, url = _thing(step, coming)
    words = "" if title == step.words else step.words
    who = _("%(who)s sees to it") % {"who": capfirst(str(step.get_doer_display()))}
    until = _("until %(day)s") % {"day": dates.day(step.due_on)} if step.due_on else ""
    lines = [words, *about, ", ".join(filter(None, (who, until)))]
    return StepLine(
        step=step,
        title=title,
        lines=[line for line in lines if line],
        url=url,
        state=str(step.get_state_display()),
        colour=COLOURS[step.state],
    )


def _thing(step: Step, coming: dict[int, Booking]) -> tuple[str, list[str], str]:
    """The title, what is known of the thing, and its page at the desk."""
    kind = capfirst(str(step.get_kind_display()))
    if step.kind in (StepKind.CALL, StepKind.DOOR) and step.call:
        asked = labelled(step.call.champion.person.name, step.call.get_state_display())
        place = [_place(step.booking)] if step.booking else []
        return kind, [asked, *place], reverse("desk_invites:asked", args=[step.call.public_id])
    if step.taking_part:
        found = place_of(step, coming)
        place = [_place(found)] if found else [_("No place just now")]
        return step.taking_part.activity.title, place, ""
    if step.resource:
        refer = [step.resource.phone_shown, *step.resource.ways_in_words, step.resource.referral]
        return (
            step.resource.name,
            list(filter(None, refer)),
            reverse("desk_resources:resource", args=[step.resource.public_id]),
        )
    if step.match_request:
        wish = step.match_request
        found_words = [labelled(wish.get_kind_display(), wish.get_state_display())]
        return kind, found_words, reverse("desk_matches:request", args=[wish.public_id])
    if step.invitation and step.invitation.champion:
        return kind, [str(step.invitation.champion.get_standing_display())], ""
    return step.words or kind, [], ""


def _place(booking: Booking) -> str:
    """ "Tuesday, December 1, 2 pm: has a place"."""
    session = booking.session
    word = _("called off") if session.is_cancelled else str(booking.get_state_display())
    return labelled(moment(session), word)


def moment(session: Session) -> str:
    return f"{dates.day(session.day)}, {dates.clock(session.local_start)}"


@dataclass(frozen=True)
class NewsLine:
    """One thing that came back by itself."""

    happening: Happening
    words: str
    when: str

    @classmethod
    def of(cls, one: Happening) -> "NewsLine":
        """Needs `with_group`."""
        group = one.taking_part.activity.title
        local = one.at.astimezone(one.taking_part.activity.centre.zone)
        return cls(one, _news(one, group), dates.day(local.date()))


def _news(one: Happening, group: str) -> str:
    if one.kind == HappeningKind.THERE and one.number == 1:
        return _("First time at %(group)s") % {"group": group}
    if one.kind == HappeningKind.THERE:
        return _("%(number)d times at %(group)s") % {"number": one.number, "group": group}
    if one.kind == HappeningKind.CALLED_OFF:
        return _("A date of %(group)s is called off: do they need another plan?") % {"group": group}
    if one.kind == HappeningKind.ENDED:
        return _("%(group)s has ended: what comes instead?") % {"group": group}
    if not one.number:
        return _("Has not come to %(group)s: time for a friendly call") % {"group": group}
    times = ngettext("after %(number)d time", "after %(number)d times", one.number) % {"number": one.number}
    return _("Does not come to %(group)s any more, %(times)s: time for a friendly call") % {
        "group": group,
        "times": times,
    }
