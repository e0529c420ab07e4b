"""Checks of day 1: the two functions, and the modern syntax in the file."""

import ast
import math

import pytest

from grader.toolbox import Mismatch, refused


@pytest.fixture
def factorial(subject):
    """The learner's factorial()."""
    return subject.module("setup_check").factorial


@pytest.fixture
def tree(subject):
    """The learner's file as a syntax tree. It loads: whatever does not is told apart from missing syntax."""
    subject.module("setup_check")
    return ast.parse(subject.submitted_text("setup_check.py"))


def imported(tree):
    """The names of the libraries that a file imports, without their parts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield from (part.value.split(".")[0] for part in node.args if isinstance(part, ast.Constant))


def definition(tree, name):
    """The function of this name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return node
    raise Mismatch(
        f"There is no def {name} in setup_check.py.",
        expected=f"a function called {name}",
        actual=", ".join(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)) or "no function",
    )


def written(annotation):
    """A type as it is written, without quotes around it."""
    return ast.unparse(annotation).strip("'")


@pytest.mark.criterion("factorial-computed")
def test_the_factorial_of_a_small_number(factorial, rng):
    for n in (1, 2, rng.randint(3, 9)):
        assert factorial(n) == math.factorial(n)


@pytest.mark.criterion("factorial-computed")
def test_the_factorial_of_a_large_number_is_exact(factorial, rng):
    n = rng.randint(25, 40)  # a float cannot hold one of these
    assert factorial(n) == math.factorial(n)


@pytest.mark.criterion("factorial-of-zero")
def test_the_factorial_of_zero_is_one(factorial):
    assert factorial(0) == 1


@pytest.mark.criterion("negative-refused")
def test_a_number_below_zero_is_refused(factorial, rng):
    for n in (-1, rng.randint(-30, -2)):
        with refused():
            factorial(n)


@pytest.mark.criterion("hints-given")
@pytest.mark.parametrize("name, wanted", [("factorial", "int"), ("greet", "str")])
def test_a_function_says_its_types(tree, name, wanted):
    function = definition(tree, name)
    parameters = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    said = [parameter.annotation and written(parameter.annotation) for parameter in parameters]
    result = function.returns and written(function.returns)
    if said[:1] != [wanted] or None in said or result != wanted:
        raise Mismatch(
            f"{name}() does not say these types yet.",
            expected=f"def {name}({parameters[0].arg if parameters else 'n'}: {wanted}) -> {wanted}:",
            actual=f"def {name}({ast.unparse(function.args)}){f' -> {result}' if result else ''}:",
        )


@pytest.mark.criterion("greeting-returned")
def test_a_greeting_has_the_name_in_it(subject, rng):
    name = rng.choice(["Boris", "Chen", "Dalia", "Emeka"])
    greeting = subject.module("setup_check").greet(name)
    if greeting is None:
        raise Mismatch(
            "greet() did not return anything.",
            expected=f"a text with {name} in it, and a word of greeting",
            actual="None",
            help="A function gives its answer back with return. print() shows it, and gives back None.",
        )
    if not isinstance(greeting, str) or name not in greeting or greeting.strip() == name:
        raise Mismatch(
            "greet() did not return a greeting with the name in it.",
            expected=f"a text with {name} in it, and a word of greeting",
            actual=repr(greeting),
            help="In a text, {name} is replaced by the value only if an f stands before the first quote.",
        )


@pytest.mark.criterion("f-string-used")
def test_a_text_is_an_f_string(tree):
    if not any(isinstance(node, ast.FormattedValue) for node in ast.walk(tree)):
        raise Mismatch(
            "There is no f-string with a value in it in setup_check.py.",
            expected='a text such as f"{cups} cups"',
            actual="no text with an f before its first quote and a value in curly brackets",
        )


@pytest.mark.criterion("walrus-used")
def test_the_walrus_is_used(tree):
    if not any(isinstance(node, ast.NamedExpr) for node in ast.walk(tree)):
        raise Mismatch(
            "There is no walrus operator in setup_check.py.",
            expected="a line such as if (count := len(names)) > 2:",
            actual="no line with :=",
        )


@pytest.mark.criterion("libraries-imported")
@pytest.mark.parametrize("library", ["requests", "rich"])
def test_a_library_is_imported(tree, library):
    found = list(imported(tree))
    if library not in found:
        raise Mismatch(
            f"setup_check.py does not import {library}.",
            expected=f"import {library}",
            actual=f"imports of {', '.join(found)}" if found else "no import",
        )
