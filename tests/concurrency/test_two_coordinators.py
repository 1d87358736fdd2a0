"""Two coordinators decide on the same proposal at the same moment."""

from collections import Counter

import pytest

from activities.models import Activity, Proposal, ProposalState
from activities.services import review
from core.errors import Moved
from core.models import Transition
from tests.concurrency.test_last_seats import at_once
from tests.factories.activities import ProposalFactory
from tests.factories.people import staff_actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def test_one_decision_wins_and_the_other_learns_whose_it_was():
    proposal = ProposalFactory(submitted=True)
    grace, sam = (staff_actor(centre=proposal.centre) for _number in range(2))
    hers, his = (Proposal.objects.get(pk=proposal.pk) for _number in range(2))

    answers = at_once(
        lambda: review.approve(hers, by=grace),
        lambda: review.decline(his, reason="The hall is full", by=sam),
    )

    assert Counter(type(answer) for answer in answers if isinstance(answer, Exception)) == {Moved: 1}
    (lost,) = (answer for answer in answers if isinstance(answer, Moved))
    winner = grace if isinstance(answers[1], Moved) else sam
    assert lost.last.actor_user_id == winner.user_id
    proposal.refresh_from_db()
    approved = proposal.state == ProposalState.APPROVED
    assert Activity.objects.count() == approved
    assert Transition.of(proposal).count() == 1
