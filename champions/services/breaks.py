""" "I need a break", and "I am back": said by a champion, and done at once."""

from datetime import date, datetime

from django.db import transaction

from champions import notices
from champions.models import Break, Champion, Standing
from champions.services import standing
from core import audit, clock
from core.actors import Actor, Channel, Role, person_actor
from core.errors import DomainError
from core.policies import require
from notifications.services.outbox import notify
from people.services import persons, staff


@transaction.atomic
def ask(champion: Champion, *, starts_on: date, until: date | None, word: str, today: date, by: Actor) -> Break:
    """A break from today on begins at once; a later one on its day, as the champion said. Whoever supports them is
    told. Asked again, answers with the break there is.

    Raises `Forbidden`, `DomainError`.
    """
    require(by, "champions.own", champion)
    locked = Champion.objects.select_for_update(no_key=True).get(pk=champion.pk)
    known: Break | None = Break.objects.open().filter(champion=locked).first()
    if known is not None:
        return known
    if not locked.is_active:
        raise DomainError("break_not_active")
    if until and until < max(starts_on, today):
        raise DomainError("break_ends_early")
    made = Break.objects.create(
        champion=champion, starts_on=max(starts_on, today), until=until, word=word.strip(), asked_at=clock.now()
    )
    audit.record("break.asked", by=by, subject=made, person_id=champion.person_id)
    if made.starts_on <= today:
        standing.pause(champion, by=by)
    _tell(notices.BREAK_ASKED, made)
    return made


@transaction.atomic
def come_back(champion: Champion, *, by: Actor) -> Champion:
    """Back from the break, or no break after all. Whoever supports them is told. Raises `Forbidden`, `Moved`."""
    require(by, "champions.own", champion)
    over = Break.objects.open().filter(champion=champion).select_related("champion__centre").first()
    if champion.is_active and over is not None:  # it has not begun
        over.ended_at = clock.now()
        over.save(update_fields=["ended_at"])
        audit.record("break.called_off", by=by, subject=over, person_id=champion.person_id)
    else:
        standing.resume(champion, by=by)
    if over is not None:
        _tell(notices.BREAK_OVER, over)
    return champion


def begin_due(*, now: datetime) -> int:
    """The breaks whose day has come, each by the word of the champion who asked for it. Safe to run twice."""
    begun = 0
    due = Break.objects.open().filter(champion__standing=Standing.ACTIVE, starts_on__lte=now.date())
    for one in due.select_related("champion__centre").order_by("pk"):
        if one.starts_on <= now.astimezone(one.champion.centre.zone).date():
            standing.pause(one.champion, by=person_actor(one.champion.person_id, channel=Channel.SYSTEM))
            begun += 1
    return begun


def _tell(slug: str, about: Break) -> None:
    """The supporter; where there is none, whoever coordinates volunteers at the centre."""
    champion = about.champion
    hearers = [champion.supporter] if champion.supporter else staff.at_centre(champion.centre_id, Role.COORDINATOR)
    for user in hearers:
        notify(slug, person=persons.of_account(user), about=about, centre_id=champion.centre_id)
