"""The coordinator's side: decisions, what is odd, and the history in words."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from activities import words
from activities.models import Activity, Proposal, ProposalState
from activities.services import checks, previews, proposals, review, timeline
from activities.services.checks import Oddity
from core.actors import PUBLIC, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from notifications.models import OutboxMessage
from people.actors import for_user
from tests.factories.activities import ActivityFactory, ProposalFactory, SessionFactory
from tests.factories.centres import CentreFactory, ClosureFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 11, 22, 12, tzinfo=TORONTO)


@pytest.fixture
def proposal():
    return ProposalFactory(submitted=True)


@pytest.fixture
def coordinator(proposal):
    return staff_actor(centre=proposal.centre)


DECISIONS = {
    "approve": lambda proposal, by: review.approve(proposal, by=by),
    "request_changes": lambda proposal, by: review.request_changes(proposal, comments={"title": "Shorter"}, by=by),
    "decline": lambda proposal, by: review.decline(proposal, reason="No room", by=by),
}


def test_approve_publishes_and_tells_everybody_who_leads(proposal, coordinator):
    colleague = ChampionFactory(centre=proposal.centre)
    proposal.co_leaders.add(colleague)

    activity = review.approve(proposal, by=coordinator, note="Lovely")

    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.APPROVED
    assert set(activity.leaders.all()) == {proposal.proposer, colleague}
    assert activity.sessions.count() > 0
    told = OutboxMessage.objects.filter(type="proposal-approved").values_list("person", flat=True)
    assert set(told) == {proposal.proposer.person_id, colleague.person_id}


def test_request_changes_keeps_comments_by_round_and_answers_with_the_newest(proposal, coordinator):
    review.request_changes(proposal, comments={"title": "Shorter", "venue": " "}, by=coordinator)
    proposals.submit(proposal, by=person_actor(proposal.proposer.person_id))
    review.request_changes(proposal, comments={"": "Call me"}, by=coordinator)

    assert list(proposal.comments.values_list("field", "text", "round")) == [
        ("title", "Shorter", 1),
        ("", "Call me", 2),
    ]
    assert review.latest_comments(proposal) == {"": "Call me"}


def test_request_changes_without_a_comment_is_refused(proposal, coordinator):
    with pytest.raises(DomainError, match="comment_needed"):
        review.request_changes(proposal, comments={"title": "  "}, by=coordinator)

    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.SUBMITTED


def test_decline_without_a_reason_is_refused(proposal, coordinator):
    with pytest.raises(DomainError, match="reason_needed"):
        review.decline(proposal, reason=" ", by=coordinator)


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("who", ["proposer", "elsewhere", "link_worker", "own", "co_leader", "visitor"])
def test_decision_by_somebody_who_may_not_is_forbidden(proposal, decision, who):
    by = {
        "proposer": lambda: person_actor(proposal.proposer.person_id),
        "elsewhere": staff_actor,
        "link_worker": lambda: staff_actor(Role.LINK_WORKER, centre=proposal.centre),
        "own": lambda: _as_coordinator(proposal.proposer),
        "co_leader": lambda: _as_coordinator(_co_leader(proposal)),
        "visitor": lambda: PUBLIC,
    }[who]()

    with pytest.raises(Forbidden):
        DECISIONS[decision](proposal, by)

    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.SUBMITTED


def _as_coordinator(champion):
    role = StaffRoleFactory(centre=champion.centre)
    champion.person.user = role.user
    champion.person.save()
    return for_user(role.user)


def _co_leader(proposal):
    champion = ChampionFactory(centre=proposal.centre)
    proposal.co_leaders.add(champion)
    return champion


@pytest.mark.parametrize("late", DECISIONS)
@pytest.mark.parametrize("early", DECISIONS)
def test_second_of_two_coordinators_learns_who_decided_what(proposal, coordinator, early, late):
    first = StaffRoleFactory(centre=proposal.centre, user__name="Grace Okafor")
    stale = Proposal.objects.get(pk=proposal.pk)
    DECISIONS[early](proposal, for_user(first.user))

    with pytest.raises(Moved) as moved:
        DECISIONS[late](stale, coordinator)

    said = timeline.deed(stale, moved.value.last)
    assert said.startswith("Grace (volunteer coordinator) ")
    assert Activity.objects.count() == (1 if early == "approve" else 0)


def test_timeline_tells_the_story_to_the_champion(proposal, coordinator):
    author = person_actor(proposal.proposer.person_id)
    review.request_changes(proposal, comments={"title": "Shorter", "": "Call me"}, by=coordinator)
    proposals.submit(proposal, by=author)
    review.decline(proposal, reason="No room", by=coordinator)

    entries = timeline.of_proposal(proposal, reader=author)

    assert [(entry.title, entry.texts) for entry in entries] == [
        ("A change was asked for", [("Name of the group", "Shorter"), ("", "Call me")]),
        ("Sent to the centre", []),
        ("Declined", [("", "No room")]),
    ]
    assert [entry.who for entry in entries] == [
        "User (volunteer coordinator)",
        "You",
        "User (volunteer coordinator)",
    ]


def test_timeline_calls_the_second_sending_by_its_name():
    draft = ProposalFactory()
    author = person_actor(draft.proposer.person_id)
    proposals.submit(draft, by=author)
    review.request_changes(draft, comments={"": "Call me"}, by=staff_actor(centre=draft.centre))
    proposals.submit(draft, by=author)

    titles = [entry.title for entry in timeline.of_proposal(draft, reader=author)]

    assert titles == ["Sent to the centre", "A change was asked for", "Sent again"]


def found(proposal, now=NOW):
    loaded = Proposal.objects.for_review().get(pk=proposal.pk)
    return checks.queue([loaded], now=now)[0][1]


def test_oddities_of_a_plain_proposal_are_none():
    assert found(ProposalFactory(submitted=True, start_date=date(2027, 1, 5))) == []


def test_oddities_name_a_room_that_is_taken():
    taken = SessionFactory(activity__start_date=date(2026, 12, 1), day=date(2026, 12, 1))
    proposal = ProposalFactory(
        centre=taken.centre, venue=taken.venue, start_date=date(2026, 12, 1), start_time=time(15)
    )

    assert found(proposal) == [Oddity.CLASH]


def test_oddities_leave_a_cancelled_session_aside():
    taken = SessionFactory(activity__start_date=date(2026, 12, 1), day=date(2026, 12, 1), cancelled=True)
    proposal = ProposalFactory(centre=taken.centre, venue=taken.venue, start_date=date(2026, 12, 1))

    assert found(proposal) == []


def test_oddities_see_a_session_that_lasts_past_midnight():
    late = ActivityFactory(start_date=date(2026, 11, 30), start_time=time(22), minutes=180)
    taken = SessionFactory(activity=late, day=date(2026, 11, 30))
    proposal = ProposalFactory(
        centre=taken.centre, venue=taken.venue, start_date=date(2026, 12, 1), start_time=time(0, 30)
    )

    assert found(proposal) == [Oddity.CLASH]


def test_oddities_name_a_holiday_even_where_it_is_skipped():
    assert found(ProposalFactory(start_date=date(2026, 12, 25))) == [Oddity.CLOSED]


def test_oddities_name_dates_that_are_over():
    proposal = ProposalFactory(start_date=date(2026, 11, 3), last_date=date(2026, 11, 10))

    assert found(proposal) == [Oddity.NO_DATES]


def test_oddities_name_missing_languages_small_rooms_and_resting_leaders():
    centre = CentreFactory()
    proposal = ProposalFactory(
        centre=centre,
        venue=VenueFactory(centre=centre, capacity=5),
        title_fr="",
        start_date=date(2027, 1, 5),
        co_leaders=[ChampionFactory(centre=centre, paused=True)],
    )

    assert found(proposal) == [Oddity.NO_FRENCH, Oddity.LEADER_NOT_CLEARED, Oddity.ROOM_TOO_SMALL]


def test_what_was_settled_until_today_counts_until_midnight_in_ontario():
    proposal = ProposalFactory(start_date=date(2027, 1, 5))
    proposal.proposer.clearances.update(until=NOW.date())
    evening = NOW.replace(hour=21).astimezone(UTC)  # where it is tomorrow already

    assert found(proposal, now=evening) == []
    assert found(proposal, now=evening + timedelta(hours=4)) == [Oddity.LEADER_HAS_STEPS]


@pytest.mark.parametrize("count", [1, 3])
def test_queue_asks_the_same_for_one_and_for_three(count, django_assert_num_queries):
    centre = CentreFactory()
    for number in range(count):
        ProposalFactory(
            submitted=True,
            centre=centre,
            start_date=date(2026, 12, 1 + number),
            co_leaders=[ChampionFactory(centre=centre)],
        )
    ClosureFactory(centre=centre, first_day=date(2026, 12, 8))

    # Proposals, co-leaders, closures, sessions in the rooms; what the centre asks, and what is settled.
    with django_assert_num_queries(6):
        rows = checks.queue(Proposal.objects.to_review().for_review(), now=NOW)

    assert [oddities for _proposal, oddities in rows] == [[Oddity.CLOSED], [], []][:count]


def test_previews_keep_rooms_and_centres_apart():
    day = date(2026, 12, 1)
    taken = SessionFactory(activity__start_date=day, day=day)
    here = ProposalFactory(centre=taken.centre, venue=taken.venue, start_date=day)
    next_door = ProposalFactory(centre=taken.centre, start_date=day)
    elsewhere = ProposalFactory(start_date=day)
    ClosureFactory(centre=elsewhere.centre, first_day=day)
    empty = ProposalFactory(blank=True)

    first = [dates[:1] for dates in previews.previews([here, next_door, elsewhere, empty], now=NOW)]

    assert [[(date.clash, date.skipped) for date in dates] for dates in first] == [
        [(taken, False)],
        [(None, False)],
        [(None, True)],
        [],
    ]


def test_age_counts_days_of_the_calendar():
    late = datetime(2026, 11, 21, 23, 50, tzinfo=TORONTO)

    assert [words.age(late, late + timedelta(minutes=wait)) for wait in (5, 30, 60 * 72)] == [
        "since today",
        "since yesterday",
        "for 3 days",
    ]
