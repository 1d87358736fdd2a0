"""Finding the client for whom a prescription is written."""

from datetime import date

import pytest

from core.actors import Role
from people.services import charts
from prescriptions.services import clients
from tests.factories.centres import CentreFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor

pytestmark = pytest.mark.django_db
BORN = date(1948, 3, 12)


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def provider(centre):
    return staff_actor(Role.PROVIDER, centre=centre)


@pytest.fixture
def brian(centre, provider):
    person = PersonFactory(name="Benoît Hall", birth_date=BORN, centres=[centre])
    charts.set_number(person, centre=centre, number="B 1234", by=provider)
    return person


@pytest.mark.parametrize(
    "typed",
    [
        "hall", "benoit hall", "Bénoît", "12 3 1948", "12.3.1948", "12/03/1948", "1948-03-12", "1948 3 12",
        "12 mars 1948", "12 March 1948", "March 12, 1948", "b1234", "B 1234", "hall 12 3 1948", "1948-03-12 ben",
    ],
)  # fmt: skip
def test_client_is_found_by_what_stands_on_a_chart(brian, provider, typed):
    PersonFactory(name="Somebody Else", birth_date=date(1948, 12, 3), centres=list(brian.centres.all()))
    assert [hit.pk for hit in clients.find(typed, by=provider)] == [brian.pk]


@pytest.mark.parametrize("typed", ["", "h", "31 2 1948", "3 12 1948", "1234", "B12345", "519", "smith 12 3 1948"])
def test_nothing_that_is_somebody_else_s_finds_them(brian, provider, typed):
    assert clients.find(typed, by=provider) == []


def test_first_of_the_month_is_read_as_it_is_written(centre, provider):
    person = PersonFactory(birth_date=date(1950, 8, 1), centres=[centre])
    for typed in ("1er août 1950", "August 1st, 1950", "1st aug. 1950", "1950-08-01"):
        assert [hit.pk for hit in clients.find(typed, by=provider)] == [person.pk]


def test_telephone_number_tells_a_provider_nothing(brian, provider):
    ContactPointFactory(person=brian, value="+15195550142")
    assert clients.find("519-555-0142", by=provider) == []
    assert clients.find("0142", by=provider) == []


def test_hit_says_what_tells_namesakes_apart_and_nothing_else(brian, provider):
    hit = clients.find("hall", by=provider)[0]
    assert vars(hit) == {
        "pk": brian.pk,
        "public_id": brian.public_id,
        "name": "Benoît Hall",
        "birth_date": BORN,
        "chart_number": "B1234",
    }


@pytest.mark.parametrize(
    ("role", "finds"),
    [
        (Role.PROVIDER, True),
        (Role.LINK_WORKER, True),
        (Role.MANAGER, True),
        (Role.COORDINATOR, False),
        (Role.EVALUATOR, False),
    ],
)
@pytest.mark.parametrize("typed", ["hall", "12 3 1948", "B1234"])
def test_whoever_may_write_one_finds_the_client(brian, centre, role, finds, typed):
    assert bool(clients.find(typed, by=staff_actor(role, centre=centre))) is finds


@pytest.mark.parametrize("typed", ["hall", "12 3 1948", "B1234"])
def test_nobody_of_another_centre_is_found(brian, typed):
    elsewhere = staff_actor(Role.PROVIDER)
    PersonFactory(name="Their Own", centres=[CentreFactory()])
    assert clients.find(typed, by=elsewhere) == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("typed", "queries"), [("hall", 4), ("12 3 1948", 3), ("B1234", 3)])
def test_finding_takes_the_same_queries_however_many(
    brian, centre, provider, number, typed, queries, django_assert_num_queries
):
    PersonFactory.create_batch(number, name="Hall Hallam", birth_date=BORN, centres=[centre])
    with django_assert_num_queries(queries):
        clients.find(typed, by=provider)
