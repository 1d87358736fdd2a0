"""The life of a match: a question, a yes, a first meeting, a trial, and going on. The goodbye is in `goodbyes`.

Locks are taken in this order: the request, then the match.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from champions.models import Champion
from champions.services import clearances, standing
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from matches import states
from matches.models import Kind, Match, MatchRequest, MatchState, Say, Side
from matches.services import profiles
from notifications.services.outbox import notify
from people.models import Person, User
from people.services import persons

GRACE = 15  # minutes after the agreed end until a visitor is asked whether all is well


@transaction.atomic
def propose(request: MatchRequest, *, champion: Champion, by: Actor, now: datetime | None = None) -> Match:
    """Ask a champion, who reads what it is about, and no name.

    Raises `Forbidden`; `DomainError` for a person who has not agreed yet, while another champion thinks about it, and
    for a champion who is not cleared, has not offered it or has no room; `Moved`.
    """
    require(by, "matches.arrange", request)
    at = now or clock.now()
    request = _locked(request)
    if not request.is_waiting:
        raise DomainError("moved")
    if request.agreed_at is None:
        raise DomainError("not_agreed_yet")
    if Match.objects.filter(request=request).open().exists():
        raise DomainError("somebody_is_asked")
    _check_ready(request, champion, at)
    match = Match(centre=request.centre, request=request, champion=champion, arranged_by_id=by.user_id, created_at=at)
    states.matches.begin(match, MatchState.PROPOSED, "propose", by=by)
    _note_for_champion(match, by=by)
    notify("match-asked", person=champion.person, about=match, centre_id=match.centre_id)
    return match


def _check_ready(request: MatchRequest, champion: Champion, at: datetime) -> None:
    if champion.person_id == request.person_id:
        raise DomainError("not_with_oneself")
    profile = profiles.of(champion)
    others = Match.objects.filter(champion=champion).open().count()
    is_here = champion.centre_id == request.centre_id and champion.is_active
    if not is_here or request.kind not in profile.kinds or others >= profile.most:
        raise DomainError("not_ready_for_it")
    _check_cleared(request, champion, at)


def _check_cleared(request: MatchRequest, champion: Champion, at: datetime) -> None:
    today = at.astimezone(request.centre.zone).date()
    if clearances.lacking([champion], Kind(request.kind).works, on=today):
        raise DomainError("not_cleared")


@transaction.atomic
def accept(match: Match, *, by: Actor, now: datetime | None = None) -> Match:
    """The champion's yes, by themselves or written down by staff. From now on the two know each other's first names.

    Raises `Forbidden`, `DomainError("not_cleared")` where something ran out meanwhile, `Moved`.
    """
    require(by, "matches.answer", match)
    request = _locked(match.request)
    _check_cleared(request, match.champion, now or clock.now())
    move(match, "accept", by=by)
    states.requests.move(request, "match", by=by)
    for side in Side:
        Say.objects.create(match=match, side=side)
    tell_both(match, "yes", but=by)
    tell_desk(match, "yes", by=by)
    return match


@transaction.atomic
def decline(match: Match, *, by: Actor, note: str = "") -> Match:
    """Not this one: the champion says no, staff take the question back, or the first meeting shows it.

    Raises `Forbidden`, `Moved`.
    """
    require(by, "matches.answer", match)
    request = _locked(match.request)
    was_together = match.is_together
    if by.person_id != match.champion.person_id:
        take_back(match, by=by, note=note)
    else:
        move(match, "decline", by=by, note=note.strip())
        tell_desk(match, "no", by=by)
    if was_together:
        states.requests.move(request, "wait_again", by=by)
    return match


def take_back(match: Match, *, by: Actor, note: str = "") -> Match:
    """It is settled without the champion, who is told that there is nothing to answer any more. Raises `Moved`."""
    move(match, "decline", by=by, note=note.strip())
    notify("match-off", person=match.champion.person, about=match, centre_id=match.centre_id)
    return match


@transaction.atomic
def set_meeting(
    match: Match, *, at: datetime, where: str, comes_along: User | None, by: Actor, now: datetime | None = None
) -> Match:
    """When and where the two meet for the first time, and who of staff comes along; told to both.

    Raises `Forbidden`, `DomainError`.
    """
    require(by, "matches.arrange", match)
    if match.state != MatchState.MEETING:
        raise DomainError("moved")
    if at <= (now or clock.now()):
        raise DomainError("meeting_passed")
    if comes_along and not standing.supporters(match.centre_id).filter(pk=comes_along.pk).exists():
        raise DomainError("comes_along_elsewhere")
    write(match, by=by, meeting_at=at, meeting_where=where.strip(), meeting_with=comes_along)
    key = f"meeting@{at:%Y%m%dT%H%M}"
    tell_both(match, key)
    if comes_along:
        _tell_staff(match, comes_along, key, by=by)
    return match


@transaction.atomic
def start_trial(
    match: Match,
    *,
    until: date,
    agreed: str,
    plan: str = "",
    grace: int = GRACE,
    by: Actor,
    now: datetime | None = None,
) -> Match:
    """They met and would like to try it. Raises `Forbidden`, `DomainError("day_passed")`, `Moved`."""
    require(by, "matches.arrange", match)
    if until < (now or clock.now()).astimezone(match.centre.zone).date():
        raise DomainError("day_passed")
    move(match, "try", by=by, trial_until=until, agreed=agreed.strip(), plan=plan.strip(), grace=grace)
    tell_both(match, "trial")
    return match


@transaction.atomic
def agree(match: Match, *, agreed: str, plan: str, grace: int, by: Actor) -> Match:
    """What the two agreed on, in words that both read; and what staff do when a visitor does not check out, and how
    many minutes after the end they ask. Raises `Forbidden`, `DomainError`."""
    require(by, "matches.arrange", match)
    if not match.is_together:
        raise DomainError("moved")
    return write(match, by=by, agreed=agreed.strip(), plan=plan.strip(), grace=grace)


def ask_whether_they_go_on(*, now: datetime) -> int:
    """Once a trial is over, ask each of the two whether it shall go on; returns how many were asked or owed it.

    Twice does no harm: a message about the same trial is owed once.
    """
    waiting = Say.objects.with_match().filter(
        goes_on=None,
        match__state=MatchState.TRIAL,
        match__ended_by="",
        match__trial_until__lt=now.date() + timedelta(days=1),
    )
    asked = 0
    for say in waiting:
        match = say.match
        if match.trial_until < now.astimezone(match.centre.zone).date():
            notify(
                "match-go-on",
                person=whose(say),
                about=say,
                key=match.trial_until.isoformat(),
                centre_id=match.centre_id,
            )
            asked += 1
    return asked


@transaction.atomic
def say_whether_it_goes_on(say: Say, *, goes_on: bool, by: Actor) -> Say:
    """One of the two says it; with the second yes it goes on, and a no comes to whoever arranged it.

    Raises `Forbidden`, `DomainError("nothing_asked")` outside of the trial.
    """
    require(by, "matches.say", say)
    match = Match.objects.with_both().select_for_update(no_key=True, of=("self",)).get(pk=say.match_id)
    if match.state != MatchState.TRIAL or match.ended_by:
        raise DomainError("nothing_asked")
    say.match, say.goes_on = match, goes_on
    say.save(update_fields=["goes_on"])
    audit.record("match.said", by=by, subject=match, person_id=whose(say).pk, goes_on=goes_on)
    if not goes_on:
        tell_desk(match, f"no@{say.side}", by=by)
    elif not Say.objects.filter(match=match).exclude(goes_on=True).exists():
        move(match, "go_on", by=by)
        tell_both(match, "active")
        tell_desk(match, "active", by=by)
    return say


@transaction.atomic
def go_on(match: Match, *, by: Actor) -> Match:
    """Staff heard from both. Raises `Forbidden`, `Moved`."""
    require(by, "matches.arrange", match)
    move(match, "go_on", by=by)
    tell_both(match, "active")
    return match


# --- What the goodbye needs as well --------------------------------------------------------------------


def move(match: Match, name: str, *, by: Actor, note: str = "", **changes: Any) -> Match:
    """A step, which concerns both of the two. Raises `Moved`."""
    states.matches.move(match, name, by=by, note=note, **changes)
    _note_for_champion(match, by=by)
    return match


def whose(say: Say) -> Person:
    """Who of the two says it."""
    person: Person = say.match.champion.person if say.side == Side.CHAMPION else say.match.request.person
    return person


def tell_both(match: Match, key: str, *, but: Actor | None = None) -> None:
    """That there is news about their visits, and nothing more; not to whoever has just done it."""
    for person in (match.request.person, match.champion.person):
        if but is None or person.pk != but.person_id:
            notify("match-news", person=person, about=match, key=key, centre_id=match.centre_id)


def tell_desk(match: Match, key: str, *, by: Actor) -> None:
    """Whoever arranged it hears what the two say, unless they wrote it down themselves."""
    if match.arranged_by:
        _tell_staff(match, match.arranged_by, key, by=by)


def _tell_staff(match: Match, user: User, key: str, *, by: Actor) -> None:
    if user.is_active and user.pk != by.user_id:
        notify("match-at-desk", person=persons.of_account(user), about=match, key=key, centre_id=match.centre_id)


def write(match: Match, *, by: Actor, **changes: Any) -> Match:
    """Change what is written down of a match; records which, never what it says."""
    changed = [name for name, value in changes.items() if getattr(match, name) != value]
    if changed:
        for name in changed:
            setattr(match, name, changes[name])
        match.save(update_fields=changed)
        audit.record("match.changed", by=by, subject=match, person_id=match.request.person_id, fields=sorted(changed))
    return match


def _note_for_champion(match: Match, *, by: Actor) -> None:
    """The step stands in the log of the person whom the machine names; this puts it into the champion's as well."""
    audit.record("match.with_champion", by=by, subject=match, person_id=match.champion.person_id)


def _locked(request: MatchRequest) -> MatchRequest:
    rows = MatchRequest.objects.select_related("person", "centre")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=request.pk)
