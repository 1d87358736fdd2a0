"""Rounds of a survey: who is asked, how often, and that an answer is nobody's."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from champions.models import Standing
from core.actors import SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden
from core.models.audit import AuditEvent
from evaluation.instruments import DECLINED
from evaluation.models import LEFT_OUT, Survey, SurveyAudience, SurveyCount, SurveyInvitation
from evaluation.services import surveys
from evaluation.survey_notices import ASKED, REMINDED, STAFF, slug_for
from notifications.models import OutboxMessage
from notifications.registry import types
from notifications.services import outbox
from people.actors import for_user
from people.services import erasure, merging
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.evaluation import SurveyFactory, SurveyInvitationFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    """Near midnight a change of the clocks makes a number of days one more or one less."""
    time_machine.move_to(timezone.localtime().replace(hour=12))


ALL_SEVEN = {"purpose": 7, "confidence": 7, "load": 2}
CHAMPION, PROVIDER, ORGANISATION = SurveyAudience


@pytest.fixture(name="centre")
def _centre():
    return CentreFactory()


@pytest.fixture(name="manager")
def _manager(centre):
    return staff_actor(Role.MANAGER, centre=centre)


def today():
    return timezone.localdate()


def opened(centre, by, audience=CHAMPION, days=21):
    return surveys.open_round(centre, audience=audience, closes_on=today() + timedelta(days=days), by=by)


def six(centre):
    return ChampionFactory.create_batch(6, centre=centre)


def refused(*args, **kwargs):
    with pytest.raises(DomainError) as caught:
        opened(*args, **kwargs)
    return caught.value.code


def said(slug):
    return outbox.render(OutboxMessage.objects.filter(type=slug).select_related("person").order_by("pk"))


def counts(survey):
    rows = SurveyCount.objects.filter(survey=survey, number__gt=0)
    return {(row.item, row.given): row.number for row in rows}


def answer(survey, person, **answers):
    surveys.answer(survey, answers=answers or ALL_SEVEN, by=person_actor(person.pk))


def test_every_active_champion_of_the_centre_is_asked_and_told_once(centre, manager):
    champions = six(centre)
    ChampionFactory(centre=centre, paused=True)
    ChampionFactory()
    survey = opened(centre, manager)
    asked = set(survey.invitations.values_list("person", flat=True))
    assert asked == {champion.person_id for champion in champions}
    assert survey.invited == 6
    assert len(said(ASKED)) == 6


def test_message_says_how_many_questions_and_leads_to_them(centre, manager):
    six(centre)
    survey = opened(centre, manager)
    letter = said(ASKED)[0]
    assert "3 short questions" in letter.text
    assert "fine to say no" in letter.text
    assert letter.address.endswith(f"/my/survey/{survey.public_id}/")


def test_message_exists_in_french(centre, manager):
    six(centre)
    opened(centre, manager)
    rows = OutboxMessage.objects.filter(type=ASKED).select_related("person")
    assert "vous pouvez dire non" in outbox.render(rows, language="fr")[0].text


@pytest.mark.parametrize(("audience", "role"), [(PROVIDER, Role.PROVIDER), (ORGANISATION, Role.MANAGER)])
def test_staff_are_asked_by_their_accounts(centre, manager, audience, role):
    users = [StaffRoleFactory(centre=centre, role=role).user for _nth in range(6)]
    StaffRoleFactory(role=role)
    survey = opened(centre, manager, audience)
    asked = set(survey.invitations.values_list("person__user", flat=True))
    assert asked == {user.pk for user in users} | ({manager.user_id} if role == Role.MANAGER else set())
    assert len(said(ASKED + STAFF)) == len(asked)


def test_so_few_that_nothing_could_be_shown_are_not_asked(centre, manager):
    ChampionFactory.create_batch(5, centre=centre)
    assert refused(centre, manager) == "survey_too_few"
    assert not SurveyInvitation.objects.exists()


def test_the_organisation_answers_also_with_one_manager(centre, manager):
    assert opened(centre, manager, ORGANISATION).invited == 1


@pytest.mark.parametrize("days", [9, 61])
def test_round_lasts_from_ten_to_sixty_days(centre, manager, days):
    six(centre)
    assert refused(centre, manager, days=days) == "survey_days"


def test_same_people_are_left_in_peace_for_eighty_days(centre, manager):
    six(centre)
    SurveyFactory(centre=centre, opens_on=today() - timedelta(days=79))
    SurveyFactory(opens_on=today())
    assert refused(centre, manager) == "survey_too_soon"
    Survey.objects.filter(centre=centre).update(opens_on=today() - timedelta(days=80))
    assert opened(centre, manager)


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.COORDINATOR, Role.PROVIDER])
def test_only_a_manager_of_the_centre_asks(centre, role):
    six(centre)
    with pytest.raises(Forbidden):
        opened(centre, staff_actor(role, centre=centre))
    with pytest.raises(Forbidden):
        opened(centre, staff_actor(Role.MANAGER))


def test_answer_is_counted_with_what_was_left_out_and_what_was_declined():
    first, second = SurveyInvitationFactory.create_batch(2, survey=(survey := SurveyFactory()))
    answer(survey, first.person, purpose=9, load=DECLINED)
    answer(survey, second.person, purpose=9, confidence=0)
    assert counts(survey) == {
        ("purpose", "9"): 2,
        ("confidence", LEFT_OUT): 1,
        ("confidence", "0"): 1,
        ("load", DECLINED): 1,
        ("load", LEFT_OUT): 1,
    }


@pytest.mark.parametrize(
    ("answers", "code"),
    [({"purpose": 11}, "answer_unknown"), ({"purpose": LEFT_OUT}, "answer_unknown"), ({}, "nothing_answered")],
)
def test_what_is_no_answer_counts_nothing_and_can_be_mended(answers, code):
    invitation = SurveyInvitationFactory()
    with pytest.raises(DomainError) as caught:
        surveys.answer(invitation.survey, answers=answers, by=person_actor(invitation.person_id))
    assert caught.value.code == code
    assert counts(invitation.survey) == {}
    invitation.refresh_from_db()
    assert not invitation.is_settled


def test_nobody_answers_twice_or_after_a_no():
    invitation = SurveyInvitationFactory()
    answer(invitation.survey, invitation.person)
    declined = SurveyInvitationFactory(survey=invitation.survey)
    surveys.decline(declined.survey, by=person_actor(declined.person_id))
    for row in (invitation, declined):
        with pytest.raises(DomainError) as caught:
            answer(row.survey, row.person)
        assert caught.value.code == "survey_settled"
    assert counts(invitation.survey)["purpose", "7"] == 1


def test_nobody_answers_once_it_is_over():
    invitation = SurveyInvitationFactory(survey__ended=True)
    with pytest.raises(DomainError) as caught:
        answer(invitation.survey, invitation.person)
    assert caught.value.code == "survey_over"


def test_whoever_was_not_asked_does_not_answer():
    survey = SurveyInvitationFactory().survey
    with pytest.raises(Forbidden):
        answer(survey, PersonFactory())
    with pytest.raises(Forbidden):
        surveys.answer(survey, answers=ALL_SEVEN, by=SYSTEM)


def everything():
    """All rows of all tables, with the columns' names."""
    found = {}
    for model in apps.get_models():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            names = [column[0] for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def changed(before, after):
    """Tables with rows that came, went or changed."""
    return {table for table, rows in after.items() if rows != before[table]}


def test_an_answer_leaves_a_count_and_a_yes_and_nothing_else(centre, manager):
    """Whoever holds the whole database finds no row, key, time or order that leads from an answer to a person."""
    champions = six(centre)
    survey = opened(centre, manager)
    before = everything()
    answer(survey, champions[3].person, purpose=4)
    after = everything()
    assert changed(before, after) == {"evaluation_surveycount", "evaluation_surveyinvitation"}
    mine, rows = (SurveyInvitation.objects.get(person=champions[3].person).pk, after["evaluation_surveyinvitation"])
    assert rows[-1]["id"] != mine, "it lies where the last one lies that was touched"
    for table in ("evaluation_surveycount", "evaluation_surveyinvitation"):
        assert {row["id"] for row in after[table]} == {row["id"] for row in before[table]}
        assert not any("at" in name.split("_") or name.endswith("_on") for name in after[table][0])
    assert set(after["evaluation_surveycount"][0]) == {"id", "survey_id", "item", "given", "number"}
    assert set(after["evaluation_surveyinvitation"][0]) == {"id", "survey_id", "person_id", "is_settled"}


def test_who_came_first_makes_no_difference_to_what_is_stored(centre, manager):
    """Two orders, the same rows: so no order can be read from them."""
    people = [champion.person for champion in six(centre)]
    survey = opened(centre, manager)
    kept = []
    for order in (people, people[::-1]):
        for person in order:
            answer(survey, person, purpose=people.index(person))
        found = everything()
        tables = (found[table] for table in ("evaluation_surveycount", "evaluation_surveyinvitation"))
        kept.append([sorted(rows, key=lambda row: row["id"]) for rows in tables])
        SurveyCount.objects.update(number=0)
        SurveyInvitation.objects.update(is_settled=False)
    assert kept[0] == kept[1]


def test_an_answer_writes_every_row_anew(django_assert_num_queries):
    """And every invitation: where a row lies in the database does not tell which of them was touched last."""
    invitation = SurveyInvitationFactory()
    other = SurveyFactory(said=[ALL_SEVEN])
    with django_assert_num_queries(7) as seen:  # with the two of the transaction
        answer(invitation.survey, invitation.person)
    for table in ("evaluation_surveycount", "evaluation_surveyinvitation"):
        [update] = [query["sql"] for query in seen if query["sql"].startswith(f'UPDATE "{table}"')]
        assert update.rpartition(" WHERE ")[2] == f'"{table}"."survey_id" = {invitation.survey_id}'
    assert counts(other)["purpose", "7"] == 1


def test_a_no_and_an_answer_look_alike():
    answered, declined = SurveyInvitationFactory.create_batch(2, survey=SurveyFactory())
    answer(answered.survey, answered.person)
    surveys.decline(declined.survey, by=person_actor(declined.person_id))
    assert list(SurveyInvitation.objects.values_list("is_settled", flat=True)) == [True, True]


def test_answers_stand_in_no_access_log(centre, manager):
    champions = six(centre)
    survey = opened(centre, manager)
    log = AuditEvent.objects.count()
    answer(survey, champions[0].person)
    surveys.decline(survey, by=person_actor(champions[1].person_id))
    assert AuditEvent.objects.count() == log
    assert AuditEvent.objects.filter(action="survey.open", subject_id=survey.pk).exists()


def test_who_has_not_settled_it_is_reminded_once_before_the_end(centre, manager, time_machine):
    champions = six(centre)
    survey = opened(centre, manager)
    answer(survey, champions[0].person)
    surveys.decline(survey, by=person_actor(champions[1].person_id))
    time_machine.move_to(timezone.now() + timedelta(days=15))
    assert surveys.remind() == 0
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert surveys.remind() == 4
    assert surveys.remind() == 0
    assert len(said(REMINDED)) == 4
    assert OutboxMessage.objects.count() == 10


def test_nobody_is_reminded_of_what_is_over(time_machine):
    SurveyInvitationFactory()
    time_machine.move_to(timezone.now() + timedelta(days=21))
    assert surveys.remind() == 0


def test_message_is_not_sent_once_it_is_settled_or_over(centre, manager, time_machine):
    first, second, *_others = six(centre)
    survey = opened(centre, manager)
    answer(survey, first.person)
    surveys.decline(survey, by=person_actor(second.person_id))
    assert len(said(ASKED)) == 4
    time_machine.move_to(timezone.now() + timedelta(days=22))
    assert said(ASKED) == []


@pytest.mark.parametrize("audience", SurveyAudience)
def test_staff_see_nowhere_who_was_asked_or_reminded(centre, manager, audience, time_machine):
    """Whether a message still makes sense would tell who has answered or said no."""
    six(centre)
    for _nth in range(6):
        StaffRoleFactory(centre=centre, role=Role.PROVIDER)
    opened(centre, manager, audience)
    time_machine.move_to(timezone.now() + timedelta(days=16))
    surveys.remind()
    told = set(OutboxMessage.objects.values_list("type", flat=True))
    assert told == {slug_for(audience, again=again) for again in (False, True)}
    assert all(types[slug].to_staff for slug in told)
    assert not outbox.at_desk(manager).exists()


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.ALUMNI])
def test_champion_who_stopped_meanwhile_is_not_reminded(centre, manager, standing, time_machine):
    gone, *others = six(centre)
    opened(centre, manager)
    time_machine.move_to(timezone.now() + timedelta(days=16))
    type(gone).objects.filter(pk=gone.pk).update(standing=standing)
    assert len(said(ASKED)) == 5
    assert surveys.remind() == 5
    reminded = OutboxMessage.objects.filter(type=REMINDED).values_list("person", flat=True)
    assert set(reminded) == {champion.person_id for champion in others}
    type(gone).objects.filter(pk=others[0].pk).update(standing=standing)
    assert len(said(REMINDED)) == 4


