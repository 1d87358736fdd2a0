"""What becomes of places when two records are made one: nobody has two at one date, and no better one is lost."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from activities.choices import JoinMode
from activities.models import (
    Activity,
    Booking,
    BookingState,
    ChangeRequest,
    Enrolment,
    GroupMessage,
    Idea,
    IdeaSupport,
    Invitation,
    InviteCall,
    Worry,
)
from activities.services import bookings, enrolments, seats
from core import clock, merging
from core.actors import Actor, Role

BEST_FIRST: list[str] = [BookingState.CONFIRMED, BookingState.OFFERED, BookingState.WAITLISTED, BookingState.THINKING]


@dataclass(frozen=True)
class Double:
    """Two live bookings of one human at one date: which of them stays, and which is given back."""

    better: Booking
    worse: Booking

    @classmethod
    def of(cls, one: Booking, other: Booking) -> "Double":
        better, worse = sorted(
            (one, other), key=lambda booking: (BEST_FIRST.index(booking.state), booking.created_at, booking.pk)
        )
        return cls(better, worse)


def doubles(kept_id: int, merged_id: int, *, now: datetime) -> list[Double]:
    """The dates ahead at which both records have something. One query."""
    ahead = Booking.objects.active().filter(person__in=(kept_id, merged_id), session__starts_at__gt=now)
    at: dict[int, list[Booking]] = {}
    for booking in ahead.select_related("person", "session__activity", "session__centre").order_by("session", "pk"):
        at.setdefault(booking.session_id, []).append(booking)
    return [Double.of(*two) for two in at.values() if len(two) == 2]


def give_back_doubles(kept_id: int, merged_id: int, by: Actor) -> list[int]:
    """Leave one standing place an activity and one booking a date; then let the merged one's standing places move.

    Lock order: activities, then sessions, each by id. Nobody is told "your place is cancelled": they keep the other.
    """
    # At another centre too: that the two are one human is decided once. The records name who decided.
    by = replace(by, roles=by.roles | {Role.SYSTEM})
    now = clock.now()
    both = _both_enrolled(kept_id, merged_id)
    list(Activity.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=both).order_by("pk"))
    rows = Booking.objects.active().filter(person__in=(kept_id, merged_id), session__starts_at__gt=now)
    wanted = {double.worse.session_id for double in doubles(kept_id, merged_id, now=now)}
    wanted |= set(rows.filter(session__activity__in=both).values_list("session", flat=True))
    for pk in sorted(wanted):
        seats.lock(pk)
    for activity_id in both:
        _unite_enrolments(activity_id, kept_id, merged_id, by=by, now=now)
    for double in doubles(kept_id, merged_id, now=now):
        bookings.cancel(double.worse, by=by, quiet=True, now=now)
    return _move_enrolments(kept_id, merged_id, by)


def _both_enrolled(kept_id: int, merged_id: int) -> list[int]:
    of_kept = Enrolment.objects.active().filter(person=kept_id).values("activity")
    found = Enrolment.objects.active().filter(person=merged_id, activity__in=of_kept)
    return sorted(found.values_list("activity", flat=True))


def _unite_enrolments(activity_id: int, kept_id: int, merged_id: int, *, by: Actor, now: datetime) -> None:
    """End the standing place that holds less, or came later; what it holds and the other does not, goes over first."""
    two = Enrolment.objects.active().filter(activity=activity_id, person__in=(kept_id, merged_id))
    better, worse = sorted(
        two.select_related("activity", "person"), key=lambda one: (-_places(one, now), one.created_at, one.pk)
    )
    if better.activity.join_mode != JoinMode.COURSE:  # a course is one thing, and is given back as one
        _hand_over(worse, better, by=by, now=now)
    enrolments.end(worse, by=by, quiet=True, now=now)


def _places(enrolment: Enrolment, now: datetime) -> int:
    return enrolment.bookings.confirmed().filter(session__starts_at__gt=now).count()


def _hand_over(worse: Enrolment, better: Enrolment, *, by: Actor, now: datetime) -> None:
    own = {booking.session_id: booking for booking in _ahead(better, now)}
    for booking in _ahead(worse, now):
        rival = own.get(booking.session_id)
        double = Double.of(rival, booking) if rival else None
        if double and double.better == rival:
            continue  # is given back with its standing place
        if double:
            bookings.cancel(double.worse, by=by, quiet=True, now=now)
        booking.enrolment = better
        booking.save(update_fields=["enrolment"])


def _ahead(enrolment: Enrolment, now: datetime) -> QuerySet[Booking]:
    rows = enrolment.bookings.active().filter(session__starts_at__gt=now)
    return rows.select_related("person", "session__activity", "session__centre").order_by("session")


_move_enrolments = merging.mover(Enrolment)
_restore_bookings = merging.restorer(Booking)


def past_doubles(kept_id: int, merged_id: int) -> QuerySet[Booking]:
    """The merged one's live bookings at dates where the kept one has one as well: nobody rewrites what was."""
    own = Booking.objects.active().filter(person=kept_id).values("session")
    return Booking.objects.active().filter(person=merged_id, session__in=own)


