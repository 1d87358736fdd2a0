"""Whoever begins to lead a group is cleared for it; whoever leads already goes on."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Activity, ActivityState, Proposal, ProposalState
from activities.services import clearing, drafts, lapses, proposals, review, series, sessions, timetable
from activities.services import works as group_works
from activities.services.timetable import LEADERS, Change
from champions.models import Champion, Clearance, Decision, Need, Work
from core.actors import Role, person_actor
from core.errors import DomainError, Forbidden
from tests.factories.activities import ActivityFactory, ProposalFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import UserFactory, staff_actor
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def new(centre):
    """Active, and cleared for nothing yet."""
    user = UserFactory()
    return ChampionFactory(centre=centre, uncleared=True, person__name="Rosa Lind", person__user=user)


def settle(champion, *needs):
    Clearance.objects.bulk_create(
        Clearance(champion=champion, need=need, decided_on=date(2026, 1, 5), decision=Decision.ACCEPTED)
        for need in needs
    )


def refused(deed, *named):
    with pytest.raises(DomainError, match="leader_lacks") as caught:
        deed()
    for word in named:
        assert word in caught.value.words
    return caught.value.words


@pytest.mark.parametrize(
    ("mode", "sensitive", "ticked", "works"),
    [
        (JoinMode.DROP_IN, False, [], [Work.HOST]),
        (JoinMode.SIGN_UP, False, [], [Work.HOST]),
        (JoinMode.STANDING, False, [Work.FOOD, Work.MONEY], [Work.HOST, Work.FOOD, Work.MONEY]),
        (JoinMode.DROP_IN, True, [], [Work.CLOSED]),
        (JoinMode.COURSE, False, [], [Work.CLOSED]),
        (JoinMode.INVITATION, False, [Work.YOUTH], [Work.CLOSED, Work.YOUTH]),
    ],
)
def test_what_leading_a_group_is_follows_from_how_people_join(mode, sensitive, ticked, works):
    group = ActivityFactory.build(join_mode=mode, sensitive=sensitive, works=[work.value for work in ticked])
    assert clearing.works_of(group) == works


def test_a_proposal_of_somebody_who_lacks_a_step_cannot_be_approved(centre, new):
    proposal = ProposalFactory(centre=centre, proposer=new, submitted=True)
    by = staff_actor(centre=centre)
    refused(lambda: review.approve(proposal, by=by), "Rosa Lind", "orientation", "confidentiality agreement")
    assert Proposal.objects.get().state == ProposalState.SUBMITTED
    assert not Activity.objects.exists()
    settle(new, Need.ORIENTATION, Need.CONFIDENTIALITY)
    assert list(review.approve(proposal, by=by).leaders.all()) == [new]


def test_a_co_leader_who_lacks_a_step_holds_the_approval_up(centre, new):
    proposal = ProposalFactory(centre=centre, submitted=True, co_leaders=[new])
    said = refused(lambda: review.approve(proposal, by=staff_actor(centre=centre)), "Rosa Lind")
    assert proposal.proposer.person.name not in said


def test_what_staff_tick_at_the_approval_is_asked_too(centre, new):
    settle(new, Need.ORIENTATION, Need.CONFIDENTIALITY)
    proposal = ProposalFactory(centre=centre, proposer=new, submitted=True)
    by = staff_actor(centre=centre)
    refused(lambda: review.approve(proposal, by=by, works=[Work.FOOD]), "food handler certificate")
    settle(new, Need.FOOD_HANDLING)
    assert review.approve(proposal, by=by, works=[Work.FOOD]).works == ["food"]


def test_proposing_itself_needs_no_step(centre, new):
    proposal = ProposalFactory(centre=centre, proposer=new)
    assert proposals.submit(proposal, by=person_actor(new.person_id)).state == ProposalState.SUBMITTED


def test_a_draft_goes_on_the_site_once_its_leader_is_cleared(centre, new):
    draft = ActivityFactory(centre=centre, draft=True, leaders=[new])
    draft.source.looked_over = True
    draft.source.save()
    by = staff_actor(centre=centre)
    refused(lambda: drafts.publish(draft, by=by), "Rosa Lind")
    settle(new, Need.ORIENTATION, Need.CONFIDENTIALITY)
    assert drafts.publish(draft, by=by).state == ActivityState.PUBLISHED


def change_leaders(group, leaders, by, since=None):
    today = timezone.now().astimezone(group.centre.zone).date()
    edit = series.changing(Change(since or today, {LEADERS: leaders}))
    _wished, plan = series.preview(group, edit, now=timezone.now())
    return series.apply(group, edit, digest=plan.digest, by=by)


@pytest.mark.parametrize("days", [0, 30])
def test_nobody_who_lacks_a_step_begins_to_lead_in_a_series(centre, new, days):
    group = ActivityFactory(centre=centre, leaders=[ChampionFactory(centre=centre)])
    since = timezone.now().astimezone(centre.zone).date() + timedelta(days=days)
    by = staff_actor(centre=centre)
    refused(lambda: change_leaders(group, [new], by, since), "Rosa Lind")
    assert new not in group.leaders.all()
    assert timetable.of(group).changes == []
    settle(new, Need.ORIENTATION, Need.CONFIDENTIALITY)
    change_leaders(group, [new], by, since)
    assert timetable.of(group).leaders_from(since) in ([new], None)


def test_whoever_leads_already_stays_when_somebody_joins_them(centre, new):
    group = ActivityFactory(centre=centre, leaders=[new])
    other = ChampionFactory(centre=centre)
    change_leaders(group, [new, other], staff_actor(centre=centre))
    assert set(group.leaders.all()) == {new, other}


def test_what_comes_later_brings_a_leader_whose_step_ran_out_meanwhile(centre, new, time_machine):
    """Nobody is taken off by a clock, and nobody is kept off by one either: staff see it."""
    settle(new, Need.ORIENTATION)
    today = timezone.now().astimezone(centre.zone).date()
    Clearance.objects.create(
        champion=new, need=Need.CONFIDENTIALITY, decided_on=today, until=today + timedelta(days=10)
    )
    group = ActivityFactory(centre=centre, leaders=[ChampionFactory(centre=centre)])
    change_leaders(group, [new], staff_actor(centre=centre), today + timedelta(days=20))
    time_machine.move_to(timezone.now() + timedelta(days=21))
    change_leaders(group, [new, ChampionFactory(centre=centre)], staff_actor(centre=centre))
    assert new in group.leaders.all()


def stand_in(session, champion, by):
    return sessions.tell_apart(session, substitute=champion, note_en="", note_fr="", by=by)


def test_a_substitute_is_cleared_for_the_group(centre, new):
    session = SessionFactory(activity__centre=centre)
    by = staff_actor(centre=centre)
    refused(lambda: stand_in(session, new, by), "Rosa Lind", "orientation")
    settle(new, Need.ORIENTATION, Need.CONFIDENTIALITY)
    assert stand_in(session, new, by).substitute == new


def test_a_leader_is_not_told_what_somebody_else_lacks(centre, new):
    leader = ChampionFactory(centre=centre)
    session = SessionFactory(activity=ActivityFactory(centre=centre, leaders=[leader]))
    with pytest.raises(DomainError, match="leader_not_ready") as caught:
        stand_in(session, new, person_actor(leader.person_id))
    assert "Rosa" in caught.value.words
    assert "orientation" not in caught.value.words


def test_a_co_leader_stands_in_whatever_has_run_out(centre, new):
    group = ActivityFactory(centre=centre, leaders=[new])
    session = SessionFactory(activity=group)
    assert stand_in(session, new, staff_actor(centre=centre)).substitute == new


def test_a_note_about_a_date_does_not_ask_its_substitute_again(centre, new):
    session = SessionFactory(activity__centre=centre, substitute=new)
    by = staff_actor(centre=centre)
    told = sessions.tell_apart(session, substitute=new, note_en="Bring a mug", note_fr="", by=by)
    assert (told.substitute, told.note_en) == (new, "Bring a mug")


def test_works_of_a_group_are_chosen_by_staff_who_coordinate(centre):
    group = ActivityFactory(centre=centre)
    assert group_works.choose(group, [Work.FOOD], by=staff_actor(centre=centre)).works == ["food"]
    for by in (staff_actor(Role.LINK_WORKER, centre=centre), staff_actor()):
        with pytest.raises(Forbidden):
            group_works.choose(group, [], by=by)


def test_who_leads_and_lacks_something_is_listed_with_the_groups_that_go_on(centre, new):
    today = timezone.localdate()
    settle(new, Need.ORIENTATION)
    Clearance.objects.create(
        champion=new, need=Need.CONFIDENTIALITY, decided_on=today, until=today - timedelta(days=1)
    )
    group = ActivityFactory(centre=centre, leaders=[new])
    ActivityFactory(centre=centre, leaders=[ChampionFactory(centre=centre)])
    ActivityFactory(centre=centre, leaders=[new], state=ActivityState.ENDED)
    ActivityFactory(leaders=[ChampionFactory(uncleared=True)])
    [found] = lapses.at_centre(staff_actor(centre=centre), on=today)
    assert (found.champion, found.groups) == (new, (group,))
    assert found.needs == ((Need.CONFIDENTIALITY, today - timedelta(days=1)),)
    assert found.ran_out


@pytest.mark.parametrize("count", [1, 3])
def test_lapses_ask_the_same_for_one_and_for_three(centre, count, django_assert_num_queries):
    for _number in range(count):
        ActivityFactory(centre=centre, leaders=[ChampionFactory(centre=centre, uncleared=True)])
    by = staff_actor(centre=centre)
    with django_assert_num_queries(5):  # champions, groups, what is settled, what is asked, what ran out
        assert len(lapses.at_centre(by, on=timezone.localdate())) == count


def desk(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_staff_read_beside_a_name_what_is_missing(centre, new):
    session = SessionFactory(activity__centre=centre)
    page = desk(centre).get(reverse("desk_activities:this_time", args=[session.public_id]))
    assert "Rosa Lind (cannot lead this yet: orientation, confidentiality agreement)" in text_of(page)


def test_whoever_leads_already_is_not_called_new(centre, new):
    group = ActivityFactory(centre=centre, leaders=[new])
    page = text_of(desk(centre).get(reverse("desk_activities:words", args=[group.pk])))
    assert "Rosa Lind (leads already; still to do: orientation, confidentiality agreement)" in page


def test_a_substitute_who_lacks_a_step_is_refused_at_the_field_and_nothing_typed_is_lost(centre, new):
    session = SessionFactory(activity__centre=centre)
    address = reverse("desk_activities:this_time", args=[session.public_id])
    page = text_of(desk(centre).post(address, {"substitute": new.pk, "note_en": "Bring a mug", "note_fr": ""}))
    assert "Cannot lead this yet: Rosa Lind (orientation, confidentiality agreement)." in page
    assert "Bring a mug" in page


def test_a_champion_reads_only_that_somebody_cannot_lead_yet(centre, new):
    leader = ChampionFactory(centre=centre, person__user=UserFactory())
    session = SessionFactory(activity=ActivityFactory(centre=centre, leaders=[leader]))
    page = text_of(signed_in(leader.person.user).get(reverse("leading:this_time", args=[session.public_id])))
    assert "Rosa Lind (cannot lead this yet)" in page
    assert "orientation" not in page


def test_a_yes_that_cannot_be_keeps_what_was_typed(centre, new):
    proposal = ProposalFactory(centre=centre, proposer=new, submitted=True)
    address = reverse("review:approve", args=[proposal.public_id])
    page = text_of(desk(centre).post(address, {"approve-note": "Lovely idea", "approve-works": ["food"]}))
    assert "Cannot lead this yet: Rosa Lind" in page
    assert "Lovely idea" in page
    assert 'value="food" checked' in page


def test_whoever_proposes_reads_kindly_what_will_be_needed(centre, new):
    settle(new, Need.ORIENTATION)
    proposal = ProposalFactory(centre=centre, proposer=new)
    page = text_of(signed_in(new.person.user).get(reverse("proposals:check", args=[proposal.public_id])))
    assert "Orientation – settled, thank you" in page
    assert "Confidentiality agreement, because people tell you things that are theirs alone" in page


def test_new_leaders_are_refused_at_the_field(centre, new):
    group = ActivityFactory(centre=centre, leaders=[ChampionFactory(centre=centre)])
    typed = {"since": timezone.localdate().isoformat(), "title_en": "Tea and talk", "leaders": [new.pk]}
    page = text_of(desk(centre).post(reverse("desk_activities:words", args=[group.pk]), typed))
    assert "Please choose somebody else: Rosa Lind (cannot lead this yet: orientation" in page
    assert "Tea and talk" in page


def test_renewals_page_names_what_ran_out_and_the_group(centre, new):
    today = timezone.localdate()
    settle(new, Need.ORIENTATION)
    Clearance.objects.create(
        champion=new, need=Need.CONFIDENTIALITY, decided_on=today, until=today - timedelta(days=1)
    )
    ActivityFactory(centre=centre, leaders=[new], title_en="Porch Songs")
    client = desk(centre)
    for name in ("desk_renewals:list", "desk:home"):
        page = text_of(client.get(reverse(name)))
        assert "Rosa Lind" in page
    page = text_of(client.get(reverse("desk_renewals:list")))
    assert "Porch Songs" in page
    assert "Confidentiality agreement – counted until" in page


def test_a_champion_of_another_centre_is_on_no_list_here(centre):
    other = ChampionFactory(uncleared=True, person__name="Olga North")
    ActivityFactory(centre=other.centre, leaders=[other])
    assert "Olga North" not in text_of(desk(centre).get(reverse("desk_renewals:list")))
    assert Champion.objects.count() == 1
