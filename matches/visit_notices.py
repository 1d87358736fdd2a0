"""The messages of this room: what each is about. Their words are in `templates/notifications/`.

None names anybody but a driver to whom they take: a text is read on a screen that others may see.
"""

from collections.abc import Collection
from datetime import UTC, timedelta
from functools import partial

from django.conf import settings
from django.db import models
from django.urls import reverse

from activities.services import worries
from core import clock
from core.actors import Actor, Channel
from matches.models import Alert, Lift, LiftState, Visit, VisitLog, VisitState
from notifications.registry import Asks, Context, register
from notifications.services.outbox import notify
from people.models import Person

REMINDS_UNTIL = timedelta(hours=3)  # a reminder that comes later than so long before the start helps nobody
ASKS_FOR = timedelta(hours=2)  # so long after the agreed end it makes sense to ask a visitor whether they left
NEXT_VISITS = 3
SOON = timedelta(hours=24)
hearers = worries.hearers
# By a digit or a key (`matches.sms`, `matches.voice`).
COMES_OR_NOT = Asks("own-visit", lambda visit_id: [[visit_id, "yes"], [visit_id, "no"]], says_keys=True)
ANOTHER_TIME = Asks("visit-time", lambda visit_id: [[visit_id, "yes"]], by_text=True)
HERE_OR_NOT = Asks("visit-in", lambda visit_id: [[visit_id, "here"], [visit_id, "off"]], says_keys=True)
LEFT_OR_HELP = Asks("visit-out", lambda visit_id: [[visit_id, "left"], [visit_id, "help"]], says_keys=True)


def load_visits(ids: Collection[int]) -> dict[int, Context]:
    """With the next dates of the same match."""
    rows = {visit.pk: visit for visit in Visit.objects.filter(pk__in=ids).for_rows()}
    later = Visit.objects.planned().filter(match__in={visit.match_id for visit in rows.values()})
    coming = list(later.filter(starts_at__gt=clock.now()).order_by("starts_at", "pk"))
    return {
        pk: _of_visit(visit, [one for one in coming if one.match_id == visit.match_id]) for pk, visit in rows.items()
    }


def _of_visit(visit: Visit, coming: list[Visit]) -> Context:
    for one in coming:
        one.match = visit.match
    return {
        "visit": visit,
        "centre": visit.match.centre,
        "visitor_id": visit.match.champion.person_id,
        "next": coming[:NEXT_VISITS],
        "more": max(0, len(coming) - NEXT_VISITS),
        "address": partial(_page, "my_visits:visit", visit.public_id),
    }


def load_alerts(ids: Collection[int]) -> dict[int, Context]:
    rows = Alert.objects.filter(pk__in=ids).for_rows()
    return {
        row.pk: {
            "alert": row,
            "centre": row.visit.match.centre,
            "address": partial(_page, "desk_visits:alert", row.pk),
        }
        for row in rows
    }


def load_logs(ids: Collection[int]) -> dict[int, Context]:
    """Nothing of what was written: the message says only that there is something to read."""
    rows = VisitLog.objects.filter(pk__in=ids).for_rows()
    at = partial(_page, "desk_visits:today")
    return {row.pk: {"log": row, "centre": row.visit.match.centre, "address": at} for row in rows}


def load_lifts(ids: Collection[int]) -> dict[int, Context]:
    return {
        row.pk: {"lift": row, "centre": row.centre, "address": partial(_lift_page, row)}
        for row in Lift.objects.filter(pk__in=ids).for_rows()
    }


def _page(name: str, *args: object) -> str:
    return settings.PUBLIC_BASE_URL + reverse(name, args=args)


def _lift_page(_lift: Lift) -> str:
    return _page("my:home")


# --- Whether a message still makes sense ---------------------------------------------------------------


def is_on(context: Context) -> bool:
    return context["visit"].is_planned and context["visit"].starts_at > clock.now()


def is_off(context: Context) -> bool:
    return context["visit"].state == VisitState.CANCELLED


def is_ahead(context: Context) -> bool:
    """A reminder is right as long as the visit is on, at the time of which it spoke."""
    visit, message = context["visit"], context["message"]
    in_time = visit.starts_at - clock.now() > REMINDS_UNTIL
    return visit.is_planned and in_time and message.key.endswith(f":{reminder_key(visit)}")


def has_not_arrived(context: Context) -> bool:
    visit = context["visit"]
    return visit.is_planned and not visit.checked_in_at and not visit.checked_out_at and clock.now() < visit.ends_at