@pytest.mark.parametrize(("audience", "role"), [(PROVIDER, Role.PROVIDER), (ORGANISATION, Role.MANAGER)])
def test_colleague_who_works_there_no_longer_is_not_reminded(centre, manager, audience, role, time_machine):
    users = [StaffRoleFactory(centre=centre, role=role).user for _nth in range(6)]
    opened(centre, manager, audience)
    asked = len(said(ASKED + STAFF))
    users[0].staff_roles.all().delete()
    users[1].is_active = False
    users[1].save()
    StaffRoleFactory(user=users[0], role=role)
    assert len(said(ASKED + STAFF)) == asked - 2
    time_machine.move_to(timezone.now() + timedelta(days=16))
    assert surveys.remind() == asked - 2


def test_own_invitation_is_all_that_anybody_sees(centre, manager):
    invitation = SurveyInvitationFactory(survey__centre=centre)
    assert not SurveyInvitation.visible_to(manager).exists()
    assert not SurveyCount.visible_to(manager).exists()
    assert SurveyInvitation.visible_to(person_actor(invitation.person_id)).get() == invitation


def test_rounds_are_seen_by_managers_and_evaluators_of_the_centre(centre, manager):
    survey = SurveyFactory(centre=centre)
    assert Survey.visible_to(manager).get() == survey
    assert Survey.visible_to(staff_actor(Role.EVALUATOR, centre=centre)).get() == survey
    for actor in (staff_actor(Role.COORDINATOR, centre=centre), staff_actor(Role.MANAGER), person_actor(1)):
        assert not Survey.visible_to(actor).exists()


