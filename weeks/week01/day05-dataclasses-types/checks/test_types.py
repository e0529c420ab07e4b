"""Checks of day 5: every function says its types, and mypy agrees with them."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

import pytest

from grader.toolbox import Mismatch

_HOLDERS = {"list", "dict", "set", "frozenset", "tuple", "List", "Dict", "Set", "FrozenSet", "Tuple"}
_LOOK_AWAY = re.compile(r"#\s*(type:\s*ignore|mypy:)")


@pytest.fixture
def source(subject):
    """The learner's file as text. It loads: whatever does not is told apart from a missing type."""
    subject.module("typed_models")
    return subject.submitted_text("typed_models.py")


def functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, list[str]]]:
    """Every function with what has no type yet: names of parameters, and "the result"."""
    methods = {part for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for part in node.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            positional = [*node.args.posonlyargs, *node.args.args]
            if node in methods and not any(getattr(mark, "id", "") == "staticmethod" for mark in node.decorator_list):
                positional = positional[1:]  # self or cls
            parameters = [*positional, node.args.vararg, *node.args.kwonlyargs, node.args.kwarg]
            bare = [part.arg for part in parameters if part is not None and part.annotation is None]
            yield node, [*bare, *([] if node.returns else ["the result"])]


def annotations(tree: ast.Module) -> Iterator[ast.expr]:
    """Every type that is written in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            yield node.annotation
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
            yield node.returns


def unsaid(annotation: ast.expr) -> Iterator[ast.Name]:
    """The lists, dicts and so on in a type that do not say what is in them."""
    said = {id(node.value) for node in ast.walk(annotation) if isinstance(node, ast.Subscript)}
    for node in ast.walk(annotation):
        if isinstance(node, ast.Name) and node.id in _HOLDERS and id(node) not in said:
            yield node


def excuses(source: str) -> Iterator[str]:
    """What tells mypy to look away: comments, and the type that fits everything."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and _LOOK_AWAY.search(token.string):
            yield f"line {token.start[0]}: {token.string}"
    for node in ast.walk(ast.parse(source)):
        imported = isinstance(node, ast.ImportFrom) and any(alias.name == "Any" for alias in node.names)
        if imported or (isinstance(node, ast.Attribute) and node.attr == "Any"):
            yield f"line {node.lineno}: Any"


@pytest.mark.criterion("two-functions-typed")
def test_two_functions_are_typed(source):
    typed = [function.name for function, missing in functions(ast.parse(source)) if not missing]
    if len(typed) < 2:
        raise Mismatch(
            "Too few functions say all their types.",
            expected="at least 2 functions with a type on every parameter and on the result",
            actual=f"{len(typed)}: {', '.join(typed)}" if typed else "none",
            help="A function that returns nothing has the result None: def play(self, volume: int) -> None:",
        )


@pytest.mark.criterion("methods-typed")
@pytest.mark.parametrize(
    "method, takes, gives",
    [
        ("create_account", ["str"], "BankAccount"),
        ("get_account", ["str"], "BankAccount | None"),
        ("all_accounts", [], "list[BankAccount]"),
    ],
)
def test_the_manager_says_its_types(subject, method, takes, gives):
    hints = subject.annotations(getattr(subject.module("typed_models").AccountManager, method))
    result = hints.pop("return", "no type")
    if set(result.split(" | ")) != set(gives.split(" | ")):
        raise Mismatch(f"The result of {method} has another type.", expected=gives, actual=result)
    if list(hints.values())[: len(takes)] != takes:
        came = ", ".join(hints.values()) or "no type"
        raise Mismatch(f"The parameter of {method} has another type.", expected=", ".join(takes), actual=came)


@pytest.mark.criterion("fully-annotated")
def test_every_function_says_all_its_types(source):
    bare = [(function, missing) for function, missing in functions(ast.parse(source)) if missing]
    if bare:
        raise Mismatch(
            "A type is missing.",
            expected="a type on every parameter and on the result of every function",
            actual="; ".join(f"line {one.lineno}, {one.name}: none on {', '.join(missing)}" for one, missing in bare),
            help="A function that returns nothing has the result None: def play(self, volume: int) -> None:",
        )


@pytest.mark.criterion("fully-annotated")
def test_every_list_says_what_is_in_it(source):
    bare = [name for annotation in annotations(ast.parse(source)) for name in unsaid(annotation)]
    if bare:
        raise Mismatch(
            "A type does not say what is in it.",
            expected="list[...] or dict[..., ...] with the types inside",
            actual="; ".join(f"line {name.lineno}: {name.id}" for name in bare),
            help="Write list[str] for a list of texts, and dict[str, int] for a dict from texts to whole numbers.",
        )


@pytest.mark.criterion("mypy-passes")
def test_mypy_is_not_told_to_look_away(source):
    found = list(excuses(source))
    if found:
        raise Mismatch(
            "mypy is told to look away.",
            expected="no # type: ignore, no # mypy: and no Any",
            actual="; ".join(found),
            help="Take it out, run mypy, and mend what it says.",
        )


@pytest.mark.criterion("mypy-passes")
def test_mypy_finds_no_error(subject):
    errors = subject.type_check("typed_models.py")
    if errors:
        raise Mismatch(
            "mypy found an error." if len(errors) == 1 else f"mypy found {len(errors)} errors.",
            help="The number after the file name is the line to look at. Begin with the first message.",
        )
