"""Finding looks that are worth a question, and settling them."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from centres.models import Centre
from core import audit, clock
from core.actors import SYSTEM, Actor
from core.errors import DomainError
from core.policies import require
from people.models import LockOverride, Person, User
from privacy import rules, states
from privacy.models import Rule, UnusualLook, WellKnown
from privacy.services import evidence

SPAN = 7  # days that each run looks at again: a worker may have been away
ANSWER_HOLDS = timedelta(days=180)


def find_everywhere(*, now: datetime) -> int:
    """The nightly run: the days that are over, at every centre; returns how many looks were found."""
    return sum(find(centre, now=now) for centre in Centre.objects.order_by("pk"))


@transaction.atomic
def find(centre: Centre, *, now: datetime, days: int = SPAN) -> int:
    """Write down what the rules say of the last days that are over. Run again, it adds nothing twice."""
    last = now.astimezone(centre.zone).date() - timedelta(days=1)
    first = last - timedelta(days=days - 1)
    wanted = [*_of_looks(centre, first, last), *_of_days(centre, first, last)]
    known = UnusualLook.objects.filter(centre=centre, day__gte=first).values_list("viewer", "person", "rule", "day")
    there = set(known)
    new = [one for one in wanted if (one.viewer_id, one.person_id, one.rule, one.day) not in there]
    if new:
        UnusualLook.objects.bulk_create(new, ignore_conflicts=True)
        audit.record("unusuallook.found", by=SYSTEM, centre_id=centre.pk, number=len(new))
    return len(new)


def _of_looks(centre: Centre, first: date, last: date) -> list[UnusualLook]:
    looks = evidence.read_looks(centre, first, last)
    if not looks:
        return []
    known = evidence.read_known(centre, first, last)
    settled = evidence.answered(centre, first - ANSWER_HOLDS)
    return [
        UnusualLook(
            centre=centre,
            viewer_id=look.viewer,
            person_id=look.person,
            rule=rule,
            day=look.day,
            first_at=look.odd_at if rule == Rule.HOURS and look.odd_at else look.first_at,
            number=look.number,
        )
        for look in looks
        if look.viewer in known.viewers and look.person in known.people
        for rule in rules.speak(look, known)
        if (look.viewer, look.person, rule) not in settled
    ]


def _of_days(centre: Centre, first: date, last: date) -> list[UnusualLook]:
    """Two queries."""
    days = evidence.read_days(centre, first, last)
    there = set(User.objects.filter(pk__in=list(days)).values_list("pk", flat=True))
    found = []
    for viewer, counted in days.items():
        for day, number in counted.items():
            usual = rules.usual(counted, day)
            if viewer in there and first <= day <= last and rules.too_many(number, usual):
                found.append(
                    UnusualLook(
                        centre=centre,
                        viewer_id=viewer,
                        rule=Rule.MANY,
                        day=day,
                        first_at=evidence.midnight(day, centre),
                        number=number,
                        usual=usual,
                    )
                )
    return found


@transaction.atomic
def note_override(override: LockOverride) -> None:
    """A locked record was opened: that is asked about at once, and each day once."""
    look, created = UnusualLook.objects.get_or_create(
        centre_id=override.centre_id,
        viewer_id=override.user_id,
        person_id=override.person_id,
        rule=Rule.LOCK,
        day=override.at.astimezone(override.centre.zone).date(),
        defaults={"first_at": override.at},
    )
    if not created:
        UnusualLook.objects.filter(pk=look.pk).update(number=F("number") + 1)


def overrides(look: UnusualLook) -> list[LockOverride]:
    """For which reasons, and in which words, the record was opened that day. One query; none by any other rule."""
    if look.rule != Rule.LOCK:
        return []
    begins = evidence.midnight(look.day, look.centre)
    there = LockOverride.objects.filter(person=look.person_id, user=look.viewer_id, centre=look.centre_id)
    return list(there.filter(at__gte=begins, at__lt=begins + timedelta(days=1)).order_by("at", "pk"))


def view(look: UnusualLook, *, by: Actor) -> UnusualLook:
    """Open it to read: recorded."""
    audit.record("unusuallook.viewed", by=by, subject=look, person_id=look.person_id)
    return look


def ask(look: UnusualLook, *, words: str, by: Actor) -> UnusualLook:
    """The viewer was asked about it; what they said, or why we wait. Raises `Forbidden`, `Moved`."""
    return _settle(look, "ask", words, by)


def find_fine(look: UnusualLook, *, words: str, by: Actor) -> UnusualLook:
    """There was a reason. Raises `Forbidden`, `Moved`."""
    return _settle(look, "find_fine", words, by)


@transaction.atomic
def _settle(look: UnusualLook, move: str, words: str, by: Actor) -> UnusualLook:
    require(by, "privacy.settle_look", look)
    if not words.strip():
        raise DomainError("look_needs_words")
    return states.looks.move(look, move, by=by, words=words.strip(), settled_at=clock.now(), settled_by_id=by.user_id)


@transaction.atomic
def mark_well_known(person: Person, *, centre: Centre, by: Actor) -> WellKnown:
    """From now on each look at their record is asked about; said again, nothing changes. Raises `Forbidden`."""
    require(by, "privacy.mark_well_known", centre)
    mark, created = WellKnown.objects.get_or_create(
        centre=centre, person=person, defaults={"marked_at": clock.now(), "marked_by_id": by.user_id}
    )
    if created:
        audit.record("wellknown.marked", by=by, subject=mark, person_id=person.pk)
    return mark


@transaction.atomic
def unmark_well_known(mark: WellKnown, *, by: Actor) -> Person:
    """Raises `Forbidden`."""
    require(by, "privacy.mark_well_known", mark)
    person = mark.person
    audit.record("wellknown.unmarked", by=by, subject=mark, person_id=person.pk)
    mark.delete()
    return person
