"""The demo's plans: somebody who came by a prescription hopes for something, and was at a group for the first time."""

from datetime import datetime, timedelta

from activities.choices import JoinMode
from activities.models import ActivityState, Booking, Session
from core import clock
from core.actors import SYSTEM
from core.demo import DemoWorld
from prescriptions import states
from prescriptions.models import Case, Doer, Goal, Level, Need, Reach, Risks, Source, Told
from prescriptions.services import comeback, intake, plans, steps, taking_part
from prescriptions.services.steps import Plan

# Guelph has the demo's logins; Témiskaming works in French.
CENTRES = ("guelph", "temiskaming")
MATTERS = (
    "Since my wife died the house is so quiet. I would like to eat with somebody again.",
    "Depuis le décès de ma femme, la maison est bien tranquille. J’aimerais manger de nouveau avec quelqu’un.",
)
HOPE = ("To sit at a table with others once a week.", "Être à table avec d’autres une fois par semaine.")
CALL = (
    "Call his sister in Thunder Bay, and tell her how it goes.",
    "Appeler sa sœur à Thunder Bay et lui raconter comment ça va.",
)


def build(world: DemoWorld) -> None:
    """One at each of them where somebody has been to a group."""
    for slug in CENTRES:
        if slug in world.made["centres"] and (place := _place(world, slug)):
            _build(world, slug, place)


def _place(world: DemoWorld, slug: str) -> Booking | None:
    """The last place of somebody without a login at a group for which one signs up, and of which anybody may know."""
    there = Booking.objects.attended().filter(
        session__centre=world.made["centres"][slug],
        session__activity__sensitive=False,
        session__activity__state=ActivityState.PUBLISHED,
        session__activity__join_mode__in=[JoinMode.SIGN_UP, JoinMode.STANDING],
        person__user=None,
    )
    return there.select_related("session__activity", "person").order_by("-session__starts_at", "pk").first()


def _build(world: DemoWorld, slug: str, place: Booking) -> None:
    written = place.session.starts_at - timedelta(days=12)
    said = 1 if place.person.language == "fr" else 0
    with clock.standing_at(written):
        case = _prescribe(world, slug, place, MATTERS[said])
    with clock.standing_at(written + timedelta(days=3)):
        owner = world.made["staff"][slug]["link_worker"]
        states.cases.move(case, "take", by=SYSTEM, owner=owner, contacted_at=clock.now())
        states.cases.move(case, "go_on", by=SYSTEM)
        goal = plans.name(case, words=HOPE[said], importance=9, confidence=3, by=SYSTEM)
        steps.write(case, plan=Plan(goal=goal, words=CALL[said]), doer=Doer.CLIENT, by=SYSTEM)
        link = taking_part.link(case.prescription, activity=place.session.activity, by=SYSTEM)
    _come_again(case, place, goal, now=world.now)
    plans.rate(goal, importance=9, confidence=6, by=SYSTEM, now=world.now)
    comeback.bring_up_to_date(link.pk, now=world.now)


def _prescribe(world: DemoWorld, slug: str, place: Booking, matters: str) -> Case:
    """By the centre's provider."""
    provider = world.made["staff"][slug]["provider"]
    made = intake.receive(
        person=place.person,
        centre=world.made["centres"][slug],
        source=Source.PROVIDER,
        level=Level.HOLISTIC,
        needs=[Need.SOCIAL, Need.BEREAVEMENT],
        risks=Risks.NONE_KNOWN,
        agrees=True,
        told=Told.PROGRESS,
        matters=matters,
        reach=Reach.PHONE,
        written_by=provider,
        writer_name=provider.name,
        by=SYSTEM,
    )
    return made.case


def _come_again(case: Case, place: Booking, goal: Goal, *, now: datetime) -> None:
    """A place at the next date, where there is one that they have not given back."""
    had = Booking.objects.filter(person=place.person_id).values("session")
    ahead = Session.objects.scheduled().filter(activity=place.session.activity_id).upcoming(now)
    if session := ahead.filter(starts_at__gt=now).exclude(pk__in=had).select_related("activity").first():
        steps.join_date(case, session=session, plan=Plan(goal=goal), by=SYSTEM, now=now)
