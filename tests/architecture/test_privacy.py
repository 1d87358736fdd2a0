"""Whatever holds something about a person can forget it, and leaves a trace when somebody looks or changes."""

import ast
from functools import cache

import pytest
from django.db import models

from core import privacy
from people.models import Person, User
from tests.architecture.test_states import machines
from tests.architecture.tree import calls, modules, own_models

# Fields that speak of a person, whatever the model is called. (A centre's telephone and e-mail are not personal.)
PERSONAL_FIELDS = {
    "access_needs",
    "birth_date",
    "date_of_birth",
    "emergency_name",
    "emergency_phone",
    "person_name",
    "pronouns",
}


def is_personal(model: type[models.Model]) -> bool:
    """Is a person or an account, points at one, or has a field that speaks of one."""
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return model in {Person, User} or any(
        field.related_model in {Person, User} or field.name in PERSONAL_FIELDS for field in own
    )


@cache
def recorded_actions() -> set[str]:
    """The first words of every `audit.record(…)` in the house, and the names of models whose machine records."""
    found = set()
    for _path, tree in modules():
        for call in calls(tree, "record"):
            for node in ast.walk(call.args[0]) if call.args else []:
                if isinstance(node, ast.Constant) and "." in str(node.value):
                    found.add(str(node.value).split(".")[0])
    fields = {machine.field for machine in machines()}
    found |= {
        model._meta.model_name for model in own_models() if fields & {field.name for field in model._meta.fields}
    }
    return found


@pytest.mark.parametrize("model", list(filter(is_personal, own_models())), ids=lambda model: model._meta.label)
def test_model_with_personal_data_has_an_erasure_step_and_an_audit_rule(model):
    assert model._meta.label in privacy.registry
    declaration = privacy.registry[model._meta.label]
    assert callable(declaration.erase)
    assert declaration.audited_as in recorded_actions()


def test_nothing_is_declared_that_is_no_model_of_ours():
    assert {declaration.model for declaration in privacy.registry} <= set(own_models())
