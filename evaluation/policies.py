"""Who may decide what is asked, answer, and read what was learnt."""

from typing import Any

import rules

from activities.models import Booking
from core.actors import CARE_ROLES, MANAGERS, Actor, Role
from evaluation.models import READERS, Sitting, Story, Survey, SurveyInvitation
from people.models import Person
from people.policies import centre_id_of, is_system
from prescriptions.models import WALKERS


@rules.predicate
def is_theirs(actor: Actor, sitting: Sitting) -> bool:
    return actor.person_id is not None and actor.person_id == sitting.person_id


@rules.predicate
def asks_here(actor: Actor, sitting: Sitting) -> bool:
    """Whoever may see it among the staff: a link worker or manager, from whom the record is not locked. One query."""
    return actor.has(*WALKERS) and Sitting.visible_to(actor).filter(pk=sitting.pk).exists()


@rules.predicate
def leads_their_group(actor: Actor, sitting: Sitting) -> bool:
    """Whoever leads a group in which the person has or had a place, whatever else they are: people answer otherwise to
    whoever they would not disappoint. One query."""
    if actor.person_id is None or actor.person_id == sitting.person_id:
        return False
    theirs = Booking.objects.filter(person=sitting.person_id)
    led: bool = theirs.filter(session__activity__leaders__person=actor.person_id).exists()
    return led


@rules.predicate
def manages_here(actor: Actor, thing: Any) -> bool:
    return actor.has(Role.MANAGER) and actor.centre_id == centre_id_of(thing)


@rules.predicate
def reads_here(actor: Actor, thing: Any) -> bool:
    return actor.has(*READERS) and actor.centre_id == centre_id_of(thing)


@rules.predicate
def tries_here(actor: Actor, thing: Any) -> bool:
    return actor.has(*MANAGERS) and actor.centre_id == centre_id_of(thing)


@rules.predicate
def is_oneself(actor: Actor, person: Person) -> bool:
    return actor.person_id is not None and actor.person_id == person.pk


@rules.predicate
def walks_with(actor: Actor, person: Person) -> bool:
    """A link worker or manager of a centre that knows them, from whom the record is not locked. One query."""
    return actor.has(*WALKERS) and Person.visible_to(actor).filter(pk=person.pk).exists()


@rules.predicate
def told_it(actor: Actor, story: Story) -> bool:
    return actor.person_id is not None and actor.person_id == story.person_id


@rules.predicate
def listens_here(actor: Actor, story: Story) -> bool:
    """Care staff of the story's centre, from whom the record is not locked. One query."""
    if not (actor.has(*CARE_ROLES) and actor.centre_id == story.centre_id):
        return False
    return bool(Story.visible_to(actor).filter(pk=story.pk).exists())


@rules.predicate
def was_invited(actor: Actor, survey: Survey) -> bool:
    """One query."""
    return SurveyInvitation.visible_to(actor).filter(survey=survey, person=actor.person_id).exists()


rules.add_perm("evaluation.answer", is_system | is_theirs | (asks_here & ~leads_their_group))
rules.add_perm("evaluation.plan", is_system | manages_here)
rules.add_perm("evaluation.read", is_system | reads_here)
rules.add_perm("evaluation.take_attendance", is_system | manages_here)
rules.add_perm("evaluation.say_who", is_system | is_oneself | walks_with)
rules.add_perm("evaluation.keep_notebook", is_system | tries_here)
rules.add_perm("evaluation.keep_story", is_system | told_it | listens_here)
rules.add_perm("evaluation.shorten_story", is_system | listens_here)
rules.add_perm("evaluation.survey", is_system | manages_here)
rules.add_perm("evaluation.answer_survey", was_invited)
