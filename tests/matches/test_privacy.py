"""Erasing and merging, of both of the two."""

import pytest

from core import merging as registry
from core.actors import SYSTEM
from core.errors import DomainError
from matches.models import Kind, Match, MatchRequest, MatchState, Say, Side, VisitorProfile
from people.services import erasure, merging
from tests.factories.companions import MatchFactory, ProfileFactory, RequestFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def test_erasing_the_person_forgets_their_wish_and_what_came_of_it():
    match = MatchFactory(together=True)
    erasure.erase(match.request.person, by=SYSTEM)
    assert (MatchRequest.objects.count(), Match.objects.count(), Say.objects.count()) == (0, 0, 0)


def test_erasing_the_champion_ends_what_stands_and_puts_the_person_back_on_the_list():
    match = MatchFactory(together=True, agreed="Tuesdays with Terry")
    asked = MatchFactory(champion=match.champion, request__centre=match.centre)
    Say.objects.filter(match=match, side=Side.CHAMPION).update(words="She is kind", went="well")
    erasure.erase(match.champion.person, by=SYSTEM)
    for one in (match, asked, match.request):
        one.refresh_from_db()
    assert (match.state, asked.state, match.request.state) == (MatchState.ENDED, MatchState.DECLINED, "waiting")
    assert match.agreed == ""
    assert list(Say.objects.filter(side=Side.CHAMPION, match=match).values_list("words", "went")) == [("", "")]
    assert not VisitorProfile.objects.exists()


def test_merging_moves_wishes_except_a_second_one_of_a_kind():
    kept = RequestFactory()
    double = RequestFactory(centre=kept.centre)
    other = RequestFactory(centre=kept.centre, person=double.person, kind=Kind.BUDDY)
    merging.merge(kept.person, double.person, by=SYSTEM)
    for one in (double, other):
        one.refresh_from_db()
    assert (double.person_id == kept.person_id, other.person_id == kept.person_id) == (False, True)
    # What stayed behind is on nobody's list any more.
    assert set(MatchRequest.visible_to(staff_actor(centre=kept.centre))) == {kept, other}


def test_the_two_of_a_match_are_never_made_one():
    match = MatchFactory(together=True)
    with pytest.raises(DomainError, match="matched_with_oneself"):
        merging.merge(match.request.person, match.champion.person, by=SYSTEM)


def test_a_champion_s_matches_go_with_the_champion():
    match = MatchFactory(together=True)
    kept = PersonFactory(centres=[match.centre])
    merging.merge(kept, match.champion.person, by=SYSTEM)
    assert Match.objects.get().champion.person_id == kept.pk
    assert f"{MatchRequest._meta.label}.person" in registry.registry


def test_profile_belongs_to_the_champion():
    profile = ProfileFactory()
    erasure.erase(profile.champion.person, by=SYSTEM)
    assert not VisitorProfile.objects.exists()
