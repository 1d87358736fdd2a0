"""Steps on a champion's file: who, when and why."""

import pytest
from django.urls import reverse
from django.utils import timezone

from champions.models import Champion, Standing
from core.actors import Role
from core.models import Transition
from notifications.models import OutboxMessage
from notifications.services import outbox
from tests.factories.champions import ApplicationFactory, ChampionFactory, ChampionInvitationFactory
from tests.factories.people import StaffRoleFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def champion():
    return ChampionFactory(
        standing=Standing.APPLIED, since=None, next_step="Coffee", person__name="Terry Moss", person__language="fr"
    )


@pytest.fixture
def held(champion):
    return StaffRoleFactory(centre=champion.centre, user__name="Grace Okafor")


@pytest.fixture
def coordinator(held):
    return signed_in(held.user)


def post(client, champion, name, **data):
    return client.post(reverse(f"champions:{name}", args=[champion.pk]), data)


def test_step_is_taken_with_who_and_why_and_ends_what_was_planned(champion, coordinator, held):
    post(coordinator, champion, "step", step="meet", note=" We had coffee. ")
    champion.refresh_from_db()
    assert (champion.standing, champion.next_step, champion.next_step_on) == (Standing.MEETING, "", None)
    last = Transition.of(champion).last()
    assert (last.name, last.note, last.actor_user_id) == ("meet", "We had coffee.", held.user.pk)
    page = coordinator.get(reverse("champions:file", args=[champion.pk])).text
    for words in ("We had coffee.", "Grace (volunteer coordinator)", "Getting to know each other"):
        assert words in page


def test_file_offers_the_steps_that_are_possible_and_no_others(champion, coordinator):
    def offered():
        page = coordinator.get(reverse("champions:file", args=[champion.pk]))
        return [
            name
            for name in ("apply", "meet", "screen", "welcome", "pause", "resume")
            if f'value="{name}"' in page.text
        ]

    assert offered() == ["meet", "screen", "welcome"]
    post(coordinator, champion, "step", step="welcome")
    assert offered() == ["pause"]


def test_welcome_starts_today(champion, coordinator):
    post(coordinator, champion, "step", step="welcome")
    champion.refresh_from_db()
    assert (champion.is_active, champion.since) == (True, timezone.localdate(timezone=champion.centre.zone))


@pytest.mark.parametrize("name", ["leave", "decline", "invite", "nonsense", ""])
def test_what_asks_something_first_is_no_step_of_a_button(champion, coordinator, name):
    assert post(coordinator, champion, "step", step=name).status_code == 404


def test_step_that_somebody_else_has_taken_says_so(champion, coordinator):
    Champion.objects.update(standing=Standing.ACTIVE)
    response = coordinator.post(reverse("champions:step", args=[champion.pk]), {"step": "meet"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_leaving_needs_a_reason(coordinator, champion):
    Champion.objects.update(standing=Standing.ACTIVE)
    response = post(coordinator, champion, "leave", note=" ")
    assert list(response.context["form"].errors) == ["note"]
    post(coordinator, champion, "leave", note="Moved to Sudbury.")
    champion.refresh_from_db()
    assert (champion.standing, Transition.of(champion).last().note) == (Standing.ALUMNI, "Moved to Sudbury.")


def test_decline_shows_the_message_in_their_language_and_sends_it(champion, coordinator):
    page = coordinator.get(reverse("champions:decline", args=[champion.pk]))
    assert "Bonjour Terry" in page.text
    post(coordinator, champion, "decline", note="No group fits.", tell="on")
    message = OutboxMessage.objects.select_related("person").get()
    [told] = outbox.render([message])
    assert (message.type, champion.centre.name in told.subject) == ("champion-declined", True)
    assert "No group fits." not in told.text


def test_decline_can_be_told_in_person_alone(champion, coordinator):
    post(coordinator, champion, "decline")
    champion.refresh_from_db()
    assert (champion.standing, OutboxMessage.objects.count()) == (Standing.DECLINED, 0)


def test_decline_of_somebody_who_serves_is_refused(champion, coordinator):
    Champion.objects.update(standing=Standing.ACTIVE)
    assert post(coordinator, champion, "decline", tell="on")["Location"] == reverse(
        "champions:file", args=[champion.pk]
    )
    assert Champion.objects.get().standing == Standing.ACTIVE


def test_whoever_was_declined_can_be_asked_again(champion, coordinator):
    post(coordinator, champion, "decline")
    page = coordinator.get(reverse("champions:file", args=[champion.pk])).text
    assert reverse("champions:ask_person", args=[champion.person.public_id]) in page


def test_plan_says_what_by_when_and_who(champion, coordinator, held):
    day = timezone.localdate()
    post(coordinator, champion, "plan", next_step="Coffee", next_step_on=str(day), supporter=held.user.pk)
    champion.refresh_from_db()
    assert (champion.next_step, champion.next_step_on, champion.supporter) == ("Coffee", day, held.user)


def test_plan_says_at_each_field_what_is_wrong(champion, coordinator):
    answers = {"next_step": "", "next_step_on": "2027-01-04", "supporter": StaffRoleFactory().user.pk}
    form = post(coordinator, champion, "plan", **answers).context["form"]
    assert sorted(form.errors) == ["next_step", "supporter"]


def test_file_shows_how_they_were_asked_and_what_they_told(champion, coordinator, held):
    ChampionInvitationFactory(champion=champion, inviter=held.user, words="You host so well.")
    ApplicationFactory(champion=champion, gifts="Cribbage")
    page = coordinator.get(reverse("champions:file", args=[champion.pk])).text
    for words in ("You host so well.", "Cribbage", "I was alone for a long time.", "Not sent yet."):
        assert words in page


def test_staff_fill_the_form_in_with_them(champion, coordinator):
    for number, answers in enumerate(
        [{"gifts": "Cribbage"}, {"days": ["mon"], "languages": ["ase"]}, {"needs": "ASL"}, {}], 1
    ):
        response = coordinator.post(reverse("champions:page", args=[champion.pk, number]), answers)
        assert response.status_code == 302
    assert response["Location"] == reverse("champions:check", args=[champion.pk])
    coordinator.post(response["Location"])
    champion.refresh_from_db()
    assert (champion.application.is_sent, champion.languages, champion.standing) == (True, ["ase"], Standing.APPLIED)


@pytest.mark.parametrize("number", [1, 3])
def test_file_takes_the_same_queries_however_long_its_history(
    champion, coordinator, number, django_assert_num_queries
):
    for _nth in range(number):
        post(coordinator, champion, "step", step="welcome")
        post(coordinator, champion, "decline")
        Champion.objects.update(standing=Standing.APPLIED)
    with django_assert_num_queries(32):
        coordinator.get(reverse("champions:file", args=[champion.pk]))


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.PROVIDER, Role.EVALUATOR])
def test_file_and_its_steps_are_closed_to_other_staff(champion, role):
    client = staff_client(role, centre=champion.centre)
    assert client.get(reverse("champions:file", args=[champion.pk])).status_code == 403
    assert post(client, champion, "step", step="meet").status_code == 403
    assert client.get(reverse("champions:page", args=[champion.pk, 1])).status_code == 403
