"""Accounts, persons, contact points and staff roles."""

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from core.actors import Actor, Role
from core.text import fold
from people.actors import for_user
from people.models import ContactPoint, Person, StaffRole, User
from people.models.contact import ContactKind
from people.services import search
from tests.factories.centres import CentreFactory

PASSWORD = "a-lamp-on-the-porch"


class UserFactory(DjangoModelFactory):
    """An account that signs in with `PASSWORD`."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n:03}")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))

    class Params:
        superuser = factory.Trait(is_staff=True, is_superuser=True)


class PersonFactory(DjangoModelFactory):
    """Somebody without an account. Known at `centres=[…]`, or at none."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n:03}")
    search_name = factory.LazyAttribute(lambda person: fold(person.name))

    class Params:
        with_account = factory.Trait(user=factory.SubFactory(UserFactory))

    @factory.post_generation
    def centres(self, create: bool, extracted: list | None, **_kwargs: object) -> None:
        if create and extracted:
            self.centres.set(extracted)

    @factory.post_generation
    def can_be_found(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        if create:
            search.index(self)


class ContactPointFactory(DjangoModelFactory):
    """A mobile telephone."""

    class Meta:
        model = ContactPoint
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    kind = ContactKind.MOBILE
    value = factory.Sequence(lambda n: f"+1416555{n % 10000:04}")

    class Params:
        by_email = factory.Trait(kind=ContactKind.EMAIL, value=factory.Sequence(lambda n: f"person{n}@example.org"))

    @factory.post_generation
    def can_be_found(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        if create:
            search.index(self.person)


class StaffRoleFactory(DjangoModelFactory):
    """A coordinator of a new centre, with a new account."""

    class Meta:
        model = StaffRole

    user = factory.SubFactory(UserFactory)
    centre = factory.SubFactory(CentreFactory)
    role = Role.COORDINATOR


def staff_actor(role: Role = Role.COORDINATOR, **fields: object) -> Actor:
    """The actor of a new account that holds this role; `centre=` and `user=` as in `StaffRoleFactory`."""
    return for_user(StaffRoleFactory(role=role, **fields).user)
