"""What a champion sees of a call that is asked of them, and what staff see of all of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activities import wording, words
from activities.models import CallState, InviteCall
from activities.models.invite_call import MOST_TRIES
from activities.services import call_choices, through_line
from activities.services.timeline import Entry
from core import dates
from core.models import Transition
from people.names import Names

COLOURS = {
    CallState.OPEN: "yellow",
    CallState.YES: "green",
    CallState.MET: "green",
    CallState.WRONG_NUMBER: "red",
    CallState.UNREACHED: "red",
    CallState.CANNOT: "red",
}
STEPS: dict[str, str | Promise] = {
    "ask": gettext_lazy("Asked"),
    "no_answer": gettext_lazy("Nobody answered"),
    "think": gettext_lazy("They want to think about it"),
    "yes": gettext_lazy("They would like to come"),
    "not_now": gettext_lazy("Not now"),
    "wrong_number": gettext_lazy("The number is wrong"),
    "give_up": gettext_lazy("Nobody answered, for the last time"),
    "met": gettext_lazy("They met"),
    "not_met": gettext_lazy("They did not meet"),
    "cannot": gettext_lazy("The champion cannot do it"),
    "take_back": gettext_lazy("Taken back"),
}


@dataclass(frozen=True)
class Asked:
    """One call or welcome, for the champion's eyes: a first name, and no more than is needed."""

    call: InviteCall
    offers_line: bool
    is_now: bool  # an hour at which one may call
    now: datetime

    @classmethod
    def of(cls, call: InviteCall, *, now: datetime) -> "Asked":
        offers_line = call.is_invite and through_line.is_offered(call.centre)
        return cls(call, offers_line, call.is_invite and through_line.is_decent(call, now), now)

    @property
    def first_name(self) -> str:
        return self.call.person.first_name

    @property
    def title(self) -> str:
        """A sensitive group's name only where the person knows of it."""
        return self.call.activity.title if self.call.is_named else wording.discreet_title(self.call.centre)

    @property
    def when(self) -> str:
        session = self.call.session
        return call_choices.moment(session) if session else _("Whichever date suits them")

    @property
    def number(self) -> str:
        """To call oneself; nothing where the line hides it."""
        is_shown = self.call.is_invite and self.call.point and not self.call.through_line
        return self.call.point.value if is_shown and self.call.point else ""

    @property
    def until(self) -> str:
        return _last_day(self.call)

    @property
    def action(self) -> str:
        """What the button leads to: before a date there is nothing to write down of it."""
        is_ahead = not self.call.is_invite and self.call.session is not None and self.call.session.starts_at > self.now
        return _("I cannot be there") if is_ahead else _("Write down how it went")

    @property
    def tries_left(self) -> str:
        left = MOST_TRIES - self.call.tries
        if not self.call.tries:
            return ""
        return ngettext("One more try", "%(left)d more tries", left) % {"left": left}


@dataclass(frozen=True)
class Line:
    """The same in a list at the desk."""

    call: InviteCall
    age: str
    status: str
    colour: str

    @property
    def when(self) -> str:
        return call_choices.moment(self.call.session) if self.call.session else ""


def lines(calls: Iterable[InviteCall], *, live: Collection[int], now: datetime) -> list[Line]:
    """`live` are those that their champion can act on: any other open one has to be looked at."""
    return [
        Line(call, words.age(call.asked_at, now.astimezone(call.centre.zone)), *status(call, call.pk in live, now))
        for call in calls
    ]


def status(call: InviteCall, is_live: bool, now: datetime) -> tuple[str, str]:
    """In a few words, with a colour: how it stands, or why the champion does not see it any more."""
    if call.is_open and call.until <= now:
        return _("The time is up"), "red"
    if call.is_open and not is_live:
        return _("The champion does not see it any more"), "red"
    if call.is_open and call.tries:
        tried = ngettext("tried once", "tried %(count)d times", call.tries) % {"count": call.tries}
        return tried, "yellow"
    if call.led_to_attendance:
        return _("came"), "green"
    return call.get_state_display(), COLOURS.get(CallState(call.state), "grey")


def _last_day(call: InviteCall) -> str:
    """The day whose end it is, or the day of the date before which it ends."""
    last = call.until - timedelta(seconds=1)
    return dates.day(last.astimezone(call.centre.zone).date())


def facts(call: InviteCall) -> list[dict[str, str]]:
    """What was asked of whom, as question and answer."""
    rows = [(_("Who is asked"), call.champion.person.name), (_("Group"), call.activity.title)]
    if call.session:
        rows.append((_("Date"), call_choices.moment(call.session)))
    if call.is_open:
        rows.append((_("Until"), _last_day(call)))
    if call.led_to_attendance and call.booking:
        rows.append((_("They came"), call_choices.moment(call.booking.session)))
    elif call.booking and call.is_invite:
        rows.append((_("They have a place"), call_choices.moment(call.booking.session)))
    return [{"key": key, "value": value} for key, value in rows]


def history(call: InviteCall) -> list[Entry]:
    """Every step, oldest first. Three queries at the most."""
    steps = list(Transition.of(call))
    names = Names(steps)
    return [
        Entry(str(STEPS[step.name]), names.of(step), words.moment(step.at.astimezone(call.centre.zone)))
        for step in steps
    ]