def has_not_left(context: Context) -> bool:
    """Of a visit that was prolonged meanwhile, or is long over, nobody is asked."""
    visit, message = context["visit"], context["message"]
    in_time = visit.out_by <= clock.now() < visit.out_by + ASKS_FOR
    return visit.is_planned and not visit.checked_out_at and in_time and message.key.endswith(f":{_end_key(visit)}")


def is_unsettled(context: Context) -> bool:
    """Once somebody looks into it, or all is well, nobody needs to be woken for it."""
    return context["alert"].state == "new" and context["alert"].safe_at is None


def is_safe(context: Context) -> bool:
    return context["alert"].safe_at is not None


def is_unread(context: Context) -> bool:
    return context["log"].settled_at is None


def is_arranged(context: Context) -> bool:
    lift = context["lift"]
    return lift.state == LiftState.ARRANGED and lift.pick_up_at > clock.now() and _speaks_of(context)


def is_called_off(context: Context) -> bool:
    return context["lift"].state == LiftState.CANCELLED


def drives_no_more(context: Context) -> bool:
    """Somebody else drives, or nobody."""
    lift, message = context["lift"], context["message"]
    return lift.driver is None or lift.driver.person_id != message.person_id or lift.state == LiftState.CANCELLED


def _speaks_of(context: Context) -> bool:
    """Whether the message is about the lift as it is now."""
    return bool(context["message"].key.endswith(f":{context['lift'].revision}"))


def reminder_key(visit: Visit) -> str:
    """A visit that gets another time is reminded of anew."""
    return f"@{visit.starts_at.astimezone(UTC):%Y%m%dT%H%M}"


def _end_key(visit: Visit) -> str:
    """… and asked about anew where it gets another end."""
    return f"@{visit.ends_at.astimezone(UTC):%Y%m%dT%H%M}"


# --- Telling --------------------------------------------------------------------------------------------


def tell_both(slug: str, visit: Visit, *, by: Actor, key: str = "") -> None:
    """Owe it to each of the two, but for the one who did it: they see it. Needs `for_rows`."""
    match = visit.match
    soon = clock.now() <= visit.starts_at <= clock.now() + SOON
    for person in (match.champion.person, match.request.person):
        if person.pk != by.person_id:
            notify(slug, person=person, about=visit, key=key, centre_id=match.centre_id, urgent=soon)


def ask_visitor(slug: str, visit: Visit) -> None:
    """At once, by the quickest way, at any hour: the visitor agreed to that. Needs `for_rows`."""
    match = visit.match
    person = match.champion.person
    notify(slug, person=person, about=visit, key=_end_key(visit), centre_id=match.centre_id, urgent=True)


def tell_staff(slug: str, about: models.Model, person: Person, *, key: str = "") -> None:
    """At once, by their quickest way, also at night."""
    centre_id = about.visit.match.centre_id  # type: ignore[attr-defined]
    notify(slug, person=person, about=about, key=key, centre_id=centre_id, urgent=True)


def tell_of_lift(slug: str, lift: Lift, person: Person, *, by: Actor) -> None:
    """Unless they did it themselves, or read our answer to their text."""
    if person.pk == by.person_id and by.channel != Channel.DESK:
        return
    soon = clock.now() <= lift.pick_up_at <= clock.now() + SOON
    notify(slug, person=person, about=lift, key=str(lift.revision), centre_id=lift.centre_id, urgent=soon)


register("visit-planned", load=load_visits, holds=is_on, own_places=True, asks=ANOTHER_TIME)
register("visit-moved", load=load_visits, holds=is_on, call=True, own_places=True, asks=COMES_OR_NOT)
register("visit-cancelled", load=load_visits, holds=is_off, call=True, own_places=True)
register("visit-reminder", load=load_visits, holds=is_ahead, own_places=True, asks=COMES_OR_NOT)
register("visit-arrived", load=load_visits, holds=has_not_arrived, asks=HERE_OR_NOT)
register("visit-left", load=load_visits, holds=has_not_left, asks=LEFT_OR_HELP)
register("visit-call", load=load_visits, holds=has_not_left, asks=LEFT_OR_HELP, by_call=True)
register("visit-alert", load=load_alerts, holds=is_unsettled, call=True, to_staff=True)
register("visit-safe", load=load_alerts, holds=is_safe, call=True, to_staff=True)
register("visit-worry", load=load_logs, holds=is_unread, call=True, to_staff=True)
register("lift-arranged", load=load_lifts, holds=is_arranged, call=True, own_places=True)
register("lift-cancelled", load=load_lifts, holds=is_called_off, call=True, own_places=True)
register("lift-to-drive", load=load_lifts, holds=is_arranged, call=True, own_places=True)
register("lift-not-needed", load=load_lifts, holds=drives_no_more, call=True, own_places=True)
