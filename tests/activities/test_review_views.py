"""The review at the desk."""

import pytest
from django.urls import reverse

from activities.models import Proposal, ProposalState, Session, SessionState
from activities.panels import ToReview
from activities.services import bookings, review
from core.actors import Channel, Role, person_actor
from core.models import AuditEvent
from people.actors import for_user
from tests.factories.activities import ActivityFactory, ProposalFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory

pytestmark = pytest.mark.django_db
# What every page of the desk asks: the session and its user, the actor's roles and person, the site's navigation
# (2), the desk's centres.
FRAME = 7


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def coordinator(centre):
    return StaffRoleFactory(centre=centre, user__name="Sam Roy").user


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def proposal(centre):
    return ProposalFactory(centre=centre, submitted=True, title_en="Euchre and tea")


def url(name, *args):
    return reverse(f"review:{name}", args=args)


def text_of(response):
    return " ".join(response.content.decode().split())


def state_of(proposal):
    return Proposal.objects.get(pk=proposal.pk).state


# --- The queue ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_queue_asks_the_same_for_one_row_and_for_three(desk, centre, count, django_assert_num_queries):
    for _number in range(count):
        ProposalFactory(centre=centre, submitted=True, co_leaders=[ChampionFactory(centre=centre)])

    # How many, proposals, co-leaders, closures, sessions in the rooms, what the centre asks and what is settled, the
    # answered.
    with django_assert_num_queries(FRAME + 8):
        answer = desk.get(url("queue"))

    assert len(answer.context["rows"]) == count


def test_queue_is_oldest_first_and_shows_the_centre_alone(desk, centre):
    late, early = (ProposalFactory(centre=centre, submitted=True) for _number in range(2))
    Proposal.objects.filter(pk=early.pk).update(submitted_at="2026-01-05T15:00Z")
    ProposalFactory(submitted=True)
    ProposalFactory(centre=centre)
    decided = ProposalFactory(centre=centre, submitted=True, state=ProposalState.DECLINED)

    answer = desk.get(url("queue"))

    assert [row["proposal"] for row in answer.context["rows"]] == [early, late]
    assert answer.context["answered"] == [decided]


def test_queue_says_what_is_odd(desk, centre):
    ProposalFactory(centre=centre, submitted=True, title_fr="")

    assert "There is no French text yet" in text_of(desk.get(url("queue")))


def test_panel_counts_and_names_the_three_oldest(centre, coordinator, django_assert_num_queries):
    for _number in range(4):
        ProposalFactory(centre=centre, submitted=True)
    ProposalFactory(submitted=True)

    class Asked:
        actor = for_user(coordinator)

    with django_assert_num_queries(2):
        shown = ToReview().get_context_data({"request": Asked})

    assert (shown["count"], [age for _proposal, age in shown["oldest"]]) == (4, ["since today"] * 3)


# --- Who gets in ----------------------------------------------------------------------------------


def asked(client, proposal):
    """What each address of a proposal answers."""
    there = proposal.public_id
    return [
        client.get(url("proposal", there)).status_code,
        client.get(url("changes", there)).status_code,
        client.get(url("translate", there, "fr")).status_code,
        client.post(url("approve", there)).status_code,
        client.post(url("decline", there), {"decline-reason": "No"}).status_code,
    ]


def test_coordinator_of_the_centre_decides(desk, proposal):
    assert asked(desk, proposal) == [200, 200, 200, 302, 409]


def test_coordinator_elsewhere_finds_nothing(client, proposal):
    client.force_login(StaffRoleFactory().user)

    assert asked(client, proposal) == [404] * 5


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.PROVIDER, Role.EVALUATOR])
def test_other_staff_of_the_centre_are_kept_out(client, centre, proposal, role):
    client.force_login(StaffRoleFactory(centre=centre, role=role).user)

    assert asked(client, proposal) == [403] * 5


