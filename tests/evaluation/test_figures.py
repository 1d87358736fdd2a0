"""What is shown of the numbers: protected, as of the hour, to managers and evaluators."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.actors import STAFF_ROLES, Role
from evaluation import figures
from evaluation.indicators import Kind, Quarter, Scope, registry, up_to
from evaluation.safe import HIDDEN
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory, UserFactory
from tests.factories.prescriptions import PrescriptionFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 17, tzinfo=UTC)
HOME = "desk_evidence:home"


@pytest.fixture(autouse=True)
def _on_one_day(time_machine):
    time_machine.move_to(NOW)
    cache.clear()


def prescribe(centre, how_many, **fields):
    for _nth in range(how_many):
        PrescriptionFactory(centre=centre, **{"written_at": NOW - timedelta(days=5), **fields})


def shown(slug, *centres):
    scope = Scope(tuple(centre.pk for centre in centres), tuple(up_to(Quarter(2026, 4))), NOW)
    return {row.label: row.cells[-1] for row in figures.figure(registry[slug], scope).rows}


def test_few_people_are_hidden_with_what_would_give_them_away():
    centre = CentreFactory()
    prescribe(centre, 8)
    prescribe(centre, 7, source="self")
    assert shown("source", centre) == {"A provider of the centre": 8, "The client themselves": 7, "In all": 15}
    cache.clear()
    prescribe(centre, 2, source="partner")
    assert shown("source", centre) == {
        "A provider of the centre": 8,
        "A clinic outside the centre": None,
        "The client themselves": None,
        "In all": 17,
    }


def test_what_is_for_two_things_is_in_both_and_once_in_the_whole():
    centre = CentreFactory()
    prescribe(centre, 9, needs=["social", "food"])
    prescribe(centre, 7, needs=["food"])
    prescribe(centre, 2, needs=["nature"])
    assert shown("needs", centre) == {
        "Company and belonging": 9,
        "Food": None,
        "Nature": None,
        "Prescriptions in all": 18,
    }


def test_centres_together_add_up_what_is_shown_of_each():
    one, two, few = CentreFactory(), CentreFactory(), CentreFactory()
    prescribe(one, 8)
    prescribe(two, 9)
    prescribe(few, 3)
    assert shown("source", few) == {"In all": None}
    assert shown("source", one, two, few)["In all"] == 17


@pytest.mark.parametrize("slug", [slug for slug, one in registry.items() if one.kind != Kind.WORK])
def test_every_number_about_clients_is_protected(slug):
    """Whatever is counted, one to five of it are never shown as a number."""
    indicator = registry[slug]
    line = next(iter(indicator.labels))
    for many in range(1, 6):
        cells = figures._of_centres(indicator, [{**dict.fromkeys(indicator.labels, 0), line: many, "": many}])
        assert many not in cells.values()


def test_numbers_are_kept_for_an_hour(django_assert_num_queries):
    centre = CentreFactory()
    prescribe(centre, 8)
    shown("source", centre)
    with django_assert_num_queries(1):  # whether something was counted again
        assert shown("source", centre)["In all"] == 8


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_managers_and_evaluators_read_and_nobody_else(role):
    client = staff_client(role)
    expected = 200 if role in {Role.MANAGER, Role.EVALUATOR} else 403
    assert client.get(reverse(HOME)).status_code == expected
    assert client.get(reverse("desk_evidence:chart", args=["source"])).status_code == expected


@pytest.mark.parametrize("many", [1, 3])
def test_page_asks_as_often_however_much_there_is(many, django_assert_num_queries):
    centre = CentreFactory()
    prescribe(centre, many)
    client = staff_client(Role.EVALUATOR, centre=centre)
    client.get(reverse(HOME))
    cache.clear()
    with django_assert_num_queries(40):
        client.get(reverse(HOME))


def test_page_shows_nobody_by_name_and_no_number_below_six():
    centre = CentreFactory()
    prescribe(centre, 3, person__name="Zephyrine Quill")
    page = staff_client(Role.EVALUATOR, centre=centre).get(reverse(HOME)).content.decode()
    assert "Zephyrine" not in page
    assert f"hidden: {HIDDEN}" in page
    assert "How is this counted?" in page


def test_evaluator_of_several_centres_reads_them_together_and_not_those_of_others():
    user, one, two, elsewhere = UserFactory(), CentreFactory(), CentreFactory(), CentreFactory()
    StaffRoleFactory(user=user, centre=two, role=Role.EVALUATOR)
    StaffRoleFactory(user=user, centre=elsewhere, role=Role.COORDINATOR)
    for centre, many in ((one, 8), (two, 9), (elsewhere, 20)):
        prescribe(centre, many)
    client = staff_client(Role.EVALUATOR, user=user, centre=one)
    page = client.get(reverse(HOME), {"where": "all"}).content.decode()
    assert ">17<" in page.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("until", ["2026-3", "2019-1", "nonsense", "2099-4", "0001-2", "2000-1", "9999-4"])
def test_any_quarter_may_be_asked_for(until):
    response = staff_client(Role.MANAGER).get(reverse(HOME), {"until": until})
    assert response.status_code == 200


def test_chart_is_a_picture_without_scripts():
    centre = CentreFactory()
    prescribe(centre, 8)
    response = staff_client(Role.MANAGER, centre=centre).get(reverse("desk_evidence:chart", args=["source"]))
    assert response["Content-Type"] == "image/svg+xml"
    assert b"script" not in response.content
    assert b">8<" in response.content
    assert staff_client(Role.MANAGER).get(reverse("desk_evidence:chart", args=["none"])).status_code == 404


@pytest.mark.parametrize("slug", sorted(one.slug for one in registry))
def test_chart_of_a_centre_where_nothing_happened_is_empty(slug):
    response = staff_client(Role.MANAGER).get(reverse("desk_evidence:chart", args=[slug]))
    assert response.status_code == 200
    assert response.content.startswith(b"<?xml")
    assert "No data" not in response.text


def test_chart_calls_hidden_what_is_hidden_and_never_draws_it_as_nothing():
    centre = CentreFactory()
    prescribe(centre, 8)
    prescribe(centre, 7, source="self")
    prescribe(centre, 2, source="partner")
    prescribe(centre, 3, written_at=NOW - timedelta(days=100))
    response = staff_client(Role.MANAGER, centre=centre).get(reverse("desk_evidence:chart", args=["source"]))
    picture = response.content.decode()
    assert "July–Sept. 2026: hidden" in picture
    assert ">9<" in picture  # in grey: what the sum says of the two that are hidden
    assert ">7<" not in picture


def test_chart_of_work_has_nothing_hidden():
    group = ActivityFactory(centre=CentreFactory())
    for nth, state in enumerate(["scheduled", "cancelled", "cancelled"]):
        SessionFactory(activity=group, day=date(2026, 10, 7 + nth), state=state)
    client = staff_client(Role.MANAGER, centre=group.centre)
    picture = client.get(reverse("desk_evidence:chart", args=["sessions"])).content.decode()
    assert ">2<" in picture
    assert ">-" not in picture
    assert ">hidden<" not in picture


def test_chart_of_what_counts_in_several_lines_goes_back_to_where_something_is_shown():
    centre = CentreFactory()
    prescribe(centre, 9, needs=["social", "food"], written_at=NOW - timedelta(days=100))
    prescribe(centre, 7, needs=["social"])
    prescribe(centre, 3, needs=["food"])
    picture = staff_client(Role.MANAGER, centre=centre).get(reverse("desk_evidence:chart", args=["needs"])).text
    assert "July–Sept. 2026" in picture
    assert ">9<" in picture


def test_chart_of_what_counts_in_several_lines_is_of_the_newest_quarter():
    centre = CentreFactory()
    prescribe(centre, 9, needs=["social", "food"])
    response = staff_client(Role.MANAGER, centre=centre).get(reverse("desk_evidence:chart", args=["needs"]))
    picture = response.content.decode()
    assert "Company and belonging" in picture
    assert "Oct.–Dec. 2026" in picture
    assert "July–Sept." not in picture
