"""The learner's objects in brackets, in loops, in with blocks, and awaited."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from grader.subject.faults import RemoteError
from grader.subject.subject import Subject

from .shop import shop, subject, warm

__all__ = ["shop", "subject", "warm"]


# -- containers and iteration ---------------------------------------------------------------------


def test_a_container_has_length_members_and_items(shop: Any) -> None:
    shelf = shop.Shelf("a", "b", "c")
    assert len(shelf) == 3
    assert "b" in shelf
    assert "z" not in shelf
    assert (shelf[0], shelf[-1]) == ("a", "c")
    with pytest.raises(IndexError):
        shelf[3]


def test_items_can_be_set_and_deleted(shop: Any) -> None:
    shelf = shop.Shelf("a", "b")
    shelf[0] = "z"
    del shelf[1]
    assert shelf.things == ["z"]


@pytest.mark.parametrize("part", [slice(1, 3), slice(None, 2), slice(2, None), slice(None, None, -2), slice(-2, None)])
def test_slices_arrive_as_slices(shop: Any, part: slice) -> None:
    assert shop.Shelf(*"abcd")[part] == list("abcd")[part]


def test_keys_may_be_objects(shop: Any, subject: Subject) -> None:
    color = shop.Color.RED
    prices = subject.define("class Prices(dict): pass")({color: 3})
    assert prices[color] == 3
    with pytest.raises(KeyError):
        prices["r"]


def test_iteration_goes_both_ways(shop: Any) -> None:
    shelf = shop.Shelf(1, 2, 3)
    first, *rest = shelf
    assert (first, rest) == (1, [2, 3])
    assert list(reversed(shelf)) == [3, 2, 1]
    assert [a + b for a, b in zip(shelf, shelf, strict=True)] == [2, 4, 6]


def test_what_cannot_be_iterated_says_so(shop: Any) -> None:
    with pytest.raises(TypeError, match="'Gate' object is not iterable"):
        iter(shop.Gate()).__next__()


def test_an_endless_generator_is_read_only_as_far_as_asked(shop: Any) -> None:
    numbers = shop.naturals()
    assert [next(numbers), next(numbers)] == [0, 1]
    assert list(itertools.islice(numbers, 3)) == [2, 3, 4]
    assert next(numbers) == 5


def test_a_generator_ends(shop: Any) -> None:
    letters = shop.three()
    assert list(letters) == ["a", "b", "c"]
    assert list(letters) == []
    with pytest.raises(StopIteration):
        next(letters)
    assert next(letters, "none") == "none"


# -- context managers -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Gate", "AsyncGate"])
def test_a_context_manager_is_entered_and_left(shop: Any, kind: str) -> None:
    gate = getattr(shop, kind)()
    with gate as entered:
        assert entered is gate
        assert gate.events == ["entered"]
    assert gate.events == ["entered", "left"]


@pytest.mark.parametrize("kind", ["Gate", "AsyncGate"])
def test_an_exception_of_the_learners_is_passed_into_the_block_and_on(shop: Any, kind: str) -> None:
    gate = getattr(shop, kind)()
    with pytest.raises(RemoteError, match="no money"), gate:
        shop.fails()
    assert gate.events[-1] == ("TooPoor", "no money")


@pytest.mark.parametrize(
    "error",
    [
        ValueError("here"),
        RuntimeError(),
        KeyError("here"),
    ],
    ids=repr,
)
def test_an_exception_of_the_check_is_passed_in_and_can_be_swallowed(shop: Any, error: Exception) -> None:
    gate = shop.Gate(swallows=True)
    with gate:
        raise error
    assert gate.events[-1] == (type(error).__name__, str(error))


def test_an_exception_with_a_truth_of_its_own_is_passed_in_as_it_is(subject: Subject, shop: Any) -> None:
    fails = subject.define(
        """
        class Many(Exception):
            def __bool__(self):
                raise AssertionError("nobody should ask")

        def fails():
            raise Many("too many")
        """
    )[1]
    gate = shop.Gate(swallows=True)
    with gate:
        fails()
    assert gate.events[-1] == ("Many", "too many")


# -- async ----------------------------------------------------------------------------------------


def test_a_coroutine_is_awaited_where_it_runs(shop: Any) -> None:
    assert shop.later(5) == 5
    with pytest.raises(RemoteError, match="later") as caught:
        shop.breaks()
    assert caught.value.type_name == "TooPoor"


def test_async_iterators_and_generators_are_iterated(shop: Any) -> None:
    assert list(shop.Countdown(3)) == [2, 1, 0]
    assert list(shop.ticks(3)) == [0, 1, 2]
    assert list(itertools.islice(shop.ticks(10**9), 2)) == [0, 1]
