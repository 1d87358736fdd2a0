"""Instruments and sittings in the words that people read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from core import clock, dates
from core.text import labelled, number
from evaluation.asking import asks_something, takes_scores
from evaluation.instruments import DECLINED, Instrument, Item, Licence, Scale, newest
from evaluation.models import Measure, Score, Sitting, SittingState
from evaluation.services.plans import OFFERED


@dataclass(frozen=True)
class PaperItem:
    """A question on paper, with its boxes; `is_row`: numbers side by side between two ends."""

    words: str
    own_words: str
    boxes: list[str]
    is_row: bool
    low: str
    high: str


@dataclass(frozen=True)
class PaperPart:
    opening: str
    items: list[PaperItem]


def on_paper(sitting: Sitting) -> list[PaperPart]:
    """What is asked, in the active language. What somebody wrote in their own words does not stand on it."""
    language = get_language() or "en"
    return [
        PaperPart(
            opening=one.opening.to(language) if one.opening else "",
            items=[_on_paper(item, language) for item in one.items],
        )
        for one in sitting.asked
        if one.items
    ]


def _on_paper(item: Item, language: str) -> PaperItem:
    boxes = [option.words.to(language) for option in item.options] or [str(number) for number in item.values]
    return PaperItem(
        words=item.words.to(language),
        own_words=item.own_words.to(language) if item.own_words else "",
        boxes=boxes,
        is_row=not item.options,
        low=item.low.to(language) if item.low else "",
        high=item.high.to(language) if item.high else "",
    )


def offered() -> list[tuple[str, str, str]]:
    """What a manager may choose among: slug, title with the number of questions, and where it comes from."""
    language = get_language() or "en"
    return [(slug, _titled(newest(slug), language), _from(newest(slug))) for slug in OFFERED]


def _titled(one: Instrument, language: str) -> str:
    if one.licence == Licence.SCORES_ONLY:
        return gettext("%(title)s: scores alone") % {"title": one.title.to(language)}
    count = len(one.items)
    words = ngettext("%(title)s: %(count)d question", "%(title)s: %(count)d questions", count)
    return words % {"title": one.title.to(language), "count": count}


def _from(one: Instrument) -> str:
    if one.licence == Licence.SCORES_ONLY:
        words = gettext(
            "The centre needs a licence of its own. We show none of its words: staff ask it elsewhere and write the "
            "scores down here."
        )
        return f"{words} {one.source}"
    translated = gettext("The French words are our own translation.") if "fr" in one.translated else ""
    return " ".join(filter(None, (one.source, translated)))


@dataclass(frozen=True)
class SittingLine:
    """One sitting on the case's page. What was answered stands in `answers`."""

    sitting: Sitting
    point: str
    day: str
    state: str
    answers: list[str]
    can_be_asked: bool
    can_be_printed: bool
    takes_scores: bool


def line(sitting: Sitting, measures: Iterable[Measure]) -> SittingLine:
    """Needs the centre, and the measures' scores loaded."""
    is_waiting = sitting.state in {SittingState.PLANNED, SittingState.OPEN}
    return SittingLine(
        sitting=sitting,
        point=capfirst(str(sitting.get_time_point_display())),
        day=dates.day(sitting.opens_at.astimezone(sitting.centre.zone).date(), year=True),
        state=str(sitting.get_state_display()),
        answers=[words for measure in measures for words in said(measure)],
        can_be_asked=is_waiting,
        can_be_printed=is_waiting and asks_something(sitting),
        takes_scores=takes_scores(sitting, clock.now()),
    )


def said(measure: Measure) -> list[str]:
    """The scores of one instrument, or why there is none, after what it was about."""
    about = [labelled(measure.asked.title.to(get_language() or "en"), measure.own_words)] if measure.own_words else []
    return about + [_score(measure.asked.scale(score.scale), score) for score in measure.scores.all()]


def _score(scale: Scale, score: Score) -> str:
    title = scale.title.to(get_language() or "en")
    if score.value is not None:
        return labelled(title, f"{number(score.value)} ({number(scale.least)}–{number(scale.most)})")
    lack = gettext("would rather not say") if score.lack == DECLINED else gettext("not answered")
    return labelled(title, lack)
