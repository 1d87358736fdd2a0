"""Asking somebody to be a Health Champion, and what they say."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from centres.models import Centre
from champions.models import Answer, Champion, ChampionInvitation, Means, Standing
from champions.models.champion import ON_THE_WAY
from champions.services import standing
from champions.states import machine
from core import audit, clock
from core.actors import CARE_ROLES, Actor
from core.errors import DomainError
from core.policies import require
from notifications.models import Preferences
from notifications.services import reach
from notifications.services.outbox import notify
from people.models import Person
from people.models.contact import Way
from people.services import numbers, persons

HEAR_WITHIN = timedelta(days=14)
WAY_OF = {Means.EMAIL: Way.EMAIL, Means.TEXT: Way.TEXT}


@dataclass(frozen=True)
class Asking:
    """How somebody is asked: in the inviter's own words, and by which means. `remind_on` is for asking in person."""

    words: str
    means: Means
    remind_on: date | None = None


def way_of(invitation: ChampionInvitation) -> Way | None:
    """The one way by which it goes; None where nothing is sent."""
    return WAY_OF.get(Means(invitation.means)) if invitation.means else None


def open_means(person: Person) -> list[Means]:
    """How this person can be asked just now: written ways only where they reach them. Three queries at most."""
    ways = _ways_to(person)
    return [means for means in Means if means not in WAY_OF or WAY_OF[means] in ways]


def _ways_to(person: Person) -> set[Way | None]:
    wishes = Preferences.objects.filter(person=person).first()
    if wishes is not None and wishes.do_not_contact:
        return set()
    points = list(person.contact_points.all())
    stopped = numbers.stopped(point.value for point in points)
    return {point.way for point in points if reach.is_reached(point, stopped)}


def check_standing(champion: Champion) -> None:
    """Whether somebody with this row may be asked, as far as their standing goes. Raises `DomainError`."""
    if champion.is_serving:
        raise DomainError("already_champion")
    if champion.standing != Standing.INVITED and champion.standing in ON_THE_WAY:
        raise DomainError("already_on_the_way")


@transaction.atomic
def ask(*, person: Person, centre: Centre, asking: Asking, by: Actor, named: str = "") -> ChampionInvitation:
    """Ask somebody whom the centre knows. Raises `Forbidden`; `DomainError` where they were asked already or serve,
    or where these means do not reach them."""
    require(by, "champions.ask", centre)
    require(by, "people.view", person)
    invitation = ChampionInvitation(
        centre=centre, inviter_id=by.user_id, named=named or person.name, made_at=clock.now()
    )
    return send(invitation, person, asking, by=by)


def send(invitation: ChampionInvitation, person: Person, asking: Asking, *, by: Actor) -> ChampionInvitation:
    """Bind an invitation, new or waiting, to whom it is for, and let it go out. For services that have asked who may.

    Raises `DomainError`."""
    _check(person, asking)
    invitation.words = asking.words.strip()
    invitation.means = asking.means
    invitation.remind_on = asking.remind_on if asking.means == Means.IN_PERSON else None
    invitation.contact = ""
    try:
        with transaction.atomic():
            invitation.champion = _invited(person, invitation, by=by)
            invitation.save()
    except IntegrityError as error:  # somebody asks them at this very moment
        raise DomainError("already_asked") from error
    audit.record("champion_invitation.made", by=by, subject=invitation, person_id=person.pk, means=invitation.means)
    if asking.means in WAY_OF:
        notify("champion-invitation", person=person, about=invitation, centre_id=invitation.centre_id)
    return invitation


def _check(person: Person, asking: Asking) -> None:
    if person.erased_at or person.merged_into_id:
        raise DomainError("already_erased")
    if not asking.words.strip():
        raise DomainError("invitation_needs_words")
    if asking.means not in open_means(person):
        raise DomainError("means_do_not_reach")
    if asking.means == Means.IN_PERSON and asking.remind_on is None:
        raise DomainError("needs_a_day_to_ask")


def _invited(person: Person, invitation: ChampionInvitation, *, by: Actor) -> Champion:
    """The person's row at the centre, moved to invited; somebody hears what they say, within two weeks."""
    centre = invitation.centre
    champion = Champion.objects.select_for_update(of=("self",)).filter(person=person, centre=centre).first()
    if champion is not None:
        check_standing(champion)
        if champion.invitations.open().exists():
            raise DomainError("already_asked")
    with translation.override(centre.language):
        words = _("Ask them") if invitation.remind_on else _("Hear what they say")
    today = clock.now().astimezone(centre.zone).date()
    plan: dict[str, Any] = {"next_step": words, "next_step_on": invitation.remind_on or today + HEAR_WITHIN}
    supporter = by.user_id if by.has(*CARE_ROLES) else None
    if champion is None:
        persons.know_at(person, centre.pk)
        new = Champion(person=person, centre=centre, stood_since=clock.now(), supporter_id=supporter, **plan)
        return machine.begin(new, Standing.INVITED, "invite", by=by)
    if champion.standing == Standing.INVITED:
        return champion
    supporter = champion.supporter_id or supporter
    return standing.move(champion, "invite", by=by.trusted(), supporter_id=supporter, **plan)


@transaction.atomic
def withdraw(invitation: ChampionInvitation, *, by: Actor) -> ChampionInvitation:
    """Its link opens nothing any more. Whom it was for stays on the way: that is decided on their file.

    Asked again, nothing happens. Raises `Forbidden`."""
    require(by, "champions.follow", invitation)
    if _close(invitation):
        person_id = invitation.champion.person_id if invitation.champion else None
        audit.record("champion_invitation.withdrawn", by=by, subject=invitation, person_id=person_id)
    return invitation


def _close(invitation: ChampionInvitation) -> bool:
    now = clock.now()
    closed = ChampionInvitation.objects.open().filter(pk=invitation.pk).update(closed_at=now, contact="")
    if closed:
        invitation.closed_at, invitation.contact = now, ""
    return bool(closed)


def remind(*, now: datetime | None = None) -> int:
    """Tell those who meant to ask somebody in person that the day has come; returns how many. Each is told once."""
    now = now or clock.now()
    rows = ChampionInvitation.objects.to_ask(now.date() + timedelta(days=1)).filter(reminded_at=None)
    due = [one for one in rows.select_related("centre", "inviter") if one.remind_on <= _today(one, now)]
    return sum(_remind(one, now) for one in due)


def _today(invitation: ChampionInvitation, now: datetime) -> date:
    return now.astimezone(invitation.centre.zone).date()


@transaction.atomic
def _remind(invitation: ChampionInvitation, now: datetime) -> bool:
    if not ChampionInvitation.objects.filter(pk=invitation.pk, reminded_at=None).update(reminded_at=now):
        return False
    if invitation.inviter is None:
        return False
    inviter = persons.of_account(invitation.inviter)
    notify("champion-to-ask", person=inviter, about=invitation, centre_id=invitation.centre_id)
    return True


def tell_inviter(invitation: ChampionInvitation, answer: Answer, *, by: Actor) -> None:
    """Whoever wrote the answer down themselves knows it."""
    if invitation.inviter is None or by.user_id == invitation.inviter_id:
        return
    inviter = persons.of_account(invitation.inviter)
    notify("champion-answered", person=inviter, about=invitation, key=str(answer), centre_id=invitation.centre_id)
