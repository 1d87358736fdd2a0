"""What is counted ahead of whoever asks: the same numbers as counted at once, and as of when."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from activities.models import Attendance, Booking
from core.actors import SYSTEM, Role
from evaluation import figures
from evaluation.indicators import Quarter, registry, up_to
from evaluation.models import QuarterCount
from evaluation.services import quarter_counts
from evaluation.services.quarter_counts import Ahead
from tests.evaluation.test_indicators import LAST, NOW, a_world, scope, slowly, small  # noqa: F401 - a fixture
from tests.factories.activities import BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import staff_actor
from tests.factories.prescriptions import PrescriptionFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
HOME = "desk_evidence:home"


@pytest.fixture(autouse=True)
def _on_one_day(time_machine):
    time_machine.move_to(NOW, tick=False)
    cache.clear()


def ahead(slug, where):
    """The lines that are not nothing, as counted ahead, and as of when."""
    counts, as_of = Ahead(where).counts(registry[slug])
    return {key: {line: many for line, many in lines.items() if many} for key, lines in counts.items()}, as_of


@pytest.mark.parametrize("seed", range(3))
def test_what_is_counted_ahead_is_what_a_slow_counting_finds(seed):
    centres = a_world(random.Random(seed))
    quarter_counts.refresh(now=NOW)
    where = scope(*centres)
    for slug, _indicator in registry.items():
        counts, _as_of = ahead(slug, where)
        for centre in centres:
            for quarter in where.quarters:
                assert counts[centre.pk, quarter] == slowly(centre, quarter)[slug], (slug, quarter)


def test_two_years_before_are_counted_ahead_as_well(small):  # noqa: F811
    PrescriptionFactory(centre=small, written_at=datetime(2024, 2, 1, 15, tzinfo=UTC))
    assert quarter_counts.refresh(now=NOW) == 4
    assert quarter_counts.refresh_earlier(now=NOW) == 8
    quarters = sorted(QuarterCount.objects.values_list("quarter", flat=True))
    assert quarters == [str(quarter) for quarter in up_to(LAST, 12)]
    where = scope(small, last=Quarter(2024, 4))
    assert ahead("source", where)[0][small.pk, Quarter(2024, 1)] == {"provider": 1}


def test_a_register_that_is_put_right_late_is_in_the_numbers_at_the_next_run():
    centre = CentreFactory()
    session = SessionFactory(activity__centre=centre, day=NOW.date() - timedelta(days=200))
    BookingFactory(session=session, attendance=Attendance.MISSED)
    where = scope(centre)
    quarter_counts.refresh(now=NOW)
    Booking.objects.update(attendance=Attendance.CAME)
    key = (centre.pk, Quarter.of(session.day))
    assert ahead("attendance", where)[0][key] == {"missed": 1}
    quarter_counts.refresh(now=NOW + timedelta(hours=1))
    assert ahead("attendance", where) == (
        {(centre.pk, quarter): {"came": 1} if (centre.pk, quarter) == key else {} for quarter in where.quarters},
        [NOW + timedelta(hours=1)] * 4,
    )


def test_the_next_run_ends_what_was_kept():
    centre = CentreFactory()
    for _nth in range(8):
        PrescriptionFactory(centre=centre, written_at=NOW - timedelta(days=5))
    where = scope(centre)

    def shown():
        return figures.figure(registry["source"], where).totals[-1]

    quarter_counts.refresh(now=NOW)
    assert shown() == 8
    PrescriptionFactory(centre=centre, written_at=NOW - timedelta(days=5))
    assert shown() == 8
    quarter_counts.refresh(now=NOW + timedelta(hours=1))
    assert shown() == 9


def test_what_was_not_counted_ahead_is_counted_at_once(small):  # noqa: F811
    quarter_counts.refresh(now=NOW - timedelta(minutes=20))
    new = CentreFactory()
    PrescriptionFactory(centre=new, written_at=NOW)
    both, as_of = ahead("source", scope(small, new))
    assert both[new.pk, LAST] == {"provider": 1}
    assert as_of == [NOW] * 4
    row = QuarterCount.objects.get(centre=small, quarter=str(LAST))
    del row.counts["levels"]  # as where an indicator is new
    row.save()
    counts, as_of = ahead("levels", scope(small))
    assert (counts[small.pk, LAST], as_of) == ({"holistic": 3, "signposting": 1}, [NOW] * 4)
    assert ahead("source", scope(small))[1] == [NOW - timedelta(minutes=20)] * 4


@pytest.mark.parametrize("centres", [1, 3])
def test_a_run_asks_as_often_however_many_centres_there_are(centres, django_assert_num_queries):
    for _nth in range(centres):
        CentreFactory()
    with django_assert_num_queries(32):  # which centres there are, each indicator, and to write
        assert quarter_counts.refresh(now=NOW) == 4 * centres


@pytest.mark.parametrize("centres", [1, 3])
def test_page_reads_what_was_counted_ahead_in_one_query(centres, django_assert_num_queries):
    made = [CentreFactory() for _nth in range(centres)]
    quarter_counts.refresh(now=NOW)
    client = staff_client(Role.EVALUATOR, centre=made[0])
    client.get(reverse(HOME))
    cache.clear()
    with django_assert_num_queries(10):
        client.get(reverse(HOME))
    with django_assert_num_queries(7):
        client.get(reverse(HOME))


def test_page_says_as_of_when():
    client = staff_client(Role.MANAGER)
    assert "As of November\xa028, 2026, noon." in client.get(reverse(HOME)).content.decode()
    quarter_counts.refresh(now=NOW + timedelta(minutes=5))
    assert "As of November\xa028, 2026, 12:05\xa0pm." in client.get(reverse(HOME)).content.decode()
    french = client.get(reverse(HOME).replace("/en/", "/fr/")).content.decode()
    assert "28\xa0novembre\xa02026, 12\xa0h\xa005" in french


def test_quarters_that_were_counted_at_different_times_say_so():
    centre = CentreFactory()
    quarter_counts.refresh_earlier(now=NOW - timedelta(hours=9))
    quarter_counts.refresh(now=NOW)
    found = figures.sheet(Ahead(scope(centre, last=Quarter(2026, 2)))).freshness
    assert found == [
        "April–June 2026, Jan.–March 2026: as of November\xa028, 2026, noon.",
        "Oct.–Dec. 2025, July–Sept. 2025: as of November\xa028, 2026, 3\xa0am.",
    ]


def test_two_readers_of_different_centres_are_not_shown_each_others_numbers():
    one, two = CentreFactory(), CentreFactory()
    for _nth in range(8):
        PrescriptionFactory(centre=one, written_at=NOW - timedelta(days=5))
    quarter_counts.refresh(now=NOW)
    pages = [staff_client(Role.EVALUATOR, centre=centre).get(reverse(HOME)).content.decode() for centre in (one, two)]
    assert ">8<" in "".join(pages[0].split())
    assert ">8<" not in "".join(pages[1].split())


def test_nobody_is_shown_what_is_not_protected(small):  # noqa: F811
    quarter_counts.refresh(now=NOW)
    assert QuarterCount.visible_to(SYSTEM).count() == 4
    for role in (Role.MANAGER, Role.EVALUATOR):
        assert not QuarterCount.visible_to(staff_actor(role, centre=small)).exists()
    page = staff_client(Role.EVALUATOR, centre=small).get(reverse(HOME)).content.decode()
    assert "hidden" in page
    assert ">4<" not in "".join(page.split())
