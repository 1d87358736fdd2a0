"""The end of a match: a reason in kind words, a last visit, and two questions to each of the two."""

from datetime import date, datetime

from django.db import transaction

from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from matches import states
from matches.models import Ender, Match, MatchRequest, Say, Side, Went, Why
from matches.services import pairs, visits
from notifications.services.outbox import notify


@transaction.atomic
def plan(
    match: Match,
    *,
    ended_by: Ender,
    why: Why,
    farewell: str = "",
    last_visit_on: date | None = None,
    waits_again: bool = False,
    by: Actor,
    now: datetime | None = None,
) -> Match:
    """Write down that it ends. With a last visit ahead it stands until `close`; else it ends at once.

    Raises `Forbidden`, `Moved`.
    """
    require(by, "matches.arrange", match)
    if not match.is_together:
        raise DomainError("moved")
    is_loss = why == Why.LOSS
    pairs.write(
        match,
        by=by,
        ended_by=ended_by,
        ended_why=why,
        farewell=farewell.strip(),
        last_visit_on=None if is_loss else last_visit_on,
        waits_again=waits_again and not is_loss,
    )
    if match.last_visit_on and match.last_visit_on > (now or clock.now()).astimezone(match.centre.zone).date():
        pairs.tell_both(match, f"goodbye@{match.last_visit_on.isoformat()}")
        return match
    return close(match, by=by)


@transaction.atomic
def close(match: Match, *, by: Actor) -> Match:
    """They have said goodbye: what was planned beyond it is off, both are asked how it was, and the request ends or
    goes back on the list.

    Where the person has died, nobody writes to them. Raises `Forbidden`, `Moved`.
    """
    require(by, "matches.arrange", match)
    request = MatchRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=match.request_id)
    visits.cancel_ahead(match, by=by)
    pairs.move(match, "end", by=by, note=match.farewell)
    states.requests.move(request, "wait_again" if match.waits_again else "end", by=by)
    for say in Say.objects.with_match().filter(match=match):
        if say.side == Side.CHAMPION or match.ended_why != Why.LOSS:
            notify("match-goodbye", person=pairs.whose(say), about=say, centre_id=match.centre_id)
    return match


@transaction.atomic
def say_how_it_was(say: Say, *, went: Went, words: str = "", by: Actor, now: datetime | None = None) -> Say:
    """The two answers of one of them, for staff alone. Said again before anybody read it, it replaces the first.

    Raises `Forbidden`, `DomainError("nothing_asked")`.
    """
    require(by, "matches.say", say)
    if say.match.is_open or say.read_at:
        raise DomainError("nothing_asked")
    say.went, say.words, say.said_at = went, words.strip(), now or clock.now()
    say.save(update_fields=["went", "words", "said_at"])
    audit.record("say.given", by=by, subject=say, person_id=pairs.whose(say).pk)
    return say


@transaction.atomic
def read(say: Say, *, by: Actor, now: datetime | None = None) -> Say:
    """Somebody on staff has read it, and seen to what it calls for. Raises `Forbidden`."""
    require(by, "matches.arrange", say.match)
    if say.read_at is None:
        say.read_at, say.read_by_id = now or clock.now(), by.user_id
        say.save(update_fields=["read_at", "read_by"])
        audit.record("say.read", by=by, subject=say, person_id=pairs.whose(say).pk)
    return say
