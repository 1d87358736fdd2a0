"""The pages of a survey: a manager opens one, whoever is asked answers, and readers look at what came of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from core.actors import Role
from core.models.audit import AuditEvent
from evaluation.models import LEFT_OUT, Survey, SurveyAudience, SurveyCount
from people import copies
from people.copies import Hat
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.evaluation import SurveyFactory, SurveyInvitationFactory
from tests.factories.people import StaffRoleFactory, UserFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
SEVEN = {"purpose": 7, "confidence": 7, "load": 2}


@pytest.fixture(name="centre")
def _centre():
    return CentreFactory()


@pytest.fixture(name="manager")
def _manager(centre):
    return staff_client(Role.MANAGER, centre=centre)


def invited(**fields):
    """A champion with an account who was asked."""
    return SurveyInvitationFactory(person__user=UserFactory(), **fields)


def at(invitation, name="answer"):
    return reverse(f"my_survey:{name}", args=[invitation.survey.public_id])


def words(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def shown(client, survey):
    return words(client, reverse("desk_surveys:show", args=[survey.public_id]))


def number(survey, item, given):
    return SurveyCount.objects.get(survey=survey, item=item, given=given).number


def asking(day, audience="champion"):
    return {
        "audience": audience,
        "closes_on_day": str(day.day),
        "closes_on_month": str(day.month),
        "closes_on_year": str(day.year),
    }


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_manager_asks_and_sees_that_it_is_open(centre, manager):
    ChampionFactory.create_batch(6, centre=centre)
    assert "Health Champions (6)" in words(manager, reverse("desk_surveys:new"))
    response = manager.post(reverse("desk_surveys:new"), asking(in_days(21)))
    survey = Survey.objects.get()
    assert response.url == reverse("desk_surveys:show", args=[survey.public_id])
    assert "6 people were asked" in shown(manager, survey)
    assert "Nothing is shown until it is over" in shown(manager, survey)


@pytest.mark.parametrize(
    ("sent", "field", "complaint"),
    [
        (asking(in_days(21)), "audience", "Fewer than 6 people would be asked"),
        (asking(in_days(3), "organisation"), "closes_on", "10 to 60 days from today"),
        (asking(in_days(21), "organisation") | {"closes_on_day": ""}, "closes_on", "The date needs a day"),
        (asking(in_days(21), ""), "audience", "Please choose."),
    ],
)
def test_bad_input_is_told_at_its_field_and_stays(centre, manager, sent, field, complaint):
    ChampionFactory.create_batch(5, centre=centre)
    response = manager.post(reverse("desk_surveys:new"), sent)
    form = response.context["form"]
    assert complaint in str(form.errors[field])
    assert f'value="{sent["closes_on_year"]}"' in response.content.decode()
    assert not Survey.objects.exists()


def test_usual_end_is_in_three_weeks(centre, manager):
    form = manager.get(reverse("desk_surveys:new")).context["form"]
    assert form.initial["closes_on"] == timezone.now().astimezone(centre.zone).date() + timedelta(days=21)


def test_evaluator_reads_and_does_not_ask(centre):
    evaluator = staff_client(Role.EVALUATOR, centre=centre)
    assert reverse("desk_surveys:new") not in words(evaluator, reverse("desk_surveys:list"))
    assert evaluator.get(reverse("desk_surveys:new")).status_code == 403


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINK_WORKER, Role.PROVIDER])
def test_colleagues_read_nothing(centre, role):
    survey = SurveyFactory(centre=centre)
    colleague = staff_client(role, centre=centre)
    assert colleague.get(reverse("desk_surveys:list")).status_code == 403
    assert colleague.get(reverse("desk_surveys:show", args=[survey.public_id])).status_code == 403


def test_manager_elsewhere_finds_no_such_round(centre):
    survey = SurveyFactory(centre=centre)
    stranger = staff_client(Role.MANAGER)
    assert stranger.get(reverse("desk_surveys:show", args=[survey.public_id])).status_code == 404
    assert str(survey.public_id) not in words(stranger, reverse("desk_surveys:list"))


def test_champion_answers_from_their_page(manager):
    invitation = invited()
    client = signed_in(invitation.person.user)
    assert at(invitation) in words(client, reverse("my:home"))
    assert "Nobody at your centre can see what you answered" in words(client, at(invitation))
    response = client.post(at(invitation), {"purpose": "9", "load": "declined"})
    assert response.url == reverse("my:home")
    assert number(invitation.survey, "purpose", "9") == 1
    assert number(invitation.survey, "load", "declined") == 1
    assert number(invitation.survey, "confidence", LEFT_OUT) == 1
    assert at(invitation) not in words(client, reverse("my:home"))


def test_answered_page_asks_nothing_and_shows_nothing_that_was_said():
    invitation = invited(is_settled=True)
    page = words(signed_in(invitation.person.user), at(invitation))
    assert "Nothing is asked any more" in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]


def test_sending_nothing_says_so_and_the_page_stays():
    invitation = invited()
    response = signed_in(invitation.person.user).post(at(invitation), {})
    assert b"No question has an answer yet." in response.content


def test_answer_that_came_too_late_is_thanked():
    invitation = invited(survey__ended=True)
    assert "Nothing is asked any more" in words(signed_in(invitation.person.user), at(invitation))


def test_no_is_taken_and_asks_no_more():
    invitation = invited()
    client = signed_in(invitation.person.user)
    response = client.post(at(invitation, "decline"), follow=True)
    assert b"That is fine." in response.content
    assert at(invitation) not in words(client, reverse("my:home"))
    assert client.post(at(invitation), {"purpose": "9"}).status_code == 200
    assert number(invitation.survey, "purpose", "9") == 0


def test_nobody_else_opens_it(centre, manager):
    invitation = invited(survey__centre=centre)
    ask = at(invitation)
    champion = ChampionFactory(centre=centre, with_account=True)
    for client in (manager, signed_in(champion.person.user)):
        assert client.get(ask).status_code == 404
        assert client.post(at(invitation, "decline")).status_code == 404
    assert Client().get(ask).status_code == 302


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.MANAGER])
def test_staff_find_theirs_on_the_desk_and_come_back_to_it(centre, role):
    user = StaffRoleFactory(role=role, centre=centre).user
    client = signed_in(user)
    audience = SurveyAudience.PROVIDER if role == Role.PROVIDER else SurveyAudience.ORGANISATION
    invitation = SurveyInvitationFactory(person__user=user, survey__centre=centre, survey__audience=audience)
    assert at(invitation) in words(client, reverse("desk:home"))
    slug = invitation.survey.asked.items[0].slug
    assert client.post(at(invitation), {slug: "4"}).url == reverse("desk:home")
    assert number(invitation.survey, slug, "4") == 1


def test_manager_is_told_that_the_statement_is_read_as_it_is(centre):
    invitation = invited(survey__centre=centre, survey__audience=SurveyAudience.ORGANISATION)
    page = words(signed_in(invitation.person.user), at(invitation))
    assert "organisation’s own statement" in page
    assert "Nobody at your centre can see" not in page


def test_too_few_to_show(centre, manager):
    assert "Too few to show" in shown(manager, SurveyFactory(centre=centre, ended=True, said=[SEVEN]))


def test_nobody_answered(centre, manager):
    assert "Nobody answered." in shown(manager, SurveyFactory(centre=centre, ended=True))


def test_what_six_said_is_shown_beside_what_they_said_before(centre, manager):
    before = in_days(-120)
    SurveyFactory(centre=centre, opens_on=before, closes_on=before + timedelta(days=20), said=[SEVEN] * 6)
    page = shown(manager, SurveyFactory(centre=centre, ended=True, said=[SEVEN] * 5 + [SEVEN | {"purpose": 6}] * 4))
    assert "9 people answered." in page
    assert "hidden" in page.split("9 people answered.")[1].replace("is hidden", "")
    assert "6.6" in page
    assert "7.0" in page


def test_looking_is_written_down(centre, manager):
    survey = SurveyFactory(centre=centre, ended=True)
    shown(manager, survey)
    assert AuditEvent.objects.filter(action="survey.viewed", subject_id=survey.pk).count() == 1


def test_picture_shows_what_the_tables_show_and_the_rest_in_grey(centre, manager):
    survey = SurveyFactory(centre=centre, ended=True, said=[SEVEN] * 7 + [{"purpose": 1}] * 3)
    address = reverse("desk_surveys:chart", args=[survey.public_id])
    assert address in shown(manager, survey)
    picture = manager.get(address)
    assert picture["Content-Type"] == "image/svg+xml"
    assert "Sense of purpose" in picture.text
    assert ">hidden<" in picture.text.replace("</text>", "<")


@pytest.mark.parametrize("fields", [{}, {"ended": True}])
def test_there_is_no_picture_of_what_is_not_shown(centre, manager, fields):
    survey = SurveyFactory(centre=centre, said=[SEVEN] * 5, **fields)
    assert manager.get(reverse("desk_surveys:chart", args=[survey.public_id])).status_code == 404


def test_page_speaks_french(centre, manager):
    survey = SurveyFactory(centre=centre, ended=True, said=[SEVEN] * 8)
    with translation.override("fr"):
        page = shown(manager, survey)
    assert "À quel point" in page
    assert "7–10 (tout à fait)" in page


@pytest.mark.parametrize("rounds", [1, 3])
def test_list_takes_as_many_queries_for_any_number_of_rounds(centre, manager, rounds, django_assert_num_queries):
    SurveyFactory.create_batch(rounds, centre=centre)
    with django_assert_num_queries(8):
        manager.get(reverse("desk_surveys:list"))


def test_copy_says_that_they_were_asked_and_nothing_of_what_they_said():
    invitation = invited()
    signed_in(invitation.person.user).post(at(invitation), {"purpose": "9"})
    [half] = [half for half in copies.of(invitation.person) if half.title == str(Hat.CHAMPION.label)]
    [lines] = [lines for title, lines in half.parts if title == "What you were asked as a champion"]
    assert len(lines) == 1
    assert "How it is to be a champion" in lines[0]
