"""Finding somebody who stands in for the leaders of one date: whoever says yes first, of those who were asked in turn.

Lock order: the date, then the search.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from activities import states, substituting
from activities.models import Reply, SearchState, Session, SubstituteAsk, SubstituteSearch
from activities.notices import is_soon
from activities.services import change_requests, clashes, clearing, limits, seats, sessions
from centres.models import Deed
from champions.models import Champion
from champions.services import clearances
from core import clock
from core.actors import SYSTEM, Actor
from core.errors import DomainError
from core.policies import require
from notifications.models import OutboxMessage, Outcome
from notifications.services.outbox import notify
from people.models import Person
from people.services import persons


@transaction.atomic
def seek(
    session: Session, *, by: Actor, away: Champion | None = None, now: datetime | None = None
) -> SubstituteSearch:
    """Ask the co-leaders, or where there are none the champions who help out. Asked again while the same search is
    open, answers with that. A leader asks for themselves; staff say who is `away`, or that nobody of them can.

    Raises `Forbidden`; for leaders `DomainError("ask_staff")`; `DomainError("session_cancelled")`, `("session_over")`,
    `("substitute_found")`.
    """
    if limits.bind(by, session):
        limits.hold(limits.against_deed(session.activity, Deed.THIS_TIME))
        away = session.activity.leaders.active().get(person=by.person_id)
    now = now or clock.now()
    locked = seats.lock(session.pk)
    for search in locked.substitute_searches.open().select_for_update():
        if _is_wanted(search, locked, now):
            return search
        states.substitute_searches.move(search, "end", by=by)
    sessions.check_can_be_stood_in(locked, now=now)
    return _begin(locked, away, by=by, now=now)


def _begin(locked: Session, away: Champion | None, *, by: Actor, now: datetime) -> SubstituteSearch:
    """Co-leaders first; the champions who help out at once where there is none."""
    search = SubstituteSearch(
        session=locked, centre=locked.centre, away=away, starts_at=locked.starts_at, asked_at=now, wave_at=now
    )
    states.substitute_searches.begin(search, SearchState.OPEN, "seek", by=by)
    if not _ask(search, _co_leaders(search), by=by, now=now):
        _go_on(search, now=now)
    return search


def _co_leaders(search: SubstituteSearch) -> list[Champion]:
    """Who leads the group beside the one who is away, and is free. Nobody where staff said that no leader can."""
    if search.away is None:
        return []
    others = search.session.activity.leaders.active().exclude(person=search.away.person_id)
    return _free(list(others.select_related("person").order_by("pk")), search.session)


def _helpers(search: SubstituteSearch) -> list[Champion]:
    """Who said that they may be asked, is cleared for this group, free, and not asked yet; whoever was asked least
    lately comes first."""
    session = search.session
    rows = Champion.objects.active().at(search.centre_id).known().filter(helps_out=True)
    rows = rows.exclude(pk__in=search.asks.values("champion")).exclude(activities=session.activity_id)
    rows = rows.exclude(person__preferences__do_not_contact=True).select_related("person").order_by("pk")
    found = _cleared(_free(list(rows), session), session)
    asked = _asked_lately(found)
    return sorted(found, key=lambda one: (asked.get(one.pk, 0), one.pk))


def _cleared(champions: Collection[Champion], session: Session) -> list[Champion]:
    works = clearing.works_of(session.activity)
    short = clearances.lacking(champions, works, on=session.day)
    return [champion for champion in champions if champion.pk not in short]


def _asked_lately(champions: Collection[Champion]) -> dict[int, float]:
    rows = SubstituteAsk.objects.filter(champion__in=champions).order_by().values_list("champion")
    return {pk: at.timestamp() for pk, at in rows.annotate(at=Max("asked_at"))}


def _free(champions: Collection[Champion], session: Session) -> list[Champion]:
    busy = clashes.busy(champions, session)
    return [champion for champion in champions if champion.pk not in busy]


def _ask(search: SubstituteSearch, champions: Iterable[Champion], *, by: Actor, now: datetime) -> int:
    """Ask them, at once where it is soon; returns how many."""
    urgent = is_soon(search.starts_at, now) and not _is_night(search, now)
    asked = 0
    for champion in champions:
        ask = SubstituteAsk(search=search, champion=champion, asked_at=now)
        states.substitute_asks.begin(ask, Reply.ASKED, "ask", by=by)
        notify("substitute-wanted", person=champion.person, about=ask, centre_id=search.centre_id, urgent=urgent)
        asked += 1
    return asked


def _ask_next(search: SubstituteSearch, *, by: Actor, now: datetime) -> int:
    """The next few who help out; nobody at night."""
    if _is_night(search, now):
        return 0
    asked = _ask(search, _helpers(search)[: substituting.AT_ONCE], by=by, now=now)
    if asked:
        SubstituteSearch.objects.filter(pk=search.pk).update(wave_at=now)
    return asked


def _is_night(search: SubstituteSearch, now: datetime) -> bool:
    return substituting.is_night(now.astimezone(search.centre.zone), search.starts_at)


def _is_wanted(search: SubstituteSearch, locked: Session, now: datetime) -> bool:
    """Whether the date is still what it was when those who were asked were told of it."""
    is_same = locked.starts_at == search.starts_at > now
    return search.is_open and is_same and not locked.is_cancelled and locked.substitute_id is None


# --- What those who were asked say -------------------------------------------------------------------


@transaction.atomic
def accept(ask: SubstituteAsk, *, by: Actor, now: datetime | None = None) -> SubstituteAsk:
    """The first yes wins: its champion stands in, whoever is away hears of it, the others need do nothing more. Said
    twice, it is one yes.

    Raises `Forbidden`, `DomainError("substitute_found")`, `("substitute_over")`, and `("substitute_not_free")` for who
    leads elsewhere by now, or does not lead at all just now.
    """
    require(by, "activities.answer_ask", ask)
    now = now or clock.now()
    locked, search = _held(ask)
    if ask.state == Reply.YES:
        return ask
    _check_wanted(search, locked, now)
    if not _can(ask.champion, locked):
        raise DomainError("substitute_not_free")
    states.substitute_asks.move(ask, "accept", by=by, answered_at=now)
    states.substitute_searches.move(search, "find", by=by)
    sessions.let_stand_in(locked, ask.champion, by=by, now=now)
    _settle(search, now=now)
    if search.away and search.away.person_id != by.person_id:
        _tell("substitute-there", search.away.person, search, now=now)
    return ask


@transaction.atomic
def refuse(ask: SubstituteAsk, *, by: Actor, now: datetime | None = None) -> SubstituteAsk:
    """A no, without a reason. Where nobody is left who may still say yes, the next are asked at once.

    Raises `Forbidden`, and `DomainError("substitute_yours")` for who said yes before: others rely on it.
    """
    require(by, "activities.answer_ask", ask)
    now = now or clock.now()
    locked, search = _held(ask)
    if ask.state == Reply.YES:
        raise DomainError("substitute_yours")
    if ask.state == Reply.NO:
        return ask
    states.substitute_asks.move(ask, "refuse", by=by, answered_at=now)
    if _is_wanted(search, locked, now):
        _go_on(search, now=now)
    return ask


def _held(ask: SubstituteAsk) -> tuple[Session, SubstituteSearch]:
    """The date and the search, locked; and the ask as it is by now."""
    locked = seats.lock(ask.search.session_id)
    search = SubstituteSearch.objects.select_for_update(of=("self",), no_key=True).with_date().get(pk=ask.search_id)
    ask.refresh_from_db(fields=["state"])
    return locked, search


def _can(champion: Champion, session: Session) -> bool:
    """Much may have changed since they were asked."""
    leads = session.activity.leaders.filter(pk=champion.pk).exists()
    return champion.is_active and bool(_free([champion], session)) and (leads or bool(_cleared([champion], session)))


def _check_wanted(search: SubstituteSearch, locked: Session, now: datetime) -> None:
    if locked.substitute_id or search.state == SearchState.FOUND:
        raise DomainError("substitute_found")
    if not _is_wanted(search, locked, now):
        raise DomainError("substitute_over")


@transaction.atomic
def withdraw(search: SubstituteSearch, *, by: Actor, now: datetime | None = None) -> SubstituteSearch:
    """Nobody needs to stand in any more. Raises `Forbidden`, `Moved`."""
    limits.bind(by, search.session)
    seats.lock(search.session_id)
    states.substitute_searches.move(search, "end", by=by)
    _settle(search, now=now or clock.now())
    return search


def _settle(search: SubstituteSearch, *, now: datetime) -> None:
    """Who has read our question and not answered it hears that it is settled. What did not go out yet will not."""
    waiting = search.asks.filter(state=Reply.ASKED).select_related("champion__person")
    asks = {ask.pk: ask for ask in waiting}
    read = OutboxMessage.objects.filter(
        Q(outcome=Outcome.SENT) | Q(lease_until__isnull=False), type="substitute-wanted", about_id__in=asks
    )
    for pk in read.order_by("about_id").values_list("about_id", flat=True):
        _tell("substitute-found", asks[pk].champion.person, search, about=asks[pk], now=now)


def _tell(
    slug: str, person: Person, search: SubstituteSearch, *, now: datetime, about: SubstituteAsk | None = None
) -> None:
    urgent = is_soon(search.starts_at, now)
    notify(slug, person=person, about=about or search, centre_id=search.centre_id, urgent=urgent)


# --- As time goes by ---------------------------------------------------------------------------------


def look_after(*, now: datetime) -> int:
    """Ask the next, tell staff where nobody was found, and end what is needed no more; returns of how many searches
    something changed. Safe to run at any moment, twice, and at once. One query where nobody is sought."""
    changed = 0
    for search in SubstituteSearch.objects.open().order_by("session", "pk").values_list("pk", "session"):
        changed += _look_after(*search, now=now)
    return changed


@transaction.atomic
def _look_after(pk: int, session_id: int, *, now: datetime) -> bool:
    locked = seats.lock(session_id)
    held = SubstituteSearch.objects.select_for_update(of=("self",), no_key=True).with_date()
    search = held.open().filter(pk=pk).first()
    if search is None:
        return False
    if _is_wanted(search, locked, now):
        return _go_on(search, now=now)
    states.substitute_searches.move(search, "end", by=SYSTEM)
    if locked.is_cancelled or locked.substitute_id:
        _settle(search, now=now)
    elif locked.starts_at > now:  # it has another time: those who were asked were told the old one
        _begin(locked, search.away, by=SYSTEM, now=now)
    return True


def _go_on(search: SubstituteSearch, *, now: datetime) -> bool:
    """One step, if one is due."""
    is_answered = not search.asks.filter(state=Reply.ASKED).exists()
    asked = 0
    if is_answered or now >= search.wave_at + substituting.pause(search.wave_at, search.starts_at):
        asked = _ask_next(search, by=SYSTEM, now=now)
    is_in_vain = is_answered and not asked and not _is_night(search, now)
    is_late = now >= substituting.staff_from(search.asked_at, search.starts_at)
    if search.told_staff_at is None and (is_in_vain or is_late):
        _tell_staff(search, now=now)
        return True
    return bool(asked)


def _tell_staff(search: SubstituteSearch, *, now: datetime) -> None:
    """They look for somebody too, while whoever was asked may still say yes."""
    search.told_staff_at = now
    search.save(update_fields=["told_staff_at"])
    for user in change_requests.hearers(search.centre_id):
        _tell("substitute-missing", persons.of_account(user), search, now=now)
    if search.away:
        _tell("substitute-nobody", search.away.person, search, now=now)


def of_date(session: Session, *, now: datetime) -> SubstituteSearch | None:
    """The search that goes on for a date, with how many were asked and declined. One query."""
    found = session.substitute_searches.holding(now).with_date().counted()
    return found.first()
