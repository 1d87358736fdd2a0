"""What is left of invitations and answers once a person is forgotten, or found to be in two records."""

import pytest

from champions.models import Application, ChampionInvitation, Standing
from champions.services import answers
from core.actors import SYSTEM
from people.services import erasure, merging
from tests.factories.champions import ApplicationFactory, ChampionFactory, ChampionInvitationFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_erasing_somebody_forgets_what_was_written_to_them_and_what_they_told():
    champion = ChampionFactory(standing=Standing.INVITED, since=None)
    ApplicationFactory(champion=champion)
    invitation = ChampionInvitationFactory(champion=champion)
    token = answers.token_of(invitation)
    erasure.erase(champion.person, by=SYSTEM)
    invitation.refresh_from_db()
    champion.refresh_from_db()
    assert (invitation.named, invitation.words, invitation.is_open) == ("—", "", False)
    assert (Application.objects.count(), champion.standing, answers.by_token(token)) == (0, Standing.DECLINED, None)


def test_merging_two_records_takes_invitation_and_answers_along():
    champion = ChampionFactory(standing=Standing.INVITED, since=None)
    ApplicationFactory(champion=champion)
    ChampionInvitationFactory(champion=champion)
    kept = PersonFactory(centres=[champion.centre])
    merging.merge(kept, champion.person, by=SYSTEM)
    assert ChampionInvitation.objects.get().whom.person == kept
    assert Application.objects.get().champion.person == kept
