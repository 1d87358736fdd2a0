"""Who may propose, review, lead, write to a group, book, keep a register, answer a leader, and ask a champion."""

from typing import Any

import rules
from django.db.models import Q

from activities.models import (
    Activity,
    Booking,
    CallKind,
    ChangeRequest,
    Enrolment,
    Idea,
    InviteCall,
    Proposal,
    Session,
    SubstituteAsk,
    Wish,
    Worry,
)
from centres.models import Centre
from champions.models import Champion
from core import clock
from core.actors import Actor
from people.policies import cares_here, coordinates_here, is_system


@rules.predicate
def is_active_champion_here(actor: Actor, centre: Centre) -> bool:
    return Champion.objects.active().filter(person=actor.person_id, centre=centre).exists()


@rules.predicate
def is_proposer(actor: Actor, proposal: Proposal) -> bool:
    return actor.person_id is not None and proposal.proposer.person_id == actor.person_id


@rules.predicate
def proposer_is_active(_actor: Actor, proposal: Proposal) -> bool:
    return proposal.proposer.is_active


@rules.predicate
def would_lead(actor: Actor, proposal: Proposal) -> bool:
    """The proposer or a co-leader: nobody decides on a group of their own."""
    if actor.person_id is None:
        return False
    return is_proposer(actor, proposal) or proposal.co_leaders.filter(person=actor.person_id).exists()


@rules.predicate
def is_own(actor: Actor, thing: Booking | Enrolment | ChangeRequest | SubstituteAsk) -> bool:
    return actor.person_id is not None and actor.person_id == thing.person_id


@rules.predicate
def leads_group(actor: Actor, activity: Activity) -> bool:
    """An active leader of the activity."""
    return actor.person_id is not None and activity.leaders.filter(person=actor.person_id).active().exists()


@rules.predicate
def leads(actor: Actor, session: Session) -> bool:
    """An active leader of the session's activity, or who stands in for this one date."""
    other = session.substitute
    stands_in = other is not None and other.is_active and other.person_id == actor.person_id
    return stands_in or leads_group(actor, session.activity)


@rules.predicate
def hears_worries_here(actor: Actor, worry: Worry) -> bool:
    """Whoever is named for it at the centre, and its managers: those who see it at all."""
    return Worry.visible_to(actor).filter(pk=worry.pk).exists()


@rules.predicate
def answers_here(actor: Actor, asked: ChangeRequest) -> bool:
    """Coordinators and managers; of a hard conversation those who see it at all."""
    if asked.wish != Wish.HARD_TALK:
        return coordinates_here(actor, asked)
    return ChangeRequest.visible_to(actor).filter(pk=asked.pk).exists()


def _asked_to_invite(actor: Actor, person_id: int | None) -> Any:
    mine = InviteCall.objects.all().asked_of(actor.person_id, now=clock.now())
    return mine.filter(kind=CallKind.INVITE, person=person_id)


@rules.predicate
def is_asked_to_book(actor: Actor, wish: Booking) -> bool:
    """A champion who is asked just now to invite exactly this person, to this date or to any of its group."""
    this = Q(session=wish.session) | Q(session=None, activity=wish.session.activity_id)
    return bool(_asked_to_invite(actor, wish.person_id).filter(this).exists())


@rules.predicate
def is_asked_to_enrol(actor: Actor, wish: Enrolment) -> bool:
    """The same, to all the dates of a course."""
    return bool(_asked_to_invite(actor, wish.person_id).filter(session=None, activity=wish.activity_id).exists())


@rules.predicate
def is_asked(actor: Actor, call: InviteCall) -> bool:
    """Whom it is asked of, as long as it is."""
    return InviteCall.objects.all().asked_of(actor.person_id, now=clock.now()).filter(pk=call.pk).exists()


@rules.predicate
def champion_there(actor: Actor, idea: Idea) -> bool:
    return Champion.objects.active().filter(person=actor.person_id, centre=idea.centre_id).exists()


def _of(attribute: str, predicate: Any) -> Any:
    """The same predicate, asked about what the thing belongs to."""

    @rules.predicate(f"{predicate.name}_of_{attribute}")
    def asked(actor: Actor, thing: Any) -> bool:
        return predicate(actor, getattr(thing, attribute))

    return asked


rules.add_perm("activities.propose", is_system | is_active_champion_here)
rules.add_perm("activities.change_proposal", is_system | (is_proposer & proposer_is_active))
rules.add_perm("activities.withdraw_proposal", is_system | is_proposer)
rules.add_perm("activities.review_proposal", is_system | (coordinates_here & ~would_lead))
rules.add_perm("activities.change_session", is_system | coordinates_here)
rules.add_perm("activities.confirm_group", is_system | coordinates_here | leads_group)
rules.add_perm("activities.import_schedule", is_system | coordinates_here)
rules.add_perm("activities.lead_group", leads_group)
rules.add_perm("activities.withdraw_change", is_system | is_own)
rules.add_perm("activities.answer_change", is_system | (answers_here & ~is_own))
rules.add_perm("activities.write_to_date", is_system | leads)
rules.add_perm("activities.answer_ask", is_system | is_own)
rules.add_perm("activities.keep_register", is_system | coordinates_here | leads)
rules.add_perm("activities.correct_register", is_system | coordinates_here)
rules.add_perm("activities.see_needs", is_system | cares_here)
rules.add_perm("activities.report_worry", is_system | coordinates_here | leads)
rules.add_perm("activities.answer_worry", is_system | hears_worries_here)
rules.add_perm("activities.book_for_others", is_system | cares_here | leads)
rules.add_perm("activities.change_booking", is_system | is_own | _of("session", cares_here))
rules.add_perm("activities.enrol_others", is_system | cares_here | leads_group)
rules.add_perm("activities.change_enrolment", is_system | is_own | _of("activity", cares_here))
rules.add_perm("activities.invite", is_system | cares_here | leads_group)
rules.add_perm("activities.change_joining", is_system | coordinates_here)
rules.add_perm("activities.ask_champion", is_system | cares_here)
rules.add_perm("activities.answer_call", is_system | is_asked)
rules.add_perm("activities.book_as_asked", is_asked_to_book)
rules.add_perm("activities.enrol_as_asked", is_asked_to_enrol)
rules.add_perm("activities.decide_idea", is_system | coordinates_here)
rules.add_perm("activities.take_up_idea", is_system | champion_there)
