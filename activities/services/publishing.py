"""From an approved proposal to an activity on the public site, and to its end."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from activities import search, states
from activities.models import Activity, Proposal
from activities.models.details import DETAIL_FIELDS
from activities.notices import is_soon, tell
from activities.services import clearing, ideas, impact, scheduling, sessions
from activities.signals import activity_ended, send_later
from champions.models import Work
from core import clock
from core.actors import SYSTEM, Actor
from core.policies import require


@transaction.atomic
def publish(proposal: Proposal, *, by: Actor, works: Collection[Work] = (), now: datetime | None = None) -> Activity:
    """Make the activity that an approved proposal describes, with its sessions up to the horizon. `works` is what
    leading it is, beside what follows from how people join.

    Called again for the same proposal, answers with the activity that is there. Raises `DomainError("leader_lacks")`.
    """
    require(by, "activities.review_proposal", proposal)
    made = Activity.objects.filter(proposal=proposal).first()
    if made:
        return made
    now = now or clock.now()
    details = {name: getattr(proposal, name) for name in DETAIL_FIELDS}
    activity = Activity(proposal=proposal, published_at=now, modified_at=now, **details)
    activity.works = [work.value for work in works]
    leaders = [proposal.proposer, *proposal.co_leaders.select_related("person")]
    clearing.hold(leaders, clearing.works_of(activity), activity, by=by)
    activity.slug = free_slug(activity)
    activity.join_code = free_code()
    search.fill(activity)
    activity.save()
    activity.leaders.set(leaders)
    states.activities.remember(activity, "publish", before="", by=by)
    scheduling.materialise(activity=activity, by=by, now=now)
    ideas.fulfil(proposal, activity, by=by)
    return activity


def free_slug(activity: Activity) -> str:
    """An address that nobody has: the title; with the centre where that is taken; with a number where both are.

    The address of a sensitive group says nothing of what it is about: addresses are seen in histories and logs.
    """
    title = "" if activity.sensitive else slugify(activity.title_en or activity.title_fr)[:60]
    wanted = [title or "group", f"{title or 'group'}-{activity.centre.slug}"[:90]]
    others = Activity.objects.exclude(pk=activity.pk)
    taken = set(others.filter(slug__startswith=wanted[0]).values_list("slug", flat=True))
    numbered = (f"{wanted[1]}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [*wanted, *numbered] if slug not in taken)


def free_code() -> str:
    """A join code that no group has: four digits, drawn so that neighbours do not look alike, and more when they run
    short. It opens a sign-up and reveals nothing, so it need not be hard to guess."""
    for digits in (4, 5, 6):
        wanted = [str(secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1)) for _try in range(20)]
        taken = set(Activity.objects.filter(join_code__in=wanted).values_list("join_code", flat=True))
        if free := [code for code in wanted if code not in taken]:
            return free[0]
    raise RuntimeError("no join code is free")


@transaction.atomic
def end(activity: Activity, *, by: Actor, note: str = "", now: datetime | None = None) -> Activity:
    """Take it off the site: every coming date is cancelled, and everybody there is told once, however many dates.

    Raises `Moved`, `Forbidden`.
    """
    require(by, "activities.change_session", activity)
    now = now or clock.now()
    states.activities.move(activity, "end", by=by, note=note, modified_at=now)
    touched = impact.of_group(activity, by=SYSTEM, now=now)
    for session in activity.sessions.scheduled().filter(starts_at__gt=now):
        sessions.cancel(session, by=by, quiet=True, now=now)
    for reach in touched.reaches:
        tell("group-ended", reach.booking, urgent=is_soon(reach.booking.session.starts_at, now))
    for enrolment in activity.enrolments.active():
        states.enrolments.move(enrolment, "end", by=by)
    send_later(activity_ended, Activity, activity_id=activity.pk)
    return activity
