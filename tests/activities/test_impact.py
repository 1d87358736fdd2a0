"""Whom a change of one date touches, and who of them has to be called."""

import pytest

from activities.services import bookings, impact
from core.actors import SYSTEM
from tests.activities.test_bookings import book, own, session_of
from tests.factories.people import ContactPointFactory, PersonFactory

pytestmark = pytest.mark.django_db


def person_with(*kinds, **fields):
    person = PersonFactory(**fields)
    for kind in kinds:
        ContactPointFactory(person=person, kind=kind)
    return person


def test_impact_names_everybody_with_a_place_a_wait_or_an_offer():
    session = session_of(1)
    placed = book(session, PersonFactory(name="Cyr"))
    offered, waits = book(session, PersonFactory(name="Bea")), book(session, PersonFactory(name="Ana"))
    bookings.cancel(placed, by=own(placed))
    found = impact.of(session, by=SYSTEM)
    assert [reach.booking for reach in found.reaches] == [waits, offered]


@pytest.mark.parametrize(
    ("kinds", "is_told"),
    [
        ([], False),
        (["landline"], False),
        (["mobile"], False),
        (["email"], True),
        (["landline", "email"], True),
    ],
)
def test_whom_nothing_written_reaches_has_to_be_called(kinds, is_told):
    session = session_of()
    book(session, person_with(*kinds))
    found = impact.of(session, by=SYSTEM)
    assert [reach.is_told for reach in found.reaches] == [is_told]
    assert found.to_call == ([] if is_told else found.reaches)


def test_impact_of_a_date_nobody_comes_to_is_nobody():
    assert impact.of(session_of(), by=SYSTEM).reaches == []


@pytest.mark.parametrize("number", [1, 3])
def test_impact_takes_three_queries(number, django_assert_num_queries):
    session = session_of()
    for _ in range(number):
        book(session, person_with("mobile", "landline"))
    with django_assert_num_queries(3):
        assert len(impact.of(session, by=SYSTEM).reaches) == number
