"""What the page of a report says beside it: the files, and what is missing."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.reports import Report
from evaluation.reporting import places
from evaluation.reporting.making import Asked
from evaluation.reporting.periods import Period


@dataclass(frozen=True)
class File:
    """`language`: in which it is, whatever the page is in."""

    words: str
    language: str
    address: str


def files(period: Period, query: str) -> list[File]:
    """Each in both languages, under its own language's words."""
    kinds = (("pdf", "PDF"), ("word", _("Word file")), ("funder", _("Numbers for the funder (.csv)")))
    spoken = (("en", _("in English")), ("fr", _("in French")))
    return [
        File(
            f"{words}, {name}",
            language,
            reverse("desk_reports:take", args=[str(period), language, form]) + query,
        )
        for form, words in kinds
        for language, name in spoken
    ]


def lacks(asked: Asked, report: Report) -> list[str]:
    """What a report of this kind can have, and this one has not. Not why: of whom, and of whose story, it would tell
    whether a few are hidden, or nobody is there."""
    there = {section.slug for section in report.sections if section.blocks or section.quotes}
    said = []
    if asked.period.year and places.CHANGE not in there:
        said.append(_("Nobody answered a second time in this year: nothing is said about change."))
    if asked.period.year and places.WHOM not in there:
        said.append(_("Too few people were counted by who they are: nothing is shown."))
    if asked.alone and places.STORIES not in there:
        said.append(_("No story can be told just now."))
    return said
