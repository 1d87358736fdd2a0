"""What leaders ask staff to change: from the wish to the answer. Staff do it by the same doors as anything else."""

from datetime import datetime
from typing import Any

from django.db import transaction

from activities import states
from activities.models import Activity, ChangeRequest, ChangeRequestState, Session, Wish
from activities.models.change_request import IN_WORDS
from activities.services import seats, worries
from champions.models import Champion
from champions.services import standing
from core import clock
from core.actors import Actor, Role
from core.errors import DomainError
from core.policies import require
from notifications.services.outbox import notify
from people.models import User
from people.services import persons, staff


@transaction.atomic
def ask(
    activity: Activity,
    *,
    wish: Wish,
    by: Actor,
    session: Session | None = None,
    answers: dict[str, Any] | None = None,
    words: str = "",
    call_me: bool = False,
    now: datetime | None = None,
) -> ChangeRequest:
    """Tell the staff who answer it that something waits. Asked again while the same waits, answers with that.

    Raises `Forbidden`, `DomainError("wish_needs_words")` where words are all there is, and nobody is asked to call.
    """
    require(by, "activities.lead_group", activity)
    words, answers = words.strip(), answers or {}
    if wish in IN_WORDS and not (words or call_me):
        raise DomainError("wish_needs_words")
    seats.lock_group(activity.pk)
    open_ones = ChangeRequest.objects.open().filter(activity=activity, session=session, person=by.person_id, wish=wish)
    same = next((one for one in open_ones if (one.answers, one.words, one.call_me) == (answers, words, call_me)), None)
    if same:
        return same
    made = ChangeRequest(
        activity=activity,
        centre=activity.centre,
        session=session,
        person_id=by.person_id,
        wish=wish,
        answers=answers,
        words=words,
        call_me=call_me,
        asked_at=now or clock.now(),
    )
    states.change_requests.begin(made, ChangeRequestState.NEW, "ask", by=by)
    for user in _who_answers(made):
        if user.pk != by.user_id:
            notify("change-asked", person=persons.of_account(user), about=made, centre_id=activity.centre_id)
    return made


def _who_answers(asked: ChangeRequest) -> list[User]:
    """Of a hard conversation the supporter of whoever asks, and who hears worries; of all else the coordinators."""
    if asked.wish != Wish.HARD_TALK:
        return hearers(asked.centre_id)
    mine = Champion.objects.all().at(asked.centre_id).led_by(asked.person_id)
    supporters = standing.supporters(asked.centre_id).filter(supported_champions__in=mine)
    return list(dict.fromkeys([*supporters, *worries.hearers(asked.centre_id)]))


def hearers(centre_id: int) -> list[User]:
    """Who is told that a leader asks: the coordinators; where there are none the managers. Two queries at most."""
    return staff.at_centre(centre_id, Role.COORDINATOR) or staff.at_centre(centre_id, Role.MANAGER)


@transaction.atomic
def fulfil(asked: ChangeRequest, *, by: Actor, reply: str = "", now: datetime | None = None) -> ChangeRequest:
    """Say that it is done. Raises `Forbidden` also for whoever asked, `Moved`."""
    require(by, "activities.answer_change", asked)
    states.change_requests.move(asked, "fulfil", by=by, reply=reply.strip(), answered_at=now or clock.now())
    return _told(asked, "change-done")


@transaction.atomic
def decline(asked: ChangeRequest, *, reply: str, by: Actor, now: datetime | None = None) -> ChangeRequest:
    """Say no, and why. Raises `Forbidden` also for whoever asked, `DomainError("reason_needed")`, `Moved`."""
    require(by, "activities.answer_change", asked)
    if not reply.strip():
        raise DomainError("reason_needed")
    states.change_requests.move(asked, "decline", by=by, reply=reply.strip(), answered_at=now or clock.now())
    return _told(asked, "change-declined")


@transaction.atomic
def withdraw(asked: ChangeRequest, *, by: Actor, now: datetime | None = None) -> ChangeRequest:
    """Whoever asked does not wish it any more. Raises `Forbidden`, `Moved`."""
    require(by, "activities.withdraw_change", asked)
    return states.change_requests.move(asked, "withdraw", by=by, answered_at=now or clock.now())


def _told(asked: ChangeRequest, slug: str) -> ChangeRequest:
    if asked.person:
        notify(slug, person=asked.person, about=asked, centre_id=asked.centre_id)
    return asked


def lately_of(person_id: int, *, now: datetime) -> list[ChangeRequest]:
    """What somebody asked for that waits, or was answered lately, newest first. One query."""
    return list(ChangeRequest.objects.all().of_person(person_id).lately(now))
