"""Rounds of a survey: a manager opens one, each who is asked answers once or says no, and a clock does the rest.

No step of whoever answers is written into the access log: its time, beside the time of anything else, could tell what
they said.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from centres.models import Centre
from champions.models import Champion
from core import audit, clock, rows
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from evaluation.instruments import DECLINED, Given, Instrument, newest
from evaluation.instruments.scoring import is_legal
from evaluation.models import LEFT_OUT, Survey, SurveyAudience, SurveyCount, SurveyInvitation
from evaluation.models.survey import ROLES
from evaluation.safe import LIMIT
from evaluation.survey_notices import slug_for
from notifications.services.outbox import notify
from people.models import Person
from people.services import persons, staff

USUAL = timedelta(days=21)
LEAST, MOST = timedelta(days=10), timedelta(days=60)
REMINDED_BEFORE = timedelta(days=5)  # the end
APART = timedelta(days=80)  # from one round of an audience to the next
KEPT = timedelta(days=90)  # who was invited, once it is over


def whom(centre: Centre, audience: SurveyAudience) -> list[Person]:
    """Who would be asked now."""
    if audience == SurveyAudience.CHAMPION:
        return [champion.person for champion in _champions(centre).select_related("person")]
    return [persons.of_account(user) for user in staff.at_centre(centre.pk, ROLES[audience])]


def _champions(centre: Centre) -> "QuerySet[Champion]":
    found: QuerySet[Champion] = Champion.objects.at(centre.pk).active().known().filter(person__merged_into=None)
    return found


def numbers(centre: Centre) -> dict[str, int]:
    """How many would be asked now, by audience. Three queries."""
    working = {audience.value: len(staff.at_centre(centre.pk, role)) for audience, role in ROLES.items()}
    return {SurveyAudience.CHAMPION.value: _champions(centre).count(), **working}


@transaction.atomic
def open_round(
    centre: Centre, *, audience: SurveyAudience, closes_on: date, by: Actor, now: datetime | None = None
) -> Survey:
    """Ask everybody of the audience.

    Raises `Forbidden`, and `DomainError` with `survey_days`, `survey_too_soon`, `survey_nobody` or `survey_too_few`.
    """
    require(by, "evaluation.survey", centre)
    Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)  # of two who open one at once, one does
    today = (now or clock.now()).astimezone(centre.zone).date()
    if not LEAST <= closes_on - today <= MOST:
        raise DomainError("survey_days")
    if Survey.objects.filter(centre=centre, audience=audience, opens_on__gt=today - APART).exists():
        raise DomainError("survey_too_soon")
    people = whom(centre, audience)
    _check(audience, len(people))
    survey = Survey.objects.create(
        centre=centre,
        audience=audience,
        instrument=newest(audience).key,
        opens_on=today,
        closes_on=closes_on,
        invited=len(people),
        by_user_id=by.user_id,
    )
    SurveyCount.objects.bulk_create(_nothing_yet(survey))
    SurveyInvitation.objects.bulk_create([SurveyInvitation(survey=survey, person=person) for person in people])
    _tell(survey, again=False)
    audit.record("survey.open", by=by, subject=survey)
    return survey


def _check(audience: SurveyAudience, number: int) -> None:
    if not number:
        raise DomainError("survey_nobody")
    if audience != SurveyAudience.ORGANISATION and number < LIMIT:
        raise DomainError("survey_too_few")


def answers_of(instrument: Instrument) -> list[tuple[str, str]]:
    """Each way in which a question of it can be answered, and that it was left out."""
    return [
        (item.slug, given)
        for item in instrument.items
        for given in (*(str(value) for value in item.values), DECLINED, LEFT_OUT)
    ]


def _nothing_yet(survey: Survey) -> list[SurveyCount]:
    return [SurveyCount(survey=survey, item=item, given=given) for item, given in answers_of(survey.asked)]


def _tell(survey: Survey, *, again: bool) -> int:
    slug = slug_for(survey.audience, again=again)
    waiting = list(survey.invitations.waiting().with_whether_asked().filter(is_asked=True).select_related("person"))
    with rows.gathered():
        for row in waiting:
            notify(slug, person=row.person, about=row, centre_id=survey.centre_id)
    return len(waiting)


@transaction.atomic
def answer(survey: Survey, *, answers: Mapping[str, Given], by: Actor, now: datetime | None = None) -> None:
    """Count what was said. What is not among `answers` was left out.

    Raises `Forbidden`, and `DomainError` with `answer_unknown`, `nothing_answered`, `survey_over` or
    `survey_settled`.
    """
    if not all(is_legal(survey.asked, item, given) for item, given in answers.items()):
        raise DomainError("answer_unknown")
    if not answers:
        raise DomainError("nothing_answered")
    _settle(survey, by=by, now=now)
    _count(survey, answers)


@transaction.atomic
def decline(survey: Survey, *, by: Actor, now: datetime | None = None) -> None:
    """Not this time: they are not reminded. Raises as `answer` does."""
    _settle(survey, by=by, now=now)


def _settle(survey: Survey, *, by: Actor, now: datetime | None) -> None:
    require(by, "evaluation.answer_survey", survey)
    held = Survey.objects.select_for_update(of=("self",), no_key=True).select_related("centre").get(pk=survey.pk)
    if held.is_over(now or clock.now()):
        raise DomainError("survey_over")
    everybody = SurveyInvitation.objects.filter(survey=survey)
    if not everybody.waiting().filter(person=by.person_id).exists():
        raise DomainError("survey_settled")
    everybody.settle(by.person_id)


def _count(survey: Survey, answers: Mapping[str, Given]) -> None:
    """All counts are written anew, also those that stay: where a row lies in the database does not tell either."""
    said = Q()
    for item in survey.asked.items:
        said |= Q(item=item.slug, given=str(answers.get(item.slug, LEFT_OUT)))
    one_more = Case(When(said, then=Value(1)), default=Value(0))
    SurveyCount.objects.filter(survey=survey).update(number=F("number") + one_more)


def remind(*, now: datetime | None = None) -> int:
    """Remind who has not settled it, once, a few days before the end; returns how many. Safe to run at any moment."""
    at = now or clock.now()
    nearly = (at + REMINDED_BEFORE).date() + timedelta(days=1)  # whatever the zone
    due = Survey.objects.filter(reminded_on=None, closes_on__lte=nearly, closes_on__gte=at.date() - timedelta(days=1))
    return sum(_remind(survey, at) for survey in due.select_related("centre"))


@transaction.atomic
def _remind(survey: Survey, now: datetime) -> int:
    """Of two who come at once, one writes."""
    today = survey.today(now)
    is_due = survey.closes_on - REMINDED_BEFORE <= today <= survey.closes_on
    mine = Survey.objects.filter(pk=survey.pk, reminded_on=None)
    return _tell(survey, again=True) if is_due and mine.update(reminded_on=today) else 0


def forget_invitations(*, now: datetime | None = None) -> int:
    """Who was asked is forgotten some months after it closed; returns how many."""
    before = timezone.localdate(now or clock.now()) - KEPT
    forgotten, _kinds = SurveyInvitation.objects.filter(survey__closes_on__lt=before).delete()
    return forgotten
