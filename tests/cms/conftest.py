"""The demo's pages, as a test's ground."""

import random

import pytest
from django.utils import timezone

from cms import demo
from core.demo import DemoWorld


@pytest.fixture
def pages(db: None) -> None:
    """Both trees, filled with the demo's words."""
    demo.build(DemoWorld(now=timezone.now(), rng=random.Random(1)))
