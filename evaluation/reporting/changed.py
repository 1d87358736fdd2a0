"""What a yearly report has beside the quarters: what changed, and whom the centre reached."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from centres.models import Centre
from core.actors import Actor
from core.reports import Block, Table
from evaluation import evidence_presenters as presenters
from evaluation.change.cohort import SECOND_TIMES
from evaluation.evidence_presenters import ScaleLine
from evaluation.instruments.equity import QUESTIONS
from evaluation.models import TimePoint
from evaluation.safe.years import Year
from evaluation.services import evidence
from evaluation.services.counting import REACH


def change(centres: Sequence[Centre], year: Year, *, by: Actor) -> Iterator[Block]:
    """For each second time at which anybody was asked: how many answered, then each scale."""
    for point in SECOND_TIMES:
        shown = evidence.change_of(centres, year, point, by=by)
        completion = presenters.completion_rows(shown)
        if completion and shown.scales:
            table = Table(_("Asked a second time"), [capfirst(str(point.label)), _("People")], completion)
            yield Block(heading=_from_to(_("How many were asked and answered"), point), tables=[table])
        for one in shown.scales:
            yield _scale(presenters.scale_line(one), point)


def _from_to(title: str, point: TimePoint) -> str:
    return _("%(title)s: at the beginning and %(when)s") % {"title": title, "when": point.label}


def _scale(line: ScaleLine, point: TimePoint) -> Block:
    heading = _from_to(line.title, point)
    about = f"{line.instrument}. {line.direction}"
    if not line.facts:
        return Block(heading, [about, _("Fewer than 6 people have both answers: nothing is shown.")])
    facts = [[fact["key"], fact["value"]] for fact in line.facts]
    tables = [Table(line.title, [_("What"), _("Number")], facts)]
    if line.ways:
        caption = _("How many changed, no comparison group")
        tables.append(Table(caption, [_("Changed"), _("People")], line.ways))
    if line.sizes:
        tables.append(Table(_("By how much"), [pgettext("of a score", "Change"), _("People")], line.sizes))
    unsaid = [_("More is not said here: with so few people, it would tell how few are better or worse.")]
    return Block(heading, [about], tables=tables, notes=[*(unsaid if line.unsaid else []), _lost(line.lost)])


def _lost(lost: str) -> str:
    if not lost:
        return _("Too few were lost after the beginning to say how they differed.")
    words = _("Those who were lost began with a mean of %(lost)s: compare it with the mean at the beginning above.")
    return words % {"lost": lost}


def reached(centres: Sequence[Centre], year: Year, *, by: Actor) -> Iterator[Block]:
    """By one question at a time; none where the year has not been counted."""
    for question in QUESTIONS:
        groups = evidence.groups_of(centres, year, question, by=by)
        found = next((group for group in groups if group.about == REACH), None)
        if found:
            shown = presenters.group_table(found, question)
            title = question.title.to(presenters.language())
            yield Block(title, tables=[Table(shown.title, shown.headings, shown.rows)])
