"""Checks of comprehensions, and of map, filter and reduce: what they give, and how they are written."""

import ast

import pytest

from grader.toolbox import Mismatch


@pytest.fixture
def streams(subject):
    """The learner's module."""
    return subject.module("streams")


@pytest.fixture
def written(subject, streams):
    """A function that gives what a function of the learner's is made of."""
    tree = ast.parse(subject.submitted_text("streams.py"))
    found = {node.name: list(ast.walk(node)) for node in tree.body if isinstance(node, ast.FunctionDef)}
    return lambda name: found.get(name, [])


def calls(nodes):
    names = [node.func for node in nodes if isinstance(node, ast.Call)]
    return {getattr(name, "id", getattr(name, "attr", "")) for name in names}


@pytest.mark.criterion("comprehensions-written")
def test_a_list_of_squares(streams, rng):
    numbers = rng.sample(range(-20, 20), 4)
    assert streams.squares(numbers) == [number * number for number in numbers]
    assert streams.squares([]) == []


@pytest.mark.criterion("comprehensions-written")
def test_a_dictionary_of_lengths(streams):
    assert streams.lengths(["tea", "bread", ""]) == {"tea": 3, "bread": 5, "": 0}


@pytest.mark.criterion("comprehensions-written")
def test_a_set_of_initials(streams):
    assert streams.initials(["amina", "Boris", "", "ada"]) == {"A", "B"}


@pytest.mark.criterion("comprehensions-written")
@pytest.mark.parametrize(
    ("name", "kind", "shape"),
    [
        ("squares", ast.ListComp, "[... for ... in ...]"),
        ("lengths", ast.DictComp, "{...: ... for ... in ...}"),
        ("initials", ast.SetComp, "{... for ... in ...}"),
    ],
)
def test_each_is_a_comprehension(written, name, kind, shape):
    if not any(isinstance(node, kind) for node in written(name)):
        raise Mismatch(f"{name}() is not written as a comprehension.", expected=shape, actual="another way")


@pytest.mark.criterion("map-filter-reduce")
def test_amounts_are_picked_and_made_numbers(streams, rng):
    price = rng.randint(100, 999) / 4
    assert streams.amounts(["12", "tea", str(price), "", "1.2.3", "7 euro"]) == [12.0, price]
    assert streams.amounts([]) == []


@pytest.mark.criterion("map-filter-reduce")
def test_a_product_of_all_numbers(streams, rng):
    numbers = [rng.randint(2, 9) for _ in range(3)]
    assert streams.product(numbers) == numbers[0] * numbers[1] * numbers[2]
    assert streams.product([]) == 1


@pytest.mark.criterion("map-filter-reduce")
@pytest.mark.parametrize(("name", "tool"), [("amounts", "map"), ("amounts", "filter"), ("product", "reduce")])
def test_the_tools_are_used(written, name, tool):
    if tool not in calls(written(name)):
        raise Mismatch(f"{name}() does not call {tool}().", expected=f"{tool}(...)", actual="another way")
