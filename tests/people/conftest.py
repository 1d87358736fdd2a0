"""The three who ask for a person's page: the person, a colleague at their centre, a stranger at another."""

import pytest
from django.test import Client

from core.actors import Role
from people.models import Person, User
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, StaffRoleFactory


@pytest.fixture
def person(db) -> Person:
    return PersonFactory(name="Brian Halloran", with_account=True, centres=[CentreFactory()])


@pytest.fixture
def as_owner(person) -> Client:
    return signed_in(person.user)


@pytest.fixture
def as_colleague(person) -> Client:
    return staff_client(Role.COORDINATOR, centre=person.centres.get(), user__name="Marjorie Okafor")


@pytest.fixture
def as_stranger(db) -> Client:
    return staff_client(Role.COORDINATOR)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def staff_client(role: Role, **fields: object) -> Client:
    return signed_in(StaffRoleFactory(role=role, **fields).user)
