"""Texts, numbers, operators and comparisons of the learner's objects are what their classes say."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import pytest

from grader.subject.subject import Subject

from .shop import shop, subject, warm

__all__ = ["shop", "subject", "warm"]


# -- text, truth and numbers ----------------------------------------------------------------------


def test_texts_are_those_of_the_learners_class(shop: Any) -> None:
    account = shop.Account("Amina", 3)
    assert str(account) == "Amina: 3"
    assert repr(account) == "Account('Amina')"
    assert f"{account:>7}|{account!r}" == "  Amina|Account('Amina')"


def test_truth_is_what_the_learners_class_says(shop: Any) -> None:
    assert shop.Account("Amina", 1)
    assert not shop.Account("Amina", 0)
    assert shop.Shelf(1)
    assert not shop.Shelf()
    assert shop.Gate()


def test_objects_convert_to_numbers(shop: Any) -> None:
    number = shop.Numberlike()
    assert (int(number), float(number), operator.index(number)) == (4, 4.5, 6)
    assert list(range(10))[number] == 6
    assert (round(number), round(number, 2)) == (("rounded", None), ("rounded", 2))


def test_unary_operators_run_the_learners_code(shop: Any) -> None:
    number = shop.Numberlike()
    assert (-number, +number, abs(number), ~number) == ("negative", "positive", "absolute", "inverted")


_SYMBOLS: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "truediv": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
    "divmod": divmod,
    "pow": operator.pow,
    "and": operator.and_,
    "or": operator.or_,
    "xor": operator.xor,
    "matmul": operator.matmul,
    "lshift": operator.lshift,
    "rshift": operator.rshift,
}


@pytest.mark.parametrize("name", _SYMBOLS)
def test_arithmetic_runs_the_learners_code(shop: Any, name: str) -> None:
    assert _SYMBOLS[name](shop.Operators(), 5) == (name, 5)


@pytest.mark.parametrize("name", _SYMBOLS)
def test_reflected_arithmetic_runs_the_learners_code(shop: Any, name: str) -> None:
    assert _SYMBOLS[name](5, shop.Operators()) == (f"r{name}", 5)


def test_arithmetic_between_two_objects_runs_the_learners_code(shop: Any) -> None:
    left, right = shop.Operators(), shop.Operators()
    name, other = left + right
    assert name == "add"
    assert other is right


def test_adding_in_place_changes_the_object_itself(shop: Any) -> None:
    shelf = original = shop.Shelf(1)
    shelf += 2
    assert shelf is original
    assert shelf.things == [1, 2]


# -- comparison -----------------------------------------------------------------------------------


def test_objects_compare_as_the_learners_class_says(shop: Any) -> None:
    amina, other_amina, boris = shop.Account("Amina", 1), shop.Account("Amina", 2), shop.Account("Boris", 2)
    assert amina == other_amina
    assert amina != boris
    assert amina < boris
    assert not boris < amina
    assert sorted([boris, amina])[0] is amina
    with pytest.raises(TypeError, match="not supported between instances of 'Gate' and 'Account'"):
        _ = shop.Gate() >= amina


def test_an_object_never_equals_a_plain_value_whatever_its_class_says(subject: Subject) -> None:
    liar = subject.define("class Liar:\n    def __eq__(self, other): return True")()
    assert liar != 5
    assert not operator.eq(liar, 5)
    assert operator.ne(5, liar)
    assert liar not in [5, "a", None]
    assert liar == subject.define("answer = object()")


def test_an_object_has_no_order_among_plain_values(shop: Any) -> None:
    with pytest.raises(TypeError):
        _ = shop.Account("Amina") < 5


def test_objects_are_keys_by_the_learners_hash(shop: Any) -> None:
    found = {shop.Account("Amina"): "first"}
    assert found[shop.Account("Amina")] == "first"
    assert shop.Account("Boris") not in found
    assert len({shop.Account("Amina"), shop.Account("Amina"), shop.Account("Boris")}) == 2


def test_an_object_without_a_hash_has_none_here(subject: Subject) -> None:
    with pytest.raises(TypeError, match="unhashable type: 'Bare'"):
        hash(subject.define("class Bare:\n    __eq__ = lambda self, other: True")())
