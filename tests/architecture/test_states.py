"""A state moves through its machine and by no other way, creation aside."""

import ast
import importlib
from collections.abc import Iterator

from core.states import Machine
from tests.architecture.tree import ROOMS, ROOT, calls, modules

# The machine itself, and the exception that only carries a state's name.
ALLOWED = {"core/states.py", "core/errors.py"}


def machines() -> list[Machine]:
    found = []
    for room in ROOMS:
        if room != "core" and (ROOT / room / "states.py").exists():
            module = importlib.import_module(f"{room}.states")
            found += [value for value in vars(module).values() if isinstance(value, Machine)]
    return found


def written(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and field of everything that writes to an existing object or row."""
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign) or (isinstance(node, ast.AnnAssign) and node.value is not None):
            targets = [node.target]
        for target in targets:
            for part in target.elts if isinstance(target, ast.Tuple) else [target]:
                if isinstance(part, ast.Attribute):
                    yield node.lineno, part.attr
    for call in calls(tree, "update"):
        yield from ((call.lineno, keyword.arg) for keyword in call.keywords if keyword.arg)
    for name in ("setattr", "bulk_update"):
        for call in calls(tree, name):
            for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
                texts = [node for node in ast.walk(argument) if isinstance(node, ast.Constant)]
                yield from ((call.lineno, text.value) for text in texts if isinstance(text.value, str))


def test_every_room_that_has_states_declares_its_machines():
    assert machines() != []


def test_states_are_written_by_machines_alone():
    fields = {machine.field for machine in machines()}
    found = [
        f"{path}:{line}: {field}"
        for path, tree in modules()
        if path not in ALLOWED
        for line, field in written(tree)
        if field in fields
    ]
    assert found == []
