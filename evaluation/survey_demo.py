"""The demo's surveys: champions of a centre that has enough of them, twice, and one organisation's statement."""

from datetime import timedelta

from core import clock
from core.actors import SYSTEM, person_actor
from core.demo import DemoWorld
from evaluation.instruments import DECLINED, Given
from evaluation.models import Survey, SurveyAudience, SurveyInvitation
from evaluation.safe import LIMIT
from evaluation.services import surveys

CHAMPIONS_OF, ORGANISATION = "centretown", "guelph"
# By round, so many days ago: what each champion said of purpose, confidence and load.
ROUNDS: tuple[tuple[int, tuple[tuple[Given, ...], ...]], ...] = (
    (170, ((7, 5, 3), (8, 6, 4), (6, 4, 6), (9, 8, 2), (7, 6, 5), (8, 5, DECLINED))),
    (60, ((8, 7, 4), (8, 7, 5), (7, 5, 7), (9, 9, 3), (8, 7, 6), (8, 7, 6))),
)
SAID: tuple[Given, ...] = (4, 2, 3, 4, 2)  # leaders, hands, known, roots, lasts


def build(world: DemoWorld) -> None:
    """At centres that were made, and where enough can be asked."""
    for days, said in ROUNDS:
        _round(world, CHAMPIONS_OF, SurveyAudience.CHAMPION, days, said)
    _round(world, ORGANISATION, SurveyAudience.ORGANISATION, 50, (SAID,))


def _round(
    world: DemoWorld, slug: str, audience: SurveyAudience, days: int, said: tuple[tuple[Given, ...], ...]
) -> None:
    centre = world.made["centres"].get(slug)
    if centre is None or surveys.numbers(centre)[audience] < (LIMIT if audience == SurveyAudience.CHAMPION else 1):
        return
    opened = world.now - timedelta(days=days)
    with clock.standing_at(opened):
        last = opened.astimezone(centre.zone).date() + surveys.USUAL
        survey = surveys.open_round(centre, audience=audience, closes_on=last, by=SYSTEM)
    with clock.standing_at(opened + timedelta(days=4)):
        _answer(survey, said)


def _answer(survey: Survey, said: tuple[tuple[Given, ...], ...]) -> None:
    names = [item.slug for item in survey.asked.items]
    people = SurveyInvitation.objects.filter(survey=survey).order_by("pk").values_list("person", flat=True)
    for person_id, answers in zip(people, said, strict=False):
        surveys.answer(survey, answers=dict(zip(names, answers, strict=True)), by=person_actor(person_id))
