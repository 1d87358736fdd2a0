"""A place because of a prescription."""

import pytest

from core.actors import PUBLIC, Channel, Role, person_actor
from core.errors import DomainError, Forbidden
from prescriptions.models import PrescriptionState, TakingPart
from prescriptions.services import taking_part
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.people import staff_actor
from tests.factories.prescriptions import PrescriptionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return PrescriptionFactory()


@pytest.fixture
def session(made):
    return SessionFactory(activity=ActivityFactory(centre=made.centre))


def test_a_place_says_that_a_prescription_made_it_and_the_group_is_linked(made, session):
    first = taking_part.book(made, session=session, by=person_actor(made.person_id))
    again = taking_part.book(made, session=session, by=staff_actor(Role.LINK_WORKER, centre=made.centre))
    assert first == again
    assert first.channel == Channel.PRESCRIPTION
    assert list(TakingPart.objects.get().places()) == [first]


def test_places_made_otherwise_belong_to_it_as_well_and_those_before_do_not(made, session):
    BookingFactory(
        person=made.person,
        session=SessionFactory(activity=session.activity, day=session.activity.start_date.replace(year=2020)),
    )
    link = taking_part.link(made, activity=session.activity, by=person_actor(made.person_id))
    place = BookingFactory(person=made.person, session=session)
    assert list(link.places()) == [place]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PROVIDER, Role.EVALUATOR])
def test_only_the_client_their_provider_and_whoever_walks_along_may(made, session, role):
    for by in (staff_actor(role, centre=made.centre), PUBLIC, person_actor(0)):
        with pytest.raises(Forbidden):
            taking_part.book(made, session=session, by=by)


def test_one_that_is_over_makes_no_place(made, session):
    type(made).objects.update(state=PrescriptionState.REVOKED)
    made.refresh_from_db()
    with pytest.raises(DomainError, match="prescription_over"):
        taking_part.book(made, session=session, by=person_actor(made.person_id))