@pytest.mark.parametrize("as_proposer", [True, False])
def test_coordinator_who_would_lead_is_told_that_a_colleague_decides(client, centre, as_proposer):
    own = ChampionFactory(centre=centre, person__user=StaffRoleFactory(centre=centre).user)
    other = ChampionFactory(centre=centre)
    pair = {"proposer": own} if as_proposer else {"proposer": other, "co_leaders": [own]}
    proposal = ProposalFactory(centre=centre, submitted=True, title_fr="", **pair)
    client.force_login(own.person.user)

    assert asked(client, proposal) == [200, 403, 403, 403, 403]
    assert "Nobody decides on a group that they would lead themselves" in text_of(
        client.post(url("approve", proposal.public_id))
    )
    assert state_of(proposal) == ProposalState.SUBMITTED


def test_draft_is_not_at_the_desk(desk, centre):
    assert asked(desk, ProposalFactory(centre=centre)) == [404] * 5


# --- The proposal and the decisions ---------------------------------------------------------------


def test_page_shows_both_languages_and_records_the_look_at_each_leader(desk, centre, coordinator):
    colleague = ChampionFactory(centre=centre)
    proposal = ProposalFactory(
        centre=centre, submitted=True, summary_en="We play.", summary_fr="On joue.", co_leaders=[colleague]
    )

    page = text_of(desk.get(url("proposal", proposal.public_id)))

    assert '<p lang="en">We play.</p>' in page
    assert '<p lang="fr">On joue.</p>' in page
    looks = AuditEvent.objects.filter(action="person.viewed", actor_user_id=coordinator.pk)
    assert set(looks.values_list("person_id", flat=True)) == {proposal.proposer.person_id, colleague.person_id}


def test_page_names_the_group_that_is_in_the_room(desk, centre):
    taken = SessionFactory(activity__centre=centre, activity__title_en="Quilting")
    proposal = ProposalFactory(centre=centre, submitted=True, venue=taken.venue, start_date=taken.day)

    assert "Room taken</strong> Quilting" in text_of(desk.get(url("proposal", proposal.public_id)))


def test_approve_puts_the_group_on_the_site(desk, proposal):
    answer = desk.post(url("approve", proposal.public_id), {"approve-note": "Lovely"})

    assert (answer.url, state_of(proposal)) == (url("queue"), ProposalState.APPROVED)
    assert Session.objects.filter(activity__proposal=proposal).exists()


@pytest.mark.parametrize("name", ["approve", "decline"])
def test_answer_opened_like_a_page_shows_the_proposal(desk, proposal, name):
    answer = desk.get(url(name, proposal.public_id))
    assert (answer.status_code, answer["Location"]) == (302, url("proposal", proposal.public_id))


def test_decline_without_a_reason_says_so_at_the_field(desk, proposal):
    answer = desk.post(url("decline", proposal.public_id), {"decline-reason": ""})

    assert answer.context["decline"].errors == {"reason": ["Say why, in a sentence that the champion can read."]}
    assert "<title>Error: A proposal" in text_of(answer)
    assert state_of(proposal) == ProposalState.SUBMITTED


def test_decline_keeps_the_reason(desk, proposal):
    desk.post(url("decline", proposal.public_id), {"decline-reason": "The hall is full"})

    assert state_of(proposal) == ProposalState.DECLINED
    assert "The hall is full" in text_of(desk.get(url("proposal", proposal.public_id)))


def test_changes_are_kept_beside_the_answers(desk, proposal):
    answer = desk.post(url("changes", proposal.public_id), {"title": "Say it is free", "whole": "Lovely"})

    assert answer.url == url("queue")
    fresh = Proposal.objects.get(pk=proposal.pk)
    assert fresh.state == ProposalState.CHANGES_REQUESTED
    assert review.latest_comments(fresh) == {"title": "Say it is free", "": "Lovely"}


def test_changes_without_any_say_so(desk, proposal):
    answer = desk.post(url("changes", proposal.public_id), {"title": " "})

    assert list(answer.context["form"].errors) == ["whole"]
    assert state_of(proposal) == ProposalState.SUBMITTED


LATE = {
    "approve": {"approve-note": "My words"},
    "decline": {"decline-reason": "My words"},
    "changes": {"title": "My words"},
}


