"""People who know a champion: named, asked by letter, heard on the telephone, and what staff make of it."""

from django.db import transaction

from champions.models import Champion, Referee, ReferenceAnswer, Verdict
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require

WANTED = 2
MOST = 4  # where one of them cannot be reached, or does not answer


@transaction.atomic
def name(
    champion: Champion,
    *,
    name: str,
    knows_them: str,
    language: str,
    by: Actor,
    email: str = "",
    phone: str = "",
) -> Referee:
    """Somebody who knows the champion. With an e-mail address they are asked at once, else staff call them.

    Raises `Forbidden`, `DomainError("referee_unreachable")` or `("enough_referees")`.
    """
    require(by, "champions.name_referee", champion)
    if not email and not phone:
        raise DomainError("referee_unreachable")
    Champion.objects.select_for_update(no_key=True).get(pk=champion.pk)  # two forms at once are still counted
    if Referee.objects.filter(champion=champion).count() >= MOST:
        raise DomainError("enough_referees")
    now = clock.now()
    made = Referee.objects.create(
        champion=champion,
        name=name.strip(),
        knows_them=knows_them.strip(),
        email=email.strip().lower(),
        phone=phone,
        language=language,
        named_at=now,
        due_at=now if email else None,
    )
    audit.record("referee.named", by=by, subject=made, person_id=champion.person_id)
    return made


@transaction.atomic
def remove(referee: Referee, *, by: Actor) -> None:
    """Forget them, with what they said; a link that they hold opens nothing any more. Raises `Forbidden`."""
    require(by, "champions.manage", referee.champion)
    audit.record("referee.removed", by=by, subject=referee, person_id=referee.champion.person_id)
    referee.delete()


@transaction.atomic
def answer(referee: Referee, *, since: str, trust: str, by: Actor, heard: bool = False) -> ReferenceAnswer:
    """What they say to our two questions; `heard`: staff asked them on the telephone and write it down.

    Raises `DomainError("answered_already")`: what was said once stays so. Raises `Forbidden`.
    """
    if heard:
        require(by, "champions.manage", referee.champion)
    locked = Referee.objects.select_for_update(no_key=True).get(pk=referee.pk)
    if locked.has_answered:
        raise DomainError("answered_already")
    said = ReferenceAnswer.objects.create(
        referee=locked,
        since=since.strip(),
        trust=trust.strip(),
        at=clock.now(),
        heard_by_id=by.user_id if heard else None,
    )
    Referee.objects.filter(pk=referee.pk).update(due_at=None)
    audit.record("referenceanswer.given", by=by, subject=said, person_id=referee.champion.person_id)
    return said


@transaction.atomic
def judge(said: ReferenceAnswer, verdict: Verdict, *, by: Actor) -> ReferenceAnswer:
    """Whether staff take it as speaking for the champion; may be changed. Raises `Forbidden`."""
    require(by, "champions.manage", said.referee.champion)
    said.verdict, said.read_by_id = verdict, by.user_id
    said.save(update_fields=["verdict", "read_by"])
    audit.record("referenceanswer.judged", by=by, subject=said, person_id=said.referee.champion.person_id)
    return said


def speak_for(champion: Champion) -> int:
    """How many references speak for the champion. One query."""
    return ReferenceAnswer.objects.filter(referee__champion=champion, verdict=Verdict.ACCEPTED).count()
