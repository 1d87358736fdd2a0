"""Supporting a champion: the plan that is made together, check-ins that come due, and notes."""

from datetime import date, timedelta

from django.db import transaction

from champions.models import Champion, Layer, Note, SupportPlan
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require

PLANNED = ("helps", "hinders", "reach", "agreed")


@transaction.atomic
def write_plan(champion: Champion, *, helps: str, hinders: str, reach: str, agreed: str, by: Actor) -> SupportPlan:
    """Keep what was said together. What changes asks the champion anew whether it is right. Raises `Forbidden`."""
    require(by, "champions.support", champion)
    words = {"helps": helps.strip(), "hinders": hinders.strip(), "reach": reach.strip(), "agreed": agreed.strip()}
    now = clock.now()
    plan, is_new = SupportPlan.objects.select_for_update(no_key=True).get_or_create(
        champion=champion, defaults={**words, "written_at": now, "written_by_id": by.user_id}
    )
    if is_new or any(getattr(plan, name) != text for name, text in words.items()):
        for name, text in words.items():
            setattr(plan, name, text)
        plan.written_at, plan.written_by_id, plan.right_at = now, by.user_id, None
        plan.save()
        audit.record("support_plan.written", by=by, subject=plan, person_id=champion.person_id)
    return plan


@transaction.atomic
def say_right(plan: SupportPlan, *, by: Actor, written_at: str) -> SupportPlan:
    """The champion says yes to the plan that they have read, which was written at that moment.

    Raises `Forbidden`; `DomainError` where it has changed since.
    """
    require(by, "champions.own", plan.champion)
    locked = SupportPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if locked.written_at.isoformat() != written_at:
        raise DomainError("support_plan_changed")
    if locked.right_at is None:
        locked.right_at = clock.now()
        locked.save(update_fields=["right_at"])
        audit.record("support_plan.said_right", by=by, subject=locked, person_id=plan.champion.person_id)
    return locked


@transaction.atomic
def note(champion: Champion, *, layer: Layer, text: str, by: Actor, minutes: int | None = None) -> Note:
    """Write something down, for the champion as well or for staff alone. Raises `Forbidden`, `DomainError`."""
    return _note(champion, layer=layer, text=text, checks_in=False, minutes=minutes, by=by)


@transaction.atomic
def plan_check_ins(champion: Champion, *, weeks: int | None, on: date | None, by: Actor) -> Champion:
    """Every how many weeks, and the next day; both None: no more check-ins. Raises `Forbidden`."""
    require(by, "champions.support", champion)
    champion.check_in_weeks, champion.check_in_on = weeks, on
    champion.save(update_fields=["check_in_weeks", "check_in_on"])
    audit.record("champion.changed", by=by, subject=champion, person_id=champion.person_id, fields=["check_ins"])
    return champion


@transaction.atomic
def check_in(champion: Champion, *, on: date, layer: Layer, text: str, by: Actor, minutes: int | None = None) -> Note:
    """A check-in is done: what came of it, and when the next one is due. Raises `Forbidden`, `DomainError`."""
    made = _note(champion, layer=layer, text=text, checks_in=True, minutes=minutes, by=by)
    weeks = champion.check_in_weeks
    champion.check_in_on = on + timedelta(weeks=weeks) if weeks else None
    champion.save(update_fields=["check_in_on"])
    return made


def _note(champion: Champion, *, layer: Layer, text: str, checks_in: bool, minutes: int | None, by: Actor) -> Note:
    require(by, "champions.support", champion)
    if not text.strip():
        raise DomainError("note_needs_words")
    made = Note.objects.create(
        champion=champion,
        layer=Layer(layer),
        text=text.strip(),
        checks_in=checks_in,
        minutes=minutes,
        at=clock.now(),
        written_by_id=by.user_id,
    )
    # The trail says that there is one, and not for whom it is.
    audit.record("champion_note.written", by=by, subject=made, person_id=champion.person_id)
    return made
