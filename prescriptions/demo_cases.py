"""The demo's caseload: somebody new and urgent, somebody tried twice, somebody walked with, and one that ended."""

from datetime import date, datetime, timedelta

from core import clock
from core.actors import Actor
from core.demo import DemoWorld
from people.actors import for_user
from people.models import User
from prescriptions.models import (
    Case,
    CaseState,
    ClosedReason,
    Level,
    Means,
    Need,
    Outcome,
    Result,
    Risks,
    Source,
    Told,
    Urgency,
)
from prescriptions.services import attempts, casework, intake

# Guelph has the demo's logins; Témiskaming works in French.
CENTRES = ("guelph", "temiskaming")
WRITTEN: tuple[tuple[int, Level, Urgency, list[Need], tuple[str, str]], ...] = (
    (1, Level.HOLISTIC, Urgency.URGENT, [Need.FOOD, Need.INCOME], ("A quiet kitchen", "Une cuisine tranquille")),
    (9, Level.MEDIUM, Urgency.ROUTINE, [Need.MOVEMENT], ("Walking by the river", "Marcher au bord de l’eau")),
    (
        30,
        Level.HOLISTIC,
        Urgency.SOON,
        [Need.BEREAVEMENT, Need.SOCIAL],
        ("Somebody to have breakfast with", "Quelqu’un avec qui déjeuner"),
    ),
    (80, Level.MEDIUM, Urgency.ROUTINE, [Need.ARTS], ("Singing again", "Chanter de nouveau")),
)
NEXT = ("Go to the breakfast club together", "Aller ensemble au club du déjeuner")
ENDED = ("I sing on Tuesdays.", "Je chante le mardi.")


def build(world: DemoWorld) -> None:
    """`made["cases"]` by centre."""
    world.made["cases"] = {}
    for slug in CENTRES:
        if slug in world.made["centres"]:
            cases = world.made["cases"][slug] = _write(world, slug)
            _walk(world, slug, cases)


def _write(world: DemoWorld, slug: str) -> list[Case]:
    """For clients who lead nothing."""
    centre, provider = world.made["centres"][slug], world.made["staff"][slug]["provider"]
    leading = {champion.person_id for champion in world.made["champions"][slug]}
    clients = [person for person in world.made["people"][slug] if person.pk not in leading and not person.user_id]
    made = []
    for person, (days, level, urgency, needs, matters) in zip(clients[-len(WRITTEN) :], WRITTEN, strict=True):
        at = world.now - timedelta(days=days)
        with clock.standing_at(at):
            prescription = intake.receive(
                person=person,
                centre=centre,
                source=Source.PROVIDER,
                level=level,
                urgency=urgency,
                needs=needs,
                matters=matters[person.language == "fr"],
                risks=Risks.NONE_KNOWN,
                agrees=True,
                told=Told.PROGRESS,
                written_by=provider,
                writer_name=provider.name,
                by=for_user(provider, centre_id=centre.pk),
            )
        made.append(prescription.case)
    return made


def _walk(world: DemoWorld, slug: str, cases: list[Case]) -> None:
    """The first stays new."""
    worker: User = world.made["staff"][slug]["link_worker"]
    by = for_user(worker, centre_id=world.made["centres"][slug].pk)
    _new, tried, walked, ended = cases
    in_french = world.made["centres"][slug].language == "fr"
    _do(tried, by, world.now - timedelta(days=4), Result.NO_ANSWER)
    attempts.note(tried, means=Means.LETTER, result=Result.MESSAGE, minutes=15, by=by, on=_day(tried, world.now))
    _reach(walked, by, world.now - timedelta(days=20), NEXT[in_french], _day(walked, world.now))
    _reach(ended, by, world.now - timedelta(days=70), NEXT[in_french], None)
    with clock.standing_at(world.now - timedelta(days=10)):
        casework.plan(ended, stands=CaseState.CLOSING, by=by)
        casework.close(ended, reason=ClosedReason.COMPLETED, outcome=Outcome.ALL, words=ENDED[in_french], by=by)


def _do(case: Case, by: Actor, at: datetime, result: Result) -> None:
    with clock.standing_at(at):
        casework.take(case, by=by)
        attempts.note(case, means=Means.PHONE, result=result, minutes=5, by=by)


def _reach(case: Case, by: Actor, at: datetime, step: str, day: date | None) -> None:
    with clock.standing_at(at):
        casework.take(case, by=by)
        on = day or casework.local_day(case, at)
        attempts.note(case, means=Means.PHONE, result=Result.REACHED, minutes=35, step=step, on=on, by=by)


def _day(case: Case, now: datetime) -> date:
    return casework.local_day(case, now)