def restore_bookings(ids: list[int], kept_id: int, merged_id: int) -> list[int]:
    """Back to their person; and to that person's own standing place, where they were handed over to the other's."""
    back = _restore_bookings(ids, kept_id, merged_id)
    own = Enrolment.objects.filter(person=merged_id, activity=OuterRef("session__activity")).order_by("-pk")
    strayed = Booking.objects.filter(pk__in=back, enrolment__isnull=False).exclude(enrolment__person=merged_id)
    for booking in strayed.annotate(own_enrolment=Subquery(own.values("pk")[:1])):
        booking.enrolment_id = booking.own_enrolment
        booking.save(update_fields=["enrolment"])
    return back


def notes(kept_id: int, merged_id: int) -> list[str]:
    now = clock.now()
    ahead = len(doubles(kept_id, merged_id, now=now))
    past = past_doubles(kept_id, merged_id).filter(session__starts_at__lte=now).count()
    said = []
    if ahead:
        said.append(
            ngettext(
                "Both have a place at %(number)d date. The better place stays; the other is given back, for somebody "
                "else to take.",
                "Both have a place at %(number)d dates. The better place stays; the other is given back, for somebody "
                "else to take.",
                ahead,
            )
            % {"number": ahead}
        )
    if past:
        said.append(
            ngettext(
                "Both stood in the register of %(number)d past date. The second entry stays with the old record.",
                "Both stood in the register of %(number)d past dates. The second entries stay with the old record.",
                past,
            )
            % {"number": past}
        )
    return said


def double_invitations(kept_id: int, merged_id: int) -> QuerySet[Invitation]:
    own = Invitation.objects.standing().filter(person=kept_id).values("activity")
    return Invitation.objects.standing().filter(person=merged_id, activity__in=own)


def double_calls(kept_id: int, merged_id: int) -> QuerySet[InviteCall]:
    """Two champions are asked for the same: the call about the record that goes is out of sight with it."""
    own = InviteCall.objects.open().filter(person=kept_id, activity=OuterRef("activity"), kind=OuterRef("kind"))
    return InviteCall.objects.open().filter(Exists(own), person=merged_id)


def double_supports(kept_id: int, merged_id: int) -> QuerySet[IdeaSupport]:
    own = IdeaSupport.objects.filter(person=kept_id).values("idea")
    return IdeaSupport.objects.filter(person=merged_id, idea__in=own)


# Standing places first: they decide which bookings there are left to move.
merging.register(Enrolment, move=give_back_doubles, label=_("Standing places"), centre="activity__centre")
merging.register(
    Booking,
    restore=restore_bookings,
    stays=past_doubles,
    label=_("Places at dates"),
    notes=notes,
    centre="session__centre",
)
merging.register(
    Invitation,
    stays=double_invitations,
    label=_("Invitations to groups"),
    centre="activity__centre",
)
merging.register(Worry, centre="session__centre")  # only those who are named for it may know that there is one
merging.register(Worry, field="reporter")
merging.register(GroupMessage, field="sender")
merging.register(ChangeRequest, label=_("Requests for groups"), centre="centre")
merging.register(InviteCall, stays=double_calls, label=_("What champions are asked"), centre="centre")
merging.register(Idea, label=_("Ideas"), centre="centre")
merging.register(IdeaSupport, stays=double_supports, label=_("Ideas that they would come to"), centre="idea__centre")
