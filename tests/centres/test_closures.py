from datetime import date

import pytest

from centres.services.closures import closed_days
from tests.factories.centres import CentreFactory, ClosureFactory

pytestmark = pytest.mark.django_db


def test_statutory_holidays_close_the_centre_in_both_languages():
    found = closed_days(CentreFactory(), date(2026, 12, 20), date(2027, 1, 3))
    assert [(day, closed.is_holiday) for day, closed in sorted(found.items())] == [
        (date(2026, 12, 25), True),
        (date(2026, 12, 26), True),
        (date(2026, 12, 28), True),  # instead of the Saturday
        (date(2027, 1, 1), True),
    ]
    christmas = found[date(2026, 12, 25)]
    assert (christmas.reason_en, christmas.reason_fr) == ("Christmas Day", "Jour de Noël")


def test_a_closure_over_new_year_is_cut_to_the_days_asked_for():
    centre = CentreFactory(observes_holidays=False)
    ClosureFactory(centre=centre, first_day=date(2026, 12, 28), last_day=date(2027, 1, 4))
    assert sorted(closed_days(centre, date(2026, 12, 31), date(2027, 1, 2))) == [
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 2),
    ]
    assert len(closed_days(centre, date(2026, 12, 1), date(2027, 1, 31))) == 8


def test_a_closure_on_a_holiday_gives_the_centres_own_reason():
    centre = CentreFactory()
    ClosureFactory(centre=centre, first_day=date(2026, 12, 25), reason_en="Closed all week")
    found = closed_days(centre, date(2026, 12, 25), date(2026, 12, 25))[date(2026, 12, 25)]
    assert (found.reason, found.is_holiday) == ("Closed all week", False)


def test_closures_of_another_centre_close_nothing_here():
    ClosureFactory(first_day=date(2026, 11, 30))
    assert closed_days(CentreFactory(), date(2026, 11, 30), date(2026, 11, 30)) == {}


def test_a_centre_that_keeps_no_holidays_is_open_on_them():
    assert closed_days(CentreFactory(observes_holidays=False), date(2026, 12, 25), date(2026, 12, 25)) == {}


@pytest.mark.parametrize("closures", [1, 3])
def test_closed_days_takes_one_query_however_many_closures(closures, django_assert_num_queries):
    centre = CentreFactory()
    for number in range(closures):
        ClosureFactory(centre=centre, first_day=date(2026, 3, 2 + number))
    with django_assert_num_queries(1):
        closed_days(centre, date(2026, 1, 1), date(2027, 12, 31))
