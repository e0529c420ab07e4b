"""Checks of days 8 and 9: what is written for people."""

import ast
import re

import pytest

from grader.toolbox import Mismatch

MODULES = ["models.py", "manager.py", "storage.py", "cli.py", "main.py"]
USES = {
    "add": r"main\.py add +['\"]?\w",
    "list": r"main\.py list\b",
    "complete": r"main\.py complete +\d",
    "delete": r"main\.py delete +\d",
    "--status": r"main\.py list .*--status[ =]\w",
    "--sort": r"main\.py list .*--sort[ =]date",
}


def undocumented(node, name):
    """The names of what has no docstring: the node itself, and the public classes and functions in it."""
    found = [] if (ast.get_docstring(node) or "").strip() else [name]
    if isinstance(node, ast.Module | ast.ClassDef):
        for part in node.body:
            if isinstance(part, ast.ClassDef | ast.FunctionDef) and not part.name.startswith("_"):
                found += undocumented(part, f"{name}: {part.name}")
    return found


@pytest.mark.criterion("code-documented")
@pytest.mark.parametrize("file", MODULES)
def test_everything_public_has_a_docstring(subject, file):
    try:
        tree = ast.parse(subject.submitted_text(file))
    except SyntaxError as error:
        raise Mismatch(
            f"Python cannot read {file}.", expected="a file that loads", actual=f"line {error.lineno}: {error.msg}"
        ) from None
    missing = undocumented(tree, file)
    if missing:
        raise Mismatch(
            "A docstring is missing.",
            expected="a docstring in every module, and in every class and function whose name does not begin with _",
            actual=f"none in {', '.join(missing)}",
        )


@pytest.mark.criterion("readme-shows-commands")
def test_the_readme_shows_how_each_command_is_used(subject):
    text = subject.submitted_text("README.md")
    missing = [use for use, pattern in USES.items() if not re.search(pattern, text)]
    if missing:
        raise Mismatch(
            "README.md has no example for some of the commands and options.",
            expected='lines such as: python main.py add "Buy milk"',
            actual=f"none for {', '.join(missing)}",
        )
