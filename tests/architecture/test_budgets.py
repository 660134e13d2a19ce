"""Sizes that keep a file readable in one sitting. An exception names its own limit and its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import REPOSITORY

FILE, RULE_FILE, TEMPLATE, FUNCTION, VIEW = 250, 70, 80, 25, 15

# "path" or "path::function" -> (limit, why it may be longer)
EXCEPTIONS: dict[str, tuple[int, str]] = {}


def measure(root: Path) -> Iterator[tuple[str, int, int]]:
    """What it is, how many lines it has, how many it may have."""
    for path in sorted((root / "templates").rglob("*.html")):
        yield str(path.relative_to(root)), len(path.read_text().splitlines()), TEMPLATE
    for package in ("kneelog", "training", "tests"):
        for path in sorted((root / package).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if not name.startswith("training/migrations/"):
                yield from measure_python(name, path.read_text(encoding="utf-8"))


def measure_python(name: str, text: str) -> Iterator[tuple[str, int, int]]:
    rule_file = name.startswith("training/rules/") and not name.endswith("__init__.py")
    yield name, len(text.splitlines()), RULE_FILE if rule_file else FILE
    limit = VIEW if name.startswith("training/views/") else FUNCTION
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield f"{name}::{node.name}", node.end_lineno - node.lineno + 1, limit


def too_long(root: Path, exceptions: dict[str, tuple[int, str]]) -> list[str]:
    allowed = {what: limit for what, (limit, _) in exceptions.items()}
    return [
        f"{what}: {lines} lines, the budget is {allowed.get(what, limit)}"
        for what, lines, limit in measure(root)
        if lines > allowed.get(what, limit)
    ]


def test_nothing_is_over_its_budget():
    assert "\n".join(too_long(REPOSITORY, EXCEPTIONS)) == ""


def test_exceptions_are_needed():
    over = {what for what, lines, limit in measure(REPOSITORY) if lines > limit}
    assert set(EXCEPTIONS) - over == set()


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("training/engine/a.py", "\n" * 251, "training/engine/a.py: 251 lines, the budget is 250"),
        ("training/rules/a.py", "\n" * 71, "training/rules/a.py: 71 lines, the budget is 70"),
        ("templates/a.html", "\n" * 81, "templates/a.html: 81 lines, the budget is 80"),
        (
            "training/engine/a.py",
            "def f():\n" + "    x = 1\n" * 25,
            "training/engine/a.py::f: 26 lines, the budget is 25",
        ),
        (
            "training/views/a.py",
            "def f():\n" + "    x = 1\n" * 15,
            "training/views/a.py::f: 16 lines, the budget is 15",
        ),
    ],
)
def test_one_line_too_many_is_caught(tmp_path, name, text, complaint):
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert too_long(tmp_path, {}) == [complaint]


def test_exception_raises_the_limit(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.html").write_text("\n" * 90)
    assert too_long(tmp_path, {"templates/a.html": (90, "a table")}) == []
    assert too_long(tmp_path, {"templates/a.html": (89, "a table")}) == [
        "templates/a.html: 90 lines, the budget is 89"
    ]
