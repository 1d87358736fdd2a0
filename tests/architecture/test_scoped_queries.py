"""Screens reach rows by `Model.visible_to(actor)` and its like, never through a manager."""

import ast

from tests.architecture.tree import modules

MANAGERS = {"objects", "_default_manager", "_base_manager"}


def test_rim_modules_touch_no_manager():
    found = [
        f"{path}:{node.lineno}: .{node.attr}"
        for path, tree in modules("views", "forms", "sms", "voice", "wagtail_hooks")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]
    assert found == []
