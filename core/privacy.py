"""What each model holds about people: how it is erased, and which audit events speak of it.

A test of the house fails for a model that points at a person and is not declared here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from core.registry import Registry


@dataclass(frozen=True)
class Declaration:
    """`erase(person_id)` forgets one person in this model's rows; `audited_as` starts its audit actions."""

    model: type[models.Model]
    erase: Callable[[int], object]
    audited_as: str


registry: Registry[Declaration] = Registry("privacy declaration")


def declare(model: type[models.Model], *, erase: Callable[[int], object], audited_as: str) -> None:
    registry.register(model._meta.label, Declaration(model, erase, audited_as))
