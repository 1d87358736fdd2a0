"""What the tests of pages stand on."""

import random

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from cms import demo
from core.demo import DemoWorld
from tests.factories.people import UserFactory


@pytest.fixture
def pages(db: None) -> None:
    """Both trees, filled with the demo's words."""
    demo.build(DemoWorld(now=timezone.now(), rng=random.Random(1)))


@pytest.fixture
def editor(db: None) -> Client:
    """Somebody in Wagtail's group "Editors", signed in."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    return client
