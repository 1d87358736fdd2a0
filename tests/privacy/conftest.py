"""A centre with its privacy officer, a colleague of theirs, and an officer of another centre."""

import pytest
from django.test import Client

from centres.models import Centre
from core.actors import Actor, Channel, Role
from people.actors import for_user
from people.models import User
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory
from tests.people.conftest import signed_in, staff_client


@pytest.fixture
def centre(db) -> Centre:
    return CentreFactory(slug="here", name_en="Here")


@pytest.fixture
def officer_user(centre) -> User:
    return StaffRoleFactory(centre=centre, role=Role.MANAGER, user__name="Ines Ferreira").user


@pytest.fixture
def by(officer_user) -> Actor:
    """The officer, at the desk."""
    return for_user(officer_user, channel=Channel.DESK)


@pytest.fixture
def officer(officer_user) -> Client:
    return signed_in(officer_user)


@pytest.fixture
def colleague(centre) -> Client:
    return staff_client(Role.COORDINATOR, centre=centre)


@pytest.fixture
def stranger(db) -> Client:
    """A privacy officer elsewhere."""
    return staff_client(Role.MANAGER)
