"""What the documents promise to list is listed."""

import ast
import re

from core import jobs
from tests.architecture.tree import ROOT, parsed

OPERATIONS = ROOT / "docs" / "operations.md"


def environment_variables() -> set[str]:
    """Every name that the settings read from the environment."""
    found = set()
    for path in (ROOT / "config" / "settings").glob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call):
                first = node.args[0] if node.args else None
                if re.fullmatch(r"env\.\w+|database", ast.unparse(node.func)) and isinstance(first, ast.Constant):
                    found.add(first.value)
            elif isinstance(node, ast.FunctionDef) and node.name == "database":
                found |= {default.value for default in node.args.defaults if isinstance(default, ast.Constant)}
    return found


def in_table(name: str) -> bool:
    return f"| `{name}` |" in OPERATIONS.read_text(encoding="utf-8")


def test_every_setting_from_the_environment_is_documented():
    names = environment_variables()
    assert {"SECRET_KEY", "DATABASE_URL", "TEST_DATABASE_URL"} <= names
    assert sorted(name for name in names if not in_table(name)) == []


def test_every_job_is_documented():
    assert sorted(job.slug for job in jobs.registry if not in_table(job.slug)) == []


def test_decisions_are_numbered_without_gaps_and_say_what_was_decided():
    paths = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(path.name[:4]) for path in paths] == list(range(1, len(paths) + 1))
    for path in paths:
        headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], path.name
