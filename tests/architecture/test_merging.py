"""Whatever points at a person knows what becomes of it when two records are made one."""

import pytest
from django.db import models

from core import merging
from people.models import Person
from tests.architecture.tree import own_models

POINTERS = [
    (model, field.name)
    for model in own_models()
    for field in model._meta.local_fields
    if field.related_model is Person
]


@pytest.mark.parametrize(("model", "field"), POINTERS, ids=lambda one: getattr(one, "__name__", one))
def test_field_that_points_at_a_person_is_declared(model: type[models.Model], field: str):
    assert f"{model._meta.label}.{field}" in merging.registry


def test_nothing_is_declared_that_points_at_nobody():
    assert {(rows.model, rows.field) for rows in merging.registry} <= set(POINTERS)
