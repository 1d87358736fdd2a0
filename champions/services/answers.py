"""What somebody says who was asked: by the link, without an account, or told to staff, who write it down."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from champions.models import Answer, Champion, ChampionInvitation, Standing
from champions.models.invitation import GOOD_FOR
from champions.services import invitations, standing
from core import audit, clock, links
from core.actors import Actor, person_actor
from core.errors import DomainError
from core.policies import require
from notifications.models import Reason
from notifications.services import call_backs
from people.models import ContactPoint
from people.models.contact import ContactKind

LINK = "champion-invitation"  # the purpose of the signed link
TALK_WITHIN = timedelta(days=7)


def token_of(invitation: ChampionInvitation) -> str:
    return links.short(LINK, invitation.pk)


def by_token(token: str, *, now: datetime | None = None) -> ChampionInvitation | None:
    """The invitation that the link opens, if it does. One query."""
    try:
        pk = links.read_short(LINK, token)
    except links.BadLink:
        return None
    made = {"made_at__gt": (now or clock.now()) - GOOD_FOR}
    rows = ChampionInvitation.objects.select_related("champion__person", "centre", "inviter").filter(pk=pk, **made)
    found = rows.exclude(champion=None).filter(champion__person__erased_at=None).first()
    return found if found and (found.is_open or has_answered(found)) else None


def has_answered(invitation: ChampionInvitation) -> bool:
    """Whether it ended with their answer: the link then still says thank you. A withdrawn one says nothing."""
    said = invitation.answer in {Answer.YES, Answer.LATER}
    return said and not invitation.is_open and invitation.whom.standing != Standing.INVITED


def person_of(invitation: ChampionInvitation) -> Actor:
    """Whoever holds the link acts as the one who was asked."""
    return person_actor(invitation.whom.person_id)


@transaction.atomic
def say(invitation: ChampionInvitation, answer: Answer, *, by: Actor) -> ChampionInvitation:
    """Yes, or not now. Whoever asked is told. Said again, nothing happens; a yes can become "not now", and the other
    way round somebody has to be asked anew. Raises `Forbidden`; `DomainError` where the invitation is settled."""
    require(by, "champions.answer", invitation)
    champion = Champion.objects.select_for_update(of=("self",)).get(pk=invitation.champion_id)
    stored = ChampionInvitation.objects.get(pk=invitation.pk)
    if stored.answer == answer:
        return invitation
    if not stored.is_open or champion.standing != Standing.INVITED:
        raise DomainError("invitation_settled")
    invitation.answer, invitation.answered_at = answer, clock.now()
    invitation.save(update_fields=["answer", "answered_at"])
    audit.record("champion_invitation.answered", by=by, subject=invitation, person_id=champion.person_id)
    if answer == Answer.LATER:
        standing.move(champion, "decline", by=by.trusted())
        invitation.refresh_from_db(fields=["closed_at"])
    elif answer == Answer.YES:
        _plan(champion, invitation)
    invitations.tell_inviter(invitation, answer, by=by)
    return invitation


def _plan(champion: Champion, invitation: ChampionInvitation) -> None:
    with translation.override(invitation.centre.language):
        champion.next_step = _("They said yes: hear from them, or call")
    champion.next_step_on = clock.now().astimezone(invitation.centre.zone).date() + TALK_WITHIN
    champion.save(update_fields=["next_step", "next_step_on"])


def number_of(invitation: ChampionInvitation) -> str:
    """The number at which we would call them (E.164); empty where we have none. One query."""
    numbers = ContactPoint.objects.filter(person=invitation.whom.person_id).exclude(kind=ContactKind.EMAIL)
    return numbers.values_list("value", flat=True).first() or ""


@transaction.atomic
def call_me(invitation: ChampionInvitation, *, number: str, by: Actor) -> ChampionInvitation:
    """They would rather talk: a call waits at the desk; the invitation stays open. `number` may be empty where we have
    one. Raises `Forbidden`, `DomainError`."""
    require(by, "champions.answer", invitation)
    number = number or number_of(invitation)
    if not number:
        raise DomainError("number_missing")
    if not invitation.is_good():
        raise DomainError("invitation_settled")
    person = invitation.whom.person
    call_backs.ask(
        centre=invitation.centre,
        number=number,
        reason=Reason.CHAMPION,
        language=person.language,
        person=person,
        by=by,
    )
    if not invitation.answer:
        invitation.answer, invitation.answered_at = Answer.CALL, clock.now()
        invitation.save(update_fields=["answer", "answered_at"])
        audit.record("champion_invitation.answered", by=by, subject=invitation, person_id=person.pk)
    return invitation
