"""Reading the house's own code."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parent.parent.parent
ROOMS = (
    "core",
    "centres",
    "people",
    "notifications",
    "champions",
    "activities",
    "calendars",
    "matches",
    "prescriptions",
    "evaluation",
    "privacy",
    "cms",
)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def modules(*names: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module of the rooms, without migrations; with `names`, those so named and those in a folder so named."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts and (not names or set(names) & set(parts)):
                yield str(path.relative_to(ROOT)), parsed(path)


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Every call of a function or method of this name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if (isinstance(called, ast.Attribute) and called.attr == name) or (
                isinstance(called, ast.Name) and called.id == name
            ):
                yield node


def own_models() -> list[type]:
    """The models of the rooms, without the tables between two models."""
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
