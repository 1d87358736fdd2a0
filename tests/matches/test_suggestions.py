"""Who is loaded for a request, and in how many queries."""

from datetime import date, timedelta

import pytest

from champions.models import Clearance, Need, Standing
from matches.models import Kind, MatchState
from matches.services import suggestions
from tests.factories.centres import CentreFactory
from tests.factories.companions import MatchFactory, ProfileFactory, RequestFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


def names(request):
    found = suggestions.for_request(request, on=TODAY)
    return [one.candidate.pk for one in found.cleared], [one.champion.pk for one in found.uncleared]


@pytest.mark.parametrize("number", [1, 3])
def test_suggestions_take_three_queries_however_many(number, django_assert_num_queries):
    request = RequestFactory()
    ProfileFactory.create_batch(number, champion__centre=request.centre)
    with django_assert_num_queries(3):
        found = suggestions.for_request(request, on=TODAY)
    assert len(found.cleared) == number


def test_those_who_are_not_cleared_are_listed_with_what_they_lack():
    request = RequestFactory()
    ready = ProfileFactory(champion__centre=request.centre)
    new = ProfileFactory(champion__centre=request.centre, uncleared=True)
    found = suggestions.for_request(request, on=TODAY)
    assert [one.candidate.pk for one in found.cleared] == [ready.champion_id]
    assert [(one.champion, Need.VSC in one.lacks) for one in found.uncleared] == [(new.champion, True)]


def test_a_check_that_has_run_out_takes_somebody_off():
    request = RequestFactory()
    profile = ProfileFactory(champion__centre=request.centre)
    Clearance.objects.filter(need=Need.VSC).update(until=TODAY - timedelta(days=1))
    assert names(request) == ([], [profile.champion_id])


@pytest.mark.parametrize(
    "other",
    [
        {"champion__standing": Standing.PAUSED},
        {"champion__standing": Standing.ALUMNI},
        {"kinds": [Kind.BUDDY.value]},
        {"most": 0},
    ],
)
def test_who_is_away_did_not_offer_it_or_has_no_room_is_left_out(other):
    request = RequestFactory()
    ProfileFactory(champion__centre=request.centre, **other)
    assert names(request) == ([], [])


def test_a_champion_of_another_centre_is_never_suggested():
    ProfileFactory(champion__centre=CentreFactory())
    assert names(RequestFactory()) == ([], [])


def test_nobody_is_suggested_to_themselves():
    request = RequestFactory()
    ProfileFactory(champion__centre=request.centre, champion__person=request.person)
    assert names(request) == ([], [])


def test_open_matches_fill_the_room_and_old_ones_do_not():
    request = RequestFactory()
    profile = ProfileFactory(champion__centre=request.centre, most=1)
    MatchFactory(request__centre=request.centre, champion=profile.champion, state=MatchState.ENDED)
    assert names(request)[0] == [profile.champion_id]
    MatchFactory(request__centre=request.centre, champion=profile.champion, together=True)
    assert names(request) == ([], [])


def test_palliative_company_is_suggested_to_those_alone_who_ticked_it():
    request = RequestFactory(kind=Kind.PALLIATIVE)
    ProfileFactory(champion__centre=request.centre)
    ticked = ProfileFactory(champion__centre=request.centre, kinds=[Kind.PALLIATIVE.value])
    assert names(request) == ([ticked.champion_id], [])
