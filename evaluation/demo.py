"""The demo's answers: a year of people who were asked how they are. Some said no, some were not heard of again, and
not everybody is better off."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core import clock
from core.actors import SYSTEM, Actor, person_actor
from core.demo import DemoWorld
from evaluation.instruments import newest
from evaluation.instruments.kinds import DECLINED, Given
from evaluation.models import DUE_AFTER, MeasuringPlan, Sitting, TimePoint, Way
from evaluation.services import agreement, answering, plans, sittings
from people.actors import for_user
from people.models import Person
from prescriptions.models import Case, Level, Need, Prescription, Risks, Source, Told
from prescriptions.services import intake

CENTRE = "guelph"  # has the demo's logins
ASKED = ("ucla3", "belonging", "matters")
POINTS = (TimePoint.BASELINE, TimePoint.THREE_MONTHS, TimePoint.SIX_MONTHS)
MATTERS = ("To have somebody to eat with", "To sleep through the night", "To walk to the river again", "My daughter")
NO, LOST = "no", "lost"  # said no that time; was asked, and not heard of again
Said = int | str
# How many days ago a case was opened, and how lonely (3 to 9) somebody said they were at each time.
COURSES: tuple[tuple[int, tuple[Said, ...]], ...] = (
    (340, (8, 6, 5)),
    (320, (7, 7, 6)),
    (300, (9, LOST, LOST)),
    (280, (6, 5, NO)),
    (265, (8, 8, 8)),
    (250, (5, 4, LOST)),
    (240, (7, 8, 9)),
    (225, (9, 7, 6)),
    (210, (6, NO, 5)),
    (200, (8, 6, LOST)),
    (150, (7, 5)),
    (120, (6, 6)),
    (60, (8,)),
    (20, (NO,)),
)


def build(world: DemoWorld) -> None:
    """At one centre, for clients who lead nothing and have no case yet."""
    if CENTRE not in world.made["centres"]:
        return
    plan = _decide(world)
    worker = for_user(world.made["staff"][CENTRE]["link_worker"], centre_id=plan.centre_id)
    for place, (person, (days, course)) in enumerate(zip(_clients(world), COURSES, strict=False)):
        prescription = prescribe(world, person, world.now - timedelta(days=days))
        ask_all(world, prescription.case, course, by=worker, place=place)
    lapse(world)
    for case in Case.objects.filter(centre=plan.centre_id, prescription__person__user__isnull=False):
        _leave_open(case, by=worker, now=world.now)


def ask_all(world: DemoWorld, case: Case, course: tuple[Said, ...], *, by: Actor, place: int) -> None:
    """At each time that has come, what they say then."""
    plan = MeasuringPlan.objects.get(centre=case.centre_id)
    agreement.write_down(case, agrees=True, by=by, now=case.opened_at)
    for point, told in zip(POINTS, course, strict=False):
        if case.opened_at + timedelta(days=DUE_AFTER[point] + 11) < world.now:
            _ask(case, point, told, plan=plan, worker=by, place=place)


def _leave_open(case: Case, *, by: Actor, now: datetime) -> None:
    """Whoever signs in as this client finds questions that wait."""
    agreement.write_down(case, agrees=True, by=by, now=now)
    for sitting in case.sittings.all():
        sittings.begin_now(sitting, by=by, now=now)


def lapse(world: DemoWorld) -> None:
    """Whoever was not heard of in time."""
    for sitting in Sitting.objects.overdue(world.now):
        sittings.lapse_overdue(now=sitting.closes_at)


def _decide(world: DemoWorld) -> MeasuringPlan:
    return plans.save(
        world.made["centres"][CENTRE],
        is_on=True,
        instruments=ASKED,
        time_points=POINTS,
        open_for_days=28,
        reminders=1,
        by=SYSTEM,
    )


def _clients(world: DemoWorld) -> list[Person]:
    leading = {champion.person_id for champion in world.made["champions"][CENTRE]}
    busy = set(Prescription.objects.values_list("person", flat=True))
    people: list[Person] = world.made["people"][CENTRE]
    return [person for person in people if person.pk not in leading | busy and not person.user_id]


def prescribe(
    world: DemoWorld,
    person: Person,
    at: datetime,
    *,
    level: Level = Level.MEDIUM,
    source: Source = Source.PROVIDER,
    needs: Sequence[Need] = (Need.SOCIAL,),
) -> Prescription:
    with clock.standing_at(at):
        return intake.receive(
            person=person,
            centre=world.made["centres"][CENTRE],
            source=source,
            level=level,
            needs=list(needs),
            matters=MATTERS[person.pk % len(MATTERS)],
            risks=Risks.NONE_KNOWN,
            agrees=True,
            told=Told.PROGRESS,
            by=SYSTEM,
        )


def _ask(case: Case, point: TimePoint, told: Said, *, plan: MeasuringPlan, worker: Actor, place: int) -> None:
    """On the day it was due; answers come some days later, by one of three ways."""
    due = case.opened_at + timedelta(days=DUE_AFTER[point])
    with clock.standing_at(due):
        sitting = sittings.plan_one(case, point, plan=plan, now=due)
        if sitting is None:
            return
        sittings.begin_now(sitting, by=worker, now=due)
    later = due + timedelta(days=2 + place % 9)
    with clock.standing_at(later):
        if told == NO:
            sittings.decline(sitting, by=worker, now=later)
        elif told != LOST:
            way = (Way.WEB, Way.STAFF, Way.PAPER)[place % 3]
            by = person_actor(case.person_id) if way == Way.WEB else worker
            for slug, answers, words in _answers(int(told), place):
                key = newest(slug).key
                answering.answer(sitting, instrument=key, answers=answers, way=way, by=by, own_words=words, now=later)
            answering.finish(sitting, by=by, now=later)


def _answers(lonely: int, place: int) -> list[tuple[str, dict[str, Given], str | None]]:
    """Three numbers with this sum; belonging goes the other way, and one in five would rather not say."""
    low, rest = divmod(lonely, 3)
    three: dict[str, Given] = {
        name: low + (number < rest) for number, name in enumerate(("companionship", "left_out", "isolated"))
    }
    belonging: Given = DECLINED if place % 5 == 4 else max(1, min(4, 5 - lonely // 2))
    return [
        ("ucla3", three, None),
        ("belonging", {"belonging": belonging}, None),
        ("matters", {"matters": max(0, 8 - lonely)}, MATTERS[place % len(MATTERS)]),
    ]
