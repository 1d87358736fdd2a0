"""The notebook: something is planned, tried, looked at and decided, and told to other centres if its own likes to."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from activities.models import Activity
from centres.models import Centre
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError, Forbidden
from core.policies import require
from core.text import digest_of
from evaluation import states
from evaluation.indicators import registry
from evaluation.models import Trial, TrialState, Verdict
from evaluation.models.notebook import OPEN, OVER

FAR = timedelta(days=731)
USUAL = timedelta(days=91)  # from the beginning to the day to look again
PLANNED = frozenset({"title", "language", "tries", "expects", "indicator", "activity", "begins_on", "look_on"})
WRITABLE = PLANNED | {"saw", "keeps"}
TOLD = ("title", "tries", "expects", "saw", "keeps")  # the words that other centres read of a shared one


@transaction.atomic
def plan(
    centre: Centre,
    *,
    title: str,
    language: str,
    tries: str,
    expects: str,
    begins_on: date,
    look_on: date,
    by: Actor,
    indicator: str = "",
    activity: Activity | None = None,
    came_from: Trial | None = None,
    now: datetime | None = None,
) -> Trial:
    """Raises `Forbidden`, and `DomainError` where words are missing or a day cannot be."""
    require(by, "evaluation.keep_notebook", centre)
    at = now or clock.now()
    trial = Trial(
        centre=centre,
        title=title.strip(),
        language=language,
        tries=tries.strip(),
        expects=expects.strip(),
        begins_on=begins_on,
        look_on=look_on,
        indicator=indicator,
        activity=activity,
        came_from=came_from,
        made_at=at,
        made_by_id=by.user_id,
    )
    _check(trial)
    _check_days(begins_on, look_on, _today(trial, at))
    return states.trials.begin(trial, TrialState.PLAN, "plan", by=by)


def edition_of(trial: Trial) -> str:
    """Of all that is written of it: a form sends along which one its reader saw."""
    written = [*sorted(WRITABLE - {"activity"}), "activity_id", "verdict"]
    return digest_of(trial, written)


@transaction.atomic
def change(trial: Trial, *, edition: str, by: Actor, now: datetime | None = None, **words: Any) -> Trial:
    """Mend what is written, also when it is over. Other words than those that were read before they were shared are
    with no other centre until they are shared again. Raises as `plan` does, and `DomainError("moved")` where what
    stands there is not the `edition` that was seen.

    Days that stand there already may lie far back.
    """
    require(by, "evaluation.keep_notebook", trial)
    if unknown := words.keys() - WRITABLE:
        raise TypeError(f"not written by staff: {sorted(unknown)}")
    held = _held(trial, edition)
    days, told = (held.begins_on, held.look_on), _told(held)
    for name, value in words.items():
        setattr(held, name, value.strip() if isinstance(value, str) else value)
    _check(held)
    if days != (held.begins_on, held.look_on):
        _check_days(held.begins_on, held.look_on, _today(held, now or clock.now()))
    held.save(update_fields=list(words))
    audit.record("trial.changed", by=by, subject=held)
    return withdraw(held, by=by) if told != _told(held) else held


def start(trial: Trial, *, begins_on: date, look_on: date, by: Actor, now: datetime | None = None) -> Trial:
    """It has begun on that day. Raises `Forbidden`, `Moved`, `DomainError`."""
    require(by, "evaluation.keep_notebook", trial)
    at = now or clock.now()
    if begins_on > _today(trial, at):
        raise DomainError("trial_not_begun")
    _check_days(begins_on, look_on, _today(trial, at))
    return states.trials.move(trial, "start", by=by, begins_on=begins_on, look_on=look_on)


def look(trial: Trial, *, saw: str, by: Actor) -> Trial:
    """What was seen, in words. It can be written down before its day. Raises `Forbidden`, `Moved`, `DomainError`."""
    require(by, "evaluation.keep_notebook", trial)
    return states.trials.move(trial, "look", by=by, saw=_said(saw))


def go_on(trial: Trial, *, look_on: date, by: Actor, now: datetime | None = None) -> Trial:
    """It is too early to decide: look again on another day. Raises `Forbidden`, `Moved`, `DomainError`."""
    require(by, "evaluation.keep_notebook", trial)
    today = _today(trial, now or clock.now())
    if look_on <= today:
        raise DomainError("trial_looks_past")
    if look_on - today > FAR:
        raise DomainError("trial_looks_far")
    return states.trials.move(trial, "go_on", by=by, look_on=look_on)


def decide(trial: Trial, *, verdict: str, keeps: str, by: Actor, now: datetime | None = None) -> Trial:
    """The end: kept as it is, kept with changes, or left, which may be said at any time. Raises `Forbidden`, `Moved`,
    `DomainError`."""
    require(by, "evaluation.keep_notebook", trial)
    step = "drop" if verdict == Verdict.ABANDON else "keep"
    at = now or clock.now()
    return states.trials.move(trial, step, by=by, verdict=Verdict(verdict), keeps=_said(keeps), over_at=at)


@transaction.atomic
def share(trial: Trial, *, edition: str, by: Actor, now: datetime | None = None) -> Trial:
    """From now on staff of other centres read its words: never a number of this one. Shared again, nothing changes.
    Raises `Forbidden`, `DomainError("trial_not_over")`, and `DomainError("moved")` where its words are not the
    `edition` that was read."""
    require(by, "evaluation.keep_notebook", trial)
    if not _held(trial, edition).is_over:
        raise DomainError("trial_not_over")
    at = now or clock.now()
    mine = Trial.objects.filter(pk=trial.pk, state__in=OVER, shared_at=None)
    if mine.update(shared_at=at, shared_by=by.user_id):
        audit.record("trial.shared", by=by, subject=trial)
    trial.refresh_from_db(fields=["shared_at", "shared_by"])
    return trial


@transaction.atomic
def withdraw(trial: Trial, *, by: Actor) -> Trial:
    """Nobody elsewhere reads it any more. What they have made their own stays theirs. Raises `Forbidden`."""
    require(by, "evaluation.keep_notebook", trial)
    if Trial.objects.filter(pk=trial.pk, shared_at__isnull=False).update(shared_at=None, shared_by=None):
        audit.record("trial.withdrawn", by=by, subject=trial)
    trial.refresh_from_db(fields=["shared_at", "shared_by"])
    return trial


@transaction.atomic
def take_up(trial: Trial, *, centre: Centre, by: Actor, now: datetime | None = None) -> Trial:
    """A plan of one's own with the words of another: of one that a centre shares, or of one's own that came to an end.
    While such a plan is under way, it is answered with that one. Raises `Forbidden`."""
    require(by, "evaluation.keep_notebook", centre)
    found = Trial.visible_to(by).select_for_update(no_key=True).filter(pk=trial.pk).first()
    if found is None or not found.is_over:
        raise Forbidden
    if known := Trial.objects.at(centre.pk).filter(came_from=found, state__in=OPEN).first():
        return known
    at = now or clock.now()
    today = at.astimezone(centre.zone).date()
    made = plan(
        centre,
        title=found.title,
        language=found.language,
        tries=found.tries,
        expects=found.expects,
        indicator=found.indicator if found.indicator in registry else "",
        activity=found.activity if found.centre_id == centre.pk else None,
        begins_on=today,
        look_on=today + USUAL,
        came_from=found,
        by=by,
        now=at,
    )
    audit.record("trial.taken_up", by=by, subject=found, made=made.pk)
    return made


def today_at(centre: Centre, now: datetime | None = None) -> date:
    return (now or clock.now()).astimezone(centre.zone).date()


def _held(trial: Trial, edition: str) -> Trial:
    """As it stands now, if that is what was seen; nobody else changes it until this is done."""
    rows = Trial.objects.select_for_update(no_key=True, of=("self",)).select_related("centre", "activity")
    held: Trial = rows.get(pk=trial.pk)
    if edition != edition_of(held):
        raise DomainError("moved")
    return held


def _told(trial: Trial) -> list[list[str]]:
    """Word by word: a browser sends the ends of lines in its own way."""
    return [getattr(trial, name).split() for name in TOLD]


def _today(trial: Trial, now: datetime) -> date:
    return today_at(trial.centre, now)


def _said(words: str) -> str:
    if not words.strip():
        raise DomainError("trial_needs_words")
    return words.strip()


def _check(trial: Trial) -> None:
    for words in (trial.title, trial.tries, trial.expects):
        _said(words)
    if trial.indicator and trial.indicator not in registry:
        raise ValueError(f"no such indicator: {trial.indicator}")
    if trial.activity and trial.activity.centre_id != trial.centre_id:
        raise ValueError("a group of another centre")


def _check_days(begins_on: date, look_on: date, today: date) -> None:
    if abs(begins_on - today) > FAR:
        raise DomainError("trial_begins_far")
    if look_on <= begins_on:
        raise DomainError("trial_looks_early")
    if look_on - begins_on > FAR:
        raise DomainError("trial_looks_far")
