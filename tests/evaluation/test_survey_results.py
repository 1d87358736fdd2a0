"""What may be shown of a survey, and when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.actors import Role
from core.errors import Forbidden
from evaluation.instruments import DECLINED, newest
from evaluation.models import LEFT_OUT, SurveyAudience
from evaluation.services import survey_results
from evaluation.services.survey_results import bands_of, mean
from tests.factories.centres import CentreFactory
from tests.factories.evaluation import SurveyFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db
CHAMPION = newest("champion")


@pytest.fixture(name="centre")
def _centre():
    return CentreFactory()


@pytest.fixture(name="reader")
def _reader(centre):
    return staff_actor(Role.EVALUATOR, centre=centre)


def people(number, **answers):
    return [answers] * number


def ended(centre, said, days_ago=0, **fields):
    last = timezone.localdate() - timedelta(days=2 + days_ago)
    return SurveyFactory(
        centre=centre, opens_on=last - timedelta(days=20), closes_on=last, invited=20, said=said, **fields
    )


def shown(survey, by):
    return survey_results.of(survey, by=by)


def item(results, slug):
    return next(one for one in results.items if one.item.slug == slug)


def cells(results, slug):
    one = item(results, slug)
    return {band.slug: one.table.cell(band.slug) for band in one.bands}


def test_nothing_is_shown_while_it_is_open(centre, reader):
    survey = SurveyFactory(centre=centre, said=people(12, purpose=8))
    assert shown(survey, reader) is None
    survey.closes_on = timezone.localdate()
    assert shown(survey, reader) is None


@pytest.mark.parametrize(("number", "answered"), [(0, 0), (1, None), (5, None)])
def test_fewer_than_six_show_nothing_not_even_how_many(centre, reader, number, answered):
    results = shown(ended(centre, people(number, purpose=8)), reader)
    assert results.answered == answered
    assert results.items == []


def test_bands_of_six_are_shown_with_how_many_answered(centre, reader):
    survey = ended(centre, [*people(6, purpose=1), *people(7, purpose=9)])
    results = shown(survey, reader)
    assert results.answered == 13
    assert cells(results, "purpose") == {"low": 6, "middle": 0, "high": 7, DECLINED: 0, LEFT_OUT: 0}
    assert cells(results, "load") == {"low": 0, "middle": 0, "high": 0, DECLINED: 0, LEFT_OUT: 13}


def test_a_few_are_hidden_with_what_would_give_them_away(centre, reader):
    survey = ended(centre, [*people(1, purpose=1), *people(7, purpose=5), *people(8, purpose=9)])
    assert cells(shown(survey, reader), "purpose") == {
        "low": None,
        "middle": None,
        "high": 8,
        DECLINED: 0,
        LEFT_OUT: 0,
    }


@pytest.mark.parametrize(("numbers", "others", "expected"), [(6, 3, 8), (5, 7, None), (0, 9, None)])
def test_mean_is_of_six_numbers_or_hidden(centre, reader, numbers, others, expected):
    survey = ended(centre, [*people(numbers, load=8), *people(others, load=DECLINED)])
    assert item(shown(survey, reader), "load").means == [expected]


def test_earlier_rounds_stand_beside_it_each_with_its_own_mean(centre, reader):
    ended(centre, people(6, purpose=4), days_ago=100)
    ended(centre, people(5, purpose=9), days_ago=200)
    ended(centre, people(6, purpose=9), days_ago=100, audience=SurveyAudience.PROVIDER)
    ended(CentreFactory(), people(6, purpose=9), days_ago=100)
    results = shown(ended(centre, people(7, purpose=6)), reader)
    assert item(results, "purpose").means == [6, 4, None]
    assert len(results.earlier) == 2


def test_a_round_knows_nothing_of_later_ones(centre, reader):
    first = ended(centre, people(6, purpose=4), days_ago=100)
    ended(centre, people(6, purpose=9))
    assert item(shown(first, reader), "purpose").means == [4]


def test_the_organisation_says_one_thing_and_nothing_of_it_is_hidden(centre, reader):
    said = people(1, leaders=5, hands=2, known=DECLINED)
    results = shown(ended(centre, said, audience=SurveyAudience.ORGANISATION), reader)
    assert results.answered == 1
    assert cells(results, "leaders") == {"1": 0, "2": 0, "3": 0, "4": 0, "5": 1, DECLINED: 0, LEFT_OUT: 0}
    assert item(results, "hands").means == [2]
    assert item(results, "known").means == [None]


def test_an_open_statement_of_the_organisation_is_not_shown_either(centre, reader):
    said = people(1, leaders=5)
    assert shown(SurveyFactory(centre=centre, audience=SurveyAudience.ORGANISATION, said=said), reader) is None


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        (CHAMPION.item("purpose"), [(0, 1, 2, 3), (4, 5, 6), (7, 8, 9, 10)]),
        (newest("provider").item("easy"), [(1, 2), (3,), (4, 5)]),
    ],
)
def test_low_middle_and_high_are_all_numbers_once(item, parts):
    assert [band.values for band in bands_of(item) if band.values] == parts


def test_mean_counts_each_answer():
    assert mean({"1": 2, "2": 0, "3": 4, DECLINED: 9}, (1, 2, 3), least=6) == pytest.approx(14 / 6)


def test_only_who_reads_the_numbers_of_the_centre_reads_them(centre, reader):
    survey = ended(centre, people(8, purpose=8))
    for actor in (staff_actor(Role.COORDINATOR, centre=centre), staff_actor(Role.MANAGER)):
        with pytest.raises(Forbidden):
            shown(survey, actor)
    assert shown(survey, reader).answered == 8


@pytest.mark.parametrize("rounds", [1, 3])
def test_reading_takes_as_many_queries_for_any_number_of_rounds(centre, reader, rounds, django_assert_num_queries):
    for nth in range(1, rounds):
        ended(centre, people(8, purpose=8), days_ago=100 * nth)
    survey = ended(centre, people(8, purpose=8))
    with django_assert_num_queries(2):
        shown(survey, reader)