def test_who_was_asked_is_forgotten_three_months_after_the_end(time_machine):
    invitation = SurveyInvitationFactory(survey=SurveyFactory(said=[ALL_SEVEN]))
    survey = invitation.survey
    time_machine.move_to(timezone.now() + timedelta(days=19 + 90))
    assert surveys.forget_invitations() == 0
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert surveys.forget_invitations() == 1
    assert counts(survey)["purpose", "7"] == 1


def test_erased_person_is_no_longer_asked_and_what_was_said_stays(centre, manager):
    champion, *_others = six(centre)
    survey = opened(centre, manager)
    answer(survey, champion.person)
    erasure.erase(champion.person, by=SYSTEM)
    assert not survey.invitations.filter(person=champion.person).exists()
    assert counts(survey)["purpose", "7"] == 1


def test_of_two_records_of_one_human_one_answers():
    kept, merged = SurveyInvitationFactory.create_batch(2, survey=SurveyFactory())
    manager = for_user(StaffRoleFactory(role=Role.MANAGER, centre=kept.survey.centre).user)
    for row in (kept, merged):
        row.person.centres.add(kept.survey.centre)
    merging.merge(kept=kept.person, merged=merged.person, by=manager)
    assert SurveyInvitation.visible_to(person_actor(kept.person_id)).get() == kept
    answer(kept.survey, kept.person)
    assert counts(kept.survey)["purpose", "7"] == 1


