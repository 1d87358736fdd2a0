"""The champion's side of a proposal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Proposal, ProposalState
from activities.services import proposals
from core.actors import PUBLIC, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent, Transition
from tests.factories.activities import ProposalFactory
from tests.factories.centres import ClosureFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db


def author(proposal: Proposal):
    return person_actor(proposal.proposer.person_id)


def test_start_keeps_the_first_answers_and_the_first_step():
    champion = ChampionFactory()

    made = proposals.start(champion=champion, by=person_actor(champion.person_id), title_en="Card night")

    assert (made.state, made.title_en, made.centre) == (ProposalState.DRAFT, "Card night", champion.centre)
    assert [(step.name, step.to_state) for step in Transition.of(made)] == [("start", "draft")]


def test_every_step_is_in_the_access_log_of_the_champion():
    proposal = ProposalFactory(submitted=True)

    proposals.withdraw(proposal, by=author(proposal))

    assert AuditEvent.about(proposal.proposer.person_id).get().action == "proposal.withdraw"


@pytest.mark.parametrize("who", ["paused", "other_champion", "visitor", "coordinator"])
def test_start_refuses_everybody_but_an_active_champion_of_the_centre(who):
    champion = ChampionFactory(paused=who == "paused")
    by = {
        "paused": lambda: person_actor(champion.person_id),
        "other_champion": lambda: person_actor(ChampionFactory().person_id),
        "visitor": lambda: PUBLIC,
        "coordinator": lambda: staff_actor(centre=champion.centre),
    }[who]()

    with pytest.raises(Forbidden):
        proposals.start(champion=champion, by=by, title_en="Card night")

    assert Proposal.objects.count() == 0


def test_save_writes_answers_and_leaders_of_the_centre_alone():
    proposal = ProposalFactory()
    here = ChampionFactory(centre=proposal.centre)
    resting = ChampionFactory(centre=proposal.centre, paused=True)

    proposals.save(proposal, by=author(proposal), title_en="Euchre", co_leaders=[here, resting, ChampionFactory()])

    proposal.refresh_from_db()
    assert (proposal.title_en, list(proposal.co_leaders.all())) == ("Euchre", [here])


@pytest.mark.parametrize("state", ["submitted", "approved", "declined", "withdrawn"])
def test_save_once_it_is_not_the_champions_turn_changes_nothing(state):
    proposal = ProposalFactory(submitted=True, state=state, title_en="Card night")

    with pytest.raises(DomainError, match="proposal_not_yours_to_change"):
        proposals.save(proposal, by=author(proposal), title_en="Poker night")

    proposal.refresh_from_db()
    assert proposal.title_en == "Card night"


def test_save_by_somebody_else_is_forbidden():
    proposal = ProposalFactory()

    with pytest.raises(Forbidden):
        proposals.save(proposal, by=person_actor(ChampionFactory(centre=proposal.centre).person_id), title_en="Mine")


def test_save_of_a_field_that_is_not_the_champions_raises():
    proposal = ProposalFactory()

    with pytest.raises(TypeError):
        proposals.save(proposal, by=author(proposal), state="approved")


def test_missing_names_the_open_answers_in_the_order_of_the_form():
    proposal = ProposalFactory(blank=True)

    assert proposals.missing(proposal) == [
        "title",
        "summary",
        "start_date",
        "start_time",
        "minutes",
        "venue",
        "languages",
    ]


def test_submit_sends_a_draft_and_says_when():
    proposal = ProposalFactory()
    now = timezone.now()

    proposals.submit(proposal, by=author(proposal), now=now)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.submitted_at) == (ProposalState.SUBMITTED, now)


def test_submit_sends_again_after_changes():
    proposal = ProposalFactory(returned=True)

    proposals.submit(proposal, by=author(proposal))

    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.SUBMITTED


def test_submit_without_all_answers_is_refused():
    proposal = ProposalFactory(venue=None)

    with pytest.raises(DomainError, match="proposal_incomplete"):
        proposals.submit(proposal, by=author(proposal))


def test_submit_where_every_date_is_closed_is_refused():
    day = timezone.localdate() + timedelta(days=7)
    proposal = ProposalFactory(start_date=day, last_date=day)
    ClosureFactory(centre=proposal.centre, first_day=day)

    with pytest.raises(DomainError, match="no_dates"):
        proposals.submit(proposal, by=author(proposal))


def test_submit_of_a_paused_champion_is_forbidden():
    proposal = ProposalFactory(proposer__paused=True)

    with pytest.raises(Forbidden):
        proposals.submit(proposal, by=author(proposal))


def test_submit_twice_tells_that_it_moved():
    proposal = ProposalFactory()
    again = Proposal.objects.get(pk=proposal.pk)
    proposals.submit(proposal, by=author(proposal))

    with pytest.raises(Moved):
        proposals.submit(again, by=author(proposal))


@pytest.mark.parametrize("state", ["submitted", "changes_requested"])
def test_withdraw_takes_it_back(state):
    proposal = ProposalFactory(submitted=True, state=state)

    proposals.withdraw(proposal, by=author(proposal))

    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.WITHDRAWN


@pytest.mark.parametrize("state", ["draft", "approved", "declined", "withdrawn"])
def test_withdraw_where_nothing_waits_tells_that_it_moved(state):
    proposal = ProposalFactory(state=state)

    with pytest.raises(Moved):
        proposals.withdraw(proposal, by=author(proposal))


def test_withdraw_by_a_co_leader_is_forbidden():
    colleague = ChampionFactory()
    proposal = ProposalFactory(submitted=True, centre=colleague.centre, co_leaders=[colleague])

    with pytest.raises(Forbidden):
        proposals.withdraw(proposal, by=person_actor(colleague.person_id))


def test_discard_leaves_no_draft():
    proposal = ProposalFactory()

    proposals.discard(proposal, by=author(proposal))

    assert Proposal.objects.count() == 0


def test_discard_of_what_was_sent_is_refused():
    proposal = ProposalFactory(submitted=True)

    with pytest.raises(DomainError, match="proposal_not_yours_to_change"):
        proposals.discard(proposal, by=author(proposal))


def test_discard_abandoned_takes_untouched_drafts_alone():
    now = timezone.now()
    old = now - timedelta(days=31)
    ProposalFactory(created_at=old)
    fresh = ProposalFactory(created_at=now - timedelta(days=29))
    sent = ProposalFactory(created_at=old, submitted=True)

    assert proposals.discard_abandoned(now=now) == 1

    assert set(Proposal.objects.all()) == {fresh, sent}


def test_colleagues_are_the_other_active_champions_by_name():
    champion = ChampionFactory()
    wanda = ChampionFactory(centre=champion.centre, person__name="Wanda")
    abel = ChampionFactory(centre=champion.centre, person__name="Abel")
    ChampionFactory(centre=champion.centre, paused=True)
    ChampionFactory()

    assert list(proposals.colleagues(champion)) == [abel, wanda]


def test_translate_adds_the_missing_text_and_leaves_the_rest():
    proposal = ProposalFactory(submitted=True, title_fr="", summary_fr="", audience_fr="Tout le monde")

    proposals.translate(
        proposal,
        language="fr",
        by=staff_actor(centre=proposal.centre),
        title="Cartes",
        summary="On joue.",
        audience="X",
    )

    proposal.refresh_from_db()
    assert (proposal.title_fr, proposal.summary_fr, proposal.audience_fr) == ("Cartes", "On joue.", "Tout le monde")
    assert AuditEvent.objects.get(action="proposal.translated").person_id == proposal.proposer.person_id


def test_translate_where_the_text_is_there_is_refused():
    proposal = ProposalFactory(submitted=True)

    with pytest.raises(DomainError, match="text_is_there"):
        proposals.translate(
            proposal, language="fr", by=staff_actor(centre=proposal.centre), title="Cartes", summary="On joue."
        )


def test_translate_once_it_is_decided_is_refused():
    proposal = ProposalFactory(submitted=True, state="declined", title_fr="")

    with pytest.raises(DomainError, match="not_waiting"):
        proposals.translate(
            proposal, language="fr", by=staff_actor(centre=proposal.centre), title="Cartes", summary="On joue."
        )


def test_translate_by_staff_elsewhere_is_forbidden():
    proposal = ProposalFactory(submitted=True, title_fr="")

    with pytest.raises(Forbidden):
        proposals.translate(proposal, language="fr", by=staff_actor(), title="Cartes", summary="On joue.")


def test_submit_further_ahead_than_the_preview_looks_is_refused():
    proposal = ProposalFactory(start_date=timezone.localdate() + timedelta(days=1000))

    with pytest.raises(DomainError, match="no_dates"):
        proposals.submit(proposal, by=author(proposal))


@pytest.mark.parametrize("deed", [proposals.save, proposals.discard])
def test_draft_that_was_thrown_away_meanwhile_is_spoken_of(deed):
    proposal = ProposalFactory()
    Proposal.objects.get(pk=proposal.pk).delete()

    with pytest.raises(DomainError, match="proposal_not_yours_to_change"):
        deed(proposal, by=author(proposal))
