"""The questions of the proposal form and their answers in words: for the check page, and for the coordinator."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import rules_in_words
from activities.choices import Frequency, JoinMode, Kind, OnHolidays
from activities.models import Proposal
from core import dates

STEPS: tuple[str | Promise, ...] = (
    gettext_lazy("Your idea"),
    gettext_lazy("When"),
    gettext_lazy("Where"),
    gettext_lazy("Who can come"),
    gettext_lazy("Languages and help"),
)


@dataclass(frozen=True)
class Question:
    """One thing that the form asks. A coordinator's comment names it; `fields` are the form's fields behind it."""

    name: str
    label: str | Promise
    step: int
    fields: tuple[str, ...]

    @property
    def is_bilingual(self) -> bool:
        return f"{self.name}_en" in self.fields


def _both(name: str) -> tuple[str, ...]:
    return (f"{name}_en", f"{name}_fr")


QUESTIONS: tuple[Question, ...] = (
    Question("title", gettext_lazy("Name of the group"), 1, _both("title")),
    Question("summary", gettext_lazy("What you will do together"), 1, _both("summary")),
    Question("audience", gettext_lazy("Whom it is for"), 1, _both("audience")),
    Question("kind", gettext_lazy("Sort of group"), 1, ("kind",)),
    Question("dates", gettext_lazy("Dates"), 2, ("frequency", "start_date", "last_date", "on_holidays")),
    Question("time", gettext_lazy("Time"), 2, ("start_time", "minutes")),
    Question("venue", gettext_lazy("Place"), 3, ("venue",)),
    Question("join_mode", gettext_lazy("How people join"), 4, ("join_mode",)),
    Question("capacity", gettext_lazy("How many people"), 4, ("capacity",)),
    Question("sensitive", gettext_lazy("Private or not"), 4, ("sensitive",)),
    Question("languages", gettext_lazy("Languages of the group"), 5, ("languages",)),
    Question("co_leaders", gettext_lazy("Who leads with you"), 5, ("co_leaders",)),
    Question("needs_from_staff", gettext_lazy("What you need from staff"), 5, ("needs_from_staff",)),
)
BY_NAME = {question.name: question for question in QUESTIONS}
HOLIDAYS = {
    OnHolidays.SKIP: gettext_lazy("Not on holidays"),
    OnHolidays.NEXT_DAY: gettext_lazy("On a holiday, the next open day instead"),
    OnHolidays.MEET: gettext_lazy("Also on holidays"),
}
WHOLE = ""  # a comment on the proposal as a whole


@dataclass(frozen=True)
class Answer:
    """A question with its answer as lines of words, and what the coordinator asked for there.

    A bilingual answer stands in `english` and `french`; its `lines` are those that the proposer wrote.
    """

    question: Question
    lines: list[str]
    english: str = ""
    french: str = ""
    comment: str = ""
    is_missing: bool = False


def in_words(
    proposal: Proposal, *, missing: Iterable[str] = (), comments: dict[str, str] | None = None
) -> list[Answer]:
    """All answers in the order of the form. Needs `Proposal.for_review`."""
    absent = {question_of(field).name for field in missing}
    return [
        Answer(
            question=question,
            lines=_lines(proposal, question),
            english=getattr(proposal, f"{question.name}_en") if question.is_bilingual else "",
            french=getattr(proposal, f"{question.name}_fr") if question.is_bilingual else "",
            comment=(comments or {}).get(question.name, ""),
            is_missing=question.name in absent,
        )
        for question in QUESTIONS
    ]


def question_of(field: str) -> Question:
    """The question behind a field's name; a question's own name is fine too."""
    return BY_NAME.get(field) or next(question for question in QUESTIONS if field in question.fields)


def _lines(proposal: Proposal, question: Question) -> list[str]:
    if question.is_bilingual:
        texts = [getattr(proposal, field) for field in question.fields]
    else:
        texts = _WORDS[question.name](proposal)
    return [text for text in texts if text]


def _dates(proposal: Proposal) -> list[str]:
    if proposal.start_date is None:
        return []
    if proposal.frequency == Frequency.ONCE:
        return [str(Frequency.ONCE.label), dates.day(proposal.start_date)]
    found = [
        rules_in_words.days(proposal),
        _("First date: %(day)s") % {"day": dates.day(proposal.start_date)},
    ]
    if proposal.last_date:
        found.append(_("Last date: %(day)s") % {"day": dates.day(proposal.last_date)})
    else:
        found.append(_("No last date"))
    found.append(str(HOLIDAYS[OnHolidays(proposal.on_holidays)]))
    return found


def _time(proposal: Proposal) -> list[str]:
    start = _("Starts at %(clock)s") % {"clock": dates.clock(proposal.start_time)} if proposal.start_time else ""
    return [start, dates.how_long(proposal.minutes) if proposal.minutes else ""]


def _venue(proposal: Proposal) -> list[str]:
    return [proposal.venue.name, proposal.venue.address] if proposal.venue else []


def _capacity(proposal: Proposal) -> list[str]:
    return [str(proposal.capacity) if proposal.capacity else _("As many as come")]


def _sensitive(proposal: Proposal) -> list[str]:
    return [
        _("Private: the site shows no place and no names") if proposal.sensitive else _("Open: anybody may see it")
    ]


def _co_leaders(proposal: Proposal) -> list[str]:
    return [champion.person.name for champion in proposal.co_leaders.all()] or [_("Nobody else for now")]


_WORDS = {
    "kind": lambda proposal: [str(Kind(proposal.kind).label)],
    "dates": _dates,
    "time": _time,
    "venue": _venue,
    "join_mode": lambda proposal: [str(JoinMode(proposal.join_mode).label)],
    "capacity": _capacity,
    "sensitive": _sensitive,
    "languages": lambda proposal: [", ".join(proposal.spoken)],
    "co_leaders": _co_leaders,
    "needs_from_staff": lambda proposal: [proposal.needs_from_staff or _("Nothing for now")],
}
