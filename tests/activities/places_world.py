"""What must hold of places whatever happened: asked of the rows alone, without the services that wrote them."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Q, Sum

from activities import states
from activities.models import Booking, Enrolment, Session
from activities.models.booking import ACTIVE, HOLDS_SEATS
from centres.models.centre import LastHours
from core.models import Transition


def held(session):
    rows = Booking.objects.filter(session=session, state__in=HOLDS_SEATS)
    return rows.aggregate(total=Sum("seats", default=0))["total"]


def free_for(row, session, now, without=None):
    """How many seats the rules leave for this row at the session: None for as many as it likes."""
    if session.capacity is None:
        return None
    group = session.activity
    holding = Booking.objects.filter(session=session, state__in=HOLDS_SEATS).exclude(pk=without)
    free = session.capacity - sum(one.seats for one in holding)
    if now < session.starts_at - timedelta(hours=group.kept_until_hours):
        if not row.is_newcomer:
            free -= max(0, group.newcomer_seats - sum(one.seats for one in holding if one.is_newcomer))
        if row.channel != "prescription":
            prescribed = sum(one.seats for one in holding if one.channel == "prescription")
            free -= max(0, group.prescribed_seats - prescribed)
    return max(0, free)


def fits(row, session, now):
    free = free_for(row, session, now)
    return free is None or free >= row.seats


def had_seats(made):
    """Whether a place that was just given was free for its person: the seats of the others, and what is kept."""
    session = Session.objects.select_related("activity", "centre").get(pk=made.session_id)
    free = free_for(made, session, made.created_at, without=made.pk)
    return free is None or free >= made.seats


def in_last_hours(session, now):
    return now >= session.starts_at - timedelta(hours=session.centre.last_hours)


def holds_turn(row, session, now):
    holds = timedelta(hours=session.centre.party_holds_hours)
    return row.turn_at is not None and now < row.turn_at + holds


def queue(session):
    return list(Booking.objects.filter(session=session, state="waitlisted").order_by("created_at", "pk"))


def comes_first(session, now):
    """The rows of the list before which nobody who comes now may have a seat."""
    if in_last_hours(session, now):
        if session.centre.last_hours_rule == LastHours.FIRST_REPLY:
            return []
        return [row for row in queue(session) if fits(row, session, now)]
    return [row for row in queue(session) if fits(row, session, now) or holds_turn(row, session, now)]


def idle(session, now):
    """Who waits, fits, stands behind no party that holds its turn, and yet was offered nothing."""
    for row in queue(session):
        if fits(row, session, now):
            return row
        if holds_turn(row, session, now) and free_for(row, session, now):
            return None
    return None


def idle_enrolment(activity, now):
    """Whoever waits for a course though all of it is free for them."""
    ahead = Session.objects.filter(activity=activity, state="scheduled", starts_at__gt=now)
    dates = {row.pk: row for row in ahead.select_related("activity", "centre")}
    begun = activity.sessions.filter(state="scheduled", starts_at__lte=now).count()
    if begun >= activity.joinable_dates or any(in_last_hours(date, now) for date in dates.values()):
        return None
    for enrolment in Enrolment.objects.filter(activity=activity, state="active").order_by("created_at", "pk"):
        rows = enrolment.bookings.filter(session__in=dates, state="waitlisted")
        if rows and all(fits(row, dates[row.session_id], now) for row in rows):
            return enrolment
    return None


def check_seats():
    """Never fewer than none, never more than there are, and the number written down is the number held."""
    for session in Session.objects.all():
        taken = held(session)
        assert session.seats_taken == taken
        assert session.capacity is None or taken <= session.capacity


def check_once():
    seen = set()
    for session, person in Booking.objects.filter(state__in=ACTIVE).values_list("session", "person"):
        assert (session, person) not in seen
        seen.add((session, person))


def check_offers():
    for row in Booking.objects.select_related("session"):
        if row.state == "offered":
            assert row.offer_until <= row.session.starts_at
        else:
            assert row.offer_until is None


def check_history():
    """Each booking's steps lead, one legal move after the other, from nothing to where it stands."""
    steps = defaultdict(list)
    for step in Transition.objects.filter(subject="activities.booking").order_by("pk"):
        steps[step.subject_id].append(step)
    for pk, state in Booking.objects.filter(attendance="unknown").values_list("pk", "state"):
        first, *rest = steps[pk]
        assert (first.name, first.from_state) == ("book", "")
        at = first.to_state
        for step in rest:
            assert step.from_state == at
            if step.name == "change":
                assert step.to_state == at
                continue
            move = states.bookings.moves[step.name]
            assert at in move.sources
            assert step.to_state == move.target
            at = step.to_state
        assert at == state


def check_who_is_gone(now):
    """Nobody who was erased, or became part of another record, has or gets a place."""
    gone = Q(person__erased_at__isnull=False) | Q(person__merged_into__isnull=False)
    assert not Booking.objects.filter(gone, state__in=ACTIVE, session__starts_at__gt=now).exists()
    assert not Enrolment.objects.filter(gone, state="active").exists()


def had_place(enrolment):
    """Whether they ever had one: whoever did may have given dates back since, and wait for one of them again."""
    rows = enrolment.bookings.values("pk")
    return Transition.objects.filter(subject="activities.booking", subject_id__in=rows, to_state="confirmed").exists()


def check_courses(now, late):
    """Who has no place in a course yet waits for all of its dates, or is offered all. (`late`: dates added since.)"""
    for enrolment in Enrolment.objects.filter(activity__join_mode="course"):
        ahead = enrolment.bookings.filter(session__state="scheduled", session__starts_at__gt=now)
        live = ahead.filter(state__in=ACTIVE).exclude(session__in=late).values_list("state", flat=True)
        if enrolment.state == "ended":
            assert list(live) == []
        elif not had_place(enrolment):
            assert len(set(live)) <= 1
            booked = enrolment.bookings.exclude(session__in=late).values_list("session", flat=True)
            assert len(live) == ahead.exclude(session__in=late).count() == ahead.filter(session__in=booked).count()