@pytest.mark.parametrize("is_settled", [True, False])
def test_what_one_of_two_records_has_settled_is_settled(is_settled):
    """Neither is asked again; and all rows are written anew, so that their order tells nothing."""
    kept, merged, *others = SurveyInvitationFactory.create_batch(4, survey=SurveyFactory())
    manager = for_user(StaffRoleFactory(role=Role.MANAGER, centre=kept.survey.centre).user)
    for row in (kept, merged):
        row.person.centres.add(kept.survey.centre)
    if is_settled:
        answer(merged.survey, merged.person)
    with CaptureQueriesContext(connection) as seen:
        merging.merge(kept=kept.person, merged=merged.person, by=manager)
    rows = {row.pk: row.is_settled for row in SurveyInvitation.objects.all()}
    assert rows == {kept.pk: is_settled, merged.pk: is_settled, **{row.pk: False for row in others}}
    written = [
        query["sql"] for query in seen if query["sql"].startswith('UPDATE "evaluation_surveyinvitation" SET "is_s')
    ]
    where = [sql.rpartition(" WHERE ")[2] for sql in written]
    assert where == [f'"evaluation_surveyinvitation"."survey_id" = {kept.survey_id}'] * is_settled
    if is_settled:
        with pytest.raises(DomainError, match="survey_settled"):
            answer(kept.survey, kept.person)
