"""The pages of a sitting, the same by whichever door one comes: one's own page, the link in a message, the desk."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.actors import Actor
from core.errors import DomainError, Moved
from core.forms import Form
from core.http import Request, posted
from evaluation.asking import Asked, asks_something, is_over, minutes, takes_scores
from evaluation.forms.asking import AnswersForm, ScoresForm
from evaluation.instruments import Instrument
from evaluation.models import Measure, Sitting, SittingState, Way
from evaluation.services import answering, sittings

STAFF_WAYS = frozenset({Way.STAFF, Way.PAPER})


@dataclass(frozen=True)
class Door:
    """Who came in for which sitting, and by which addresses they go on.

    `shows_answers`: what was said before is shown. Whoever opens a link may not be the one to whom it was sent.
    `agrees`: nothing shows to staff while their client does not agree to be asked.
    """

    sitting: Sitting
    by: Actor
    way: Way
    urls: str  # the namespace
    args: dict[str, Any]
    back: str  # where one goes from here
    shows_answers: bool = True
    agrees: bool = True

    @property
    def is_staff(self) -> bool:
        return self.way in STAFF_WAYS

    @property
    def is_over(self) -> bool:
        """Whether nothing can be kept any more: staff bring scores also once the questions are answered."""
        now = clock.now()
        is_open = not is_over(self.sitting, now) or (self.is_staff and takes_scores(self.sitting, now))
        return not (is_open and self.agrees)

    @property
    def is_done(self) -> bool:
        return self.sitting.state == SittingState.DONE

    @property
    def template(self) -> str:
        return "base_desk.html" if self.is_staff else "base.html"

    def to(self, name: str, **more: Any) -> str:
        return reverse(f"{self.urls}:{name}", kwargs={**self.args, **more})

    @property
    def decline(self) -> str:
        return self.to("decline")


def start(request: Request, door: Door) -> HttpResponse:
    """What it is, how long it takes, and that it is fine to say no."""
    if door.is_over or not (door.is_staff or asks_something(door.sitting)):
        return _over(request, door)
    asked = Asked.of(door.sitting, with_scores=door.is_staff)
    if door.is_done:  # there is nothing to read aloud
        return redirect(_page_or_end(door, asked, 1))
    if request.method == "POST":
        with suppress(Moved):  # over meanwhile: then the page says so
            sittings.begin_now(door.sitting, by=door.by)
        return redirect(_page_or_end(door, asked, asked.next_page))
    return _render(request, door, "start", asked=asked, minutes=minutes(door.sitting))


def page(request: Request, door: Door, number: int) -> HttpResponse:
    """One instrument. What is said is kept with every page."""
    if door.is_over:
        return _over(request, door)
    asked = Asked.of(door.sitting, with_scores=door.is_staff)
    if not 1 <= number <= asked.count:
        raise Http404
    instrument = asked.instruments[number - 1]
    if door.is_done and instrument.items:
        return _over(request, door)
    form = _form(request, door, instrument, asked.measures.get(instrument.key))
    if form.is_valid():
        try:
            _keep(door, instrument, form)
        except DomainError as error:
            form.refuse(error)
        else:
            return redirect(_page_or_end(door, asked, number + 1))
    language = get_language() or "en"
    shown = {
        "form": form,
        "number": number,
        "asked": asked,
        "heading": instrument.title.to(language) if door.is_staff else _("A few questions for you"),
        "opening": instrument.opening.to(language) if instrument.opening else "",
        "previous": _previous(door, number),
    }
    return _render(request, door, "page", **shown)


def end(request: Request, door: Door) -> HttpResponse:
    """That was all; or one looks at it once more."""
    if door.is_over:
        return _over(request, door)
    asked = Asked.of(door.sitting, with_scores=door.is_staff)
    if request.method == "POST":
        with suppress(DomainError):  # over meanwhile: then the page says so
            answering.finish(door.sitting, by=door.by)
            messages.success(request, _("Thank you. That was all."))
        return redirect(door.back)
    return _render(request, door, "end", asked=asked, first=_page_or_end(door, asked, 1) if asked.count else "")


def decline(request: Request, door: Door) -> HttpResponse:
    """Not this time. Nobody asks why."""
    with suppress(DomainError):
        sittings.decline(door.sitting, by=door.by)
        messages.success(
            request,
            _("That is fine. Nothing changes about their care.")
            if door.is_staff
            else _("That is fine. Nothing changes in how we look after you."),
        )
    return redirect(door.back)


def _page_or_end(door: Door, asked: Asked, number: int) -> str:
    """From this number on: once the questions are answered, what staff bring scores of is left."""
    pages = range(number, asked.count + 1)
    still = [one for one in pages if not (door.is_done and asked.instruments[one - 1].items)]
    return door.to("page", number=still[0]) if still else door.to("end")


def _previous(door: Door, number: int) -> str:
    if door.is_done:
        return door.back
    return door.to("page", number=number - 1) if number > 1 else door.to("start")


def _form(request: Request, door: Door, instrument: Instrument, measure: Measure | None) -> Form:
    if not instrument.items:
        before = (
            {score.scale: score.value for score in measure.scores.all() if score.value is not None} if measure else {}
        )
        return ScoresForm(posted(request), instrument=instrument, before=before)
    asks_words = any(item.own_words for item in instrument.items)
    return AnswersForm(
        posted(request),
        instrument=instrument,
        answered=measure.answers if measure and door.shows_answers else None,
        own_words=answering.words_before(door.sitting, instrument.key) if asks_words else "",
        is_own_shown=door.shows_answers,
    )


def _keep(door: Door, instrument: Instrument, form: Form) -> None:
    """A page on which nothing was said is no answer. Where own words are not shown, an empty box leaves them as they
    are; where they are, whoever empties it takes them out."""
    if isinstance(form, ScoresForm):
        if form.scores:
            answering.bring_scores(
                door.sitting, instrument=instrument.key, values=form.scores, way=door.way, by=door.by
            )
        return
    if not isinstance(form, AnswersForm):
        return
    words = form.own_words
    before = answering.words_before(door.sitting, instrument.key) if words == "" else ""
    if not (form.answers or words or (before and door.shows_answers)):
        return
    if before and not door.shows_answers:
        words = before
    answering.answer(
        door.sitting, instrument=instrument.key, answers=form.answers, way=door.way, by=door.by, own_words=words
    )


def _over(request: Request, door: Door) -> HttpResponse:
    return _render(request, door, "over", is_done=door.is_done)


def _render(request: Request, door: Door, name: str, **shown: Any) -> HttpResponse:
    context = {"door": door, "sitting": door.sitting, "help_centre": door.sitting.centre, **shown}
    return render(request, f"evaluation/asking/{name}.html", context)
