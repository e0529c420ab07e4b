"""Checks of days 12 to 14: how the code is built, and what is written for people."""

import ast
import re
import sys

import pytest

from grader.toolbox import Mismatch, ended_well

USES = {
    "add": r"main\.py add +['\"]?\w",
    "list": r"main\.py list\b",
    "complete": r"main\.py complete +\d",
    "delete": r"main\.py delete +\d",
    "edit": r"main\.py edit +\d",
    "stats": r"main\.py stats\b",
    "export": r"main\.py export +\S",
    "add --priority": r"main\.py add .*--priority[ =]\w",
    "add --tag": r"main\.py add .*--tag[ =]\S",
    "add --due": r"main\.py add .*--due[ =]\S",
    "list --status": r"main\.py list .*--status[ =]\w",
    "list --priority": r"main\.py list .*--priority[ =]\w",
    "list --tag": r"main\.py list .*--tag[ =]\S",
    "list --sort": r"main\.py list .*--sort[ =]\w",
}


@pytest.fixture
def trees(subject):
    """The syntax trees of all files, by their names."""
    found = {}
    for name, content in sorted(subject.snapshot.files.items()):
        if name.endswith(".py") and not re.search(r"(^|/)(\.|v?env/)", name):
            try:
                found[name] = ast.parse(content)
            except (SyntaxError, ValueError) as error:
                raise Mismatch(f"Python cannot read {name}.", expected="a file that loads", actual=error) from None
    return found


def classes(trees):
    return [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


@pytest.mark.criterion("priority-enum")
def test_the_priorities_are_an_enum(subject, trees):
    enums = subject.define("""
        import enum, importlib

        def enums(modules):
            \"\"\"The names of the members of all enums.\"\"\"
            values = [value for name in modules for value in vars(importlib.import_module(name)).values()]
            found = [value for value in values if isinstance(value, type) and issubclass(value, enum.Enum)]
            return {", ".join(value.__members__) for value in found}
    """)
    modules = [name[:-3].replace("/", ".") for name in trees if re.fullmatch(r"task_manager/[a-z]\w*\.py", name)]
    found = enums(modules)
    if not any({"HIGH", "MEDIUM", "LOW"} <= set(members.split(", ")) for members in found):
        raise Mismatch(
            "There is no Enum with these members.",
            expected="HIGH, MEDIUM, LOW",
            actual="; ".join(sorted(found)) or "no Enum in the package",
        )


@pytest.mark.criterion("package-structure")
def test_the_package_has_modules(subject, trees):
    parts = [
        name
        for name, tree in trees.items()
        if re.fullmatch(r"task_manager/(\w+/)*[a-zA-Z]\w*\.py", name)
        and any(isinstance(node, ast.ClassDef | ast.FunctionDef) for node in tree.body)
    ]
    if len(parts) < 3 or "task_manager/__init__.py" not in trees:
        raise Mismatch(
            "The package task_manager is not a package of modules.",
            expected="task_manager/__init__.py, and at least three more files with classes or functions",
            actual=", ".join(name for name in trees if "/" in name) or "no package",
        )


@pytest.mark.criterion("package-structure")
def test_main_only_starts(trees):
    own = [node.name for node in trees["main.py"].body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    if own:
        raise Mismatch("main.py does more than start the program.", expected="no class, no function", actual=own)


@pytest.mark.criterion("oop-shown")
def test_there_is_a_dataclass(trees):
    if not any("dataclass" in ast.unparse(part) for node in classes(trees) for part in node.decorator_list):
        raise Mismatch("No class is a dataclass.", expected="@dataclass above a class", actual="none")


@pytest.mark.criterion("oop-shown")
def test_there_is_a_child(trees):
    own = {node.name for node in classes(trees)}
    if not any(ast.unparse(base).split(".")[-1] in own for node in classes(trees) for base in node.bases):
        raise Mismatch(
            "No class has a parent that is yours, too.",
            expected="class Child(Parent): ...",
            actual=", ".join(sorted(own)),
        )


def undocumented(node, name):
    """The names of what has no docstring: the node itself, and the public classes and functions in it."""
    found = [] if (ast.get_docstring(node) or "").strip() else [name]
    if isinstance(node, ast.Module | ast.ClassDef):
        for part in node.body:
            if isinstance(part, ast.ClassDef | ast.FunctionDef) and not part.name.startswith("_"):
                found += undocumented(part, f"{name}: {part.name}")
    return found


@pytest.mark.criterion("code-documented")
def test_everything_public_has_a_docstring(trees):
    missing = [name for file, tree in trees.items() for name in undocumented(tree, file)]
    if missing:
        raise Mismatch(
            "A docstring is missing.",
            expected="a docstring in every module, and in every class and function whose name does not begin with _",
            actual=f"none in {', '.join(missing)}",
        )


@pytest.mark.criterion("version-told")
def test_the_version_is_told(subject):
    finished = subject.program("main.py", "--version")
    ended_well(finished)
    assert re.findall(r"\d+(?:\.\d+)+", finished.stdout) == ["1.0.0"]


@pytest.mark.criterion("readme-shows-commands")
def test_the_readme_shows_how_each_command_is_used(subject):
    text = subject.submitted_text("README.md")
    missing = [use for use, pattern in USES.items() if not re.search(pattern, text)]
    if missing:
        raise Mismatch(
            "README.md has no example for some of the commands and options.",
            expected='lines such as: python main.py add "Buy milk" --priority high',
            actual=f"none for {', '.join(missing)}",
        )


@pytest.mark.criterion("venv-documented")
def test_the_readme_shows_the_set_up(subject):
    text = subject.submitted_text("README.md")
    wanted = {"python -m venv": r"-m venv|virtualenv|uv venv|uv sync", "pip install": r"pip install|uv sync|uv add"}
    missing = [line for line, pattern in wanted.items() if not re.search(pattern, text)]
    if missing:
        raise Mismatch(
            "README.md does not show the set-up.",
            expected=" and ".join(wanted),
            actual=f"no {' and no '.join(missing)}",
        )


@pytest.mark.criterion("venv-documented")
def test_what_is_imported_is_required(subject, trees):
    imported = {
        (node.module or "" if isinstance(node, ast.ImportFrom) else alias.name).split(".")[0]
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and not node.level)
        for alias in node.names
    }
    own = {part.removesuffix(".py") for name in trees for part in name.split("/")}
    required = subject.submitted_text("requirements.txt").lower()
    missing = sorted(name for name in imported - own - sys.stdlib_module_names if name.lower() not in required)
    if missing:
        raise Mismatch(
            "requirements.txt does not have all that is imported.", expected=", ".join(missing), actual=required.strip()
        )