@pytest.mark.parametrize("late", LATE)
def test_second_coordinator_sees_who_was_faster_and_what_they_wrote_themselves(desk, proposal, centre, late):
    first = StaffRoleFactory(centre=centre, user__name="Grace Okafor").user
    review.decline(proposal, reason="The hall is full", by=for_user(first))

    answer = desk.post(url(late, proposal.public_id), LATE[late])

    page = text_of(answer)
    assert answer.status_code == 409
    assert "Grace (volunteer coordinator) declined it (" in page
    assert "What you wrote was not sent" in page
    assert "My words" in page
    assert state_of(proposal) == ProposalState.DECLINED


def test_missing_text_can_be_added(desk, centre):
    proposal = ProposalFactory(centre=centre, submitted=True, title_fr="", summary_fr="")

    assert "Add the French text" in text_of(desk.get(url("proposal", proposal.public_id)))
    answer = desk.post(url("translate", proposal.public_id, "fr"), {"title": "Cartes", "summary": "On joue."})

    assert answer.url == url("proposal", proposal.public_id)
    assert Proposal.objects.get(pk=proposal.pk).title_fr == "Cartes"


def test_text_of_a_third_language_does_not_exist(desk, proposal):
    assert desk.get(url("translate", proposal.public_id, "de")).status_code == 404


# --- Activities at the desk -----------------------------------------------------------------------


def activities(name, *args):
    return reverse(f"desk_activities:{name}", args=args)


@pytest.mark.parametrize("count", [1, 3])
def test_activities_ask_the_same_for_one_row_and_for_three(desk, centre, count, django_assert_num_queries):
    for _number in range(count):
        ActivityFactory(centre=centre)
    ActivityFactory()

    # How many, and the activities.
    with django_assert_num_queries(FRAME + 2):
        answer = desk.get(activities("list"))

    assert len(answer.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_activity_asks_the_same_for_one_date_and_for_three(desk, centre, count, django_assert_num_queries):
    activity = ActivityFactory(centre=centre)
    for _number in range(count):
        SessionFactory(activity=activity)

    # The activity and its dates; who comes every time, who is invited; what no longer fits (two); the rates (two);
    # what changes and when, its pauses, what is left out.
    with django_assert_num_queries(FRAME + 11):
        answer = desk.get(activities("activity", activity.pk))

    assert len(answer.context["dates"]) == count


def test_cancel_asks_first_and_says_how_many_have_a_place(desk, centre):
    session = SessionFactory(activity__centre=centre)
    person = PersonFactory()
    bookings.book(session=session, person=person, channel=Channel.WEB, by=person_actor(person.pk))

    page = text_of(desk.get(activities("cancel", session.public_id)))
    assert "It touches 1 person" in page
    assert Session.objects.get().state == SessionState.SCHEDULED

    desk.post(activities("cancel", session.public_id), {"note": "The boiler is broken"})
    assert Session.objects.get().state == SessionState.CANCELLED


def test_cancel_without_a_reason_says_so(desk, centre):
    session = SessionFactory(activity__centre=centre)

    answer = desk.post(activities("cancel", session.public_id), {"note": ""})

    assert answer.context["form"].errors == {"note": ["Say why, in a few words."]}


def test_cancel_is_for_coordinators_of_the_centre(client, centre):
    session = SessionFactory(activity__centre=centre)
    answers = []
    for role in (StaffRoleFactory(centre=centre, role=Role.LINK_WORKER), StaffRoleFactory()):
        client.force_login(role.user)
        answers.append(client.post(activities("cancel", session.public_id), {"note": "x"}).status_code)

    assert answers == [403, 404]
    assert Session.objects.get().state == SessionState.SCHEDULED


def test_leader_elsewhere_in_staff_clothes_cannot_cancel(client, centre):
    """A coordinator of another centre who leads here sees the session, and may still not call it off."""
    role = StaffRoleFactory()
    leader = ChampionFactory(centre=centre, person__user=role.user)
    session = SessionFactory(activity__centre=centre, activity__leaders=[leader])
    client.force_login(role.user)

    assert client.post(activities("cancel", session.public_id), {"note": "x"}).status_code == 403


def test_activity_elsewhere_does_not_exist(desk):
    assert desk.get(activities("activity", ActivityFactory().pk)).status_code == 404
