"""Checks of day 2: the functions in the modules of utils."""

import pytest

from grader.toolbox import Mismatch


@pytest.fixture
def math_ops(subject):
    return subject.module("utils.math_ops")


@pytest.fixture
def is_number(subject):
    return subject.module("utils.validators").is_number


@pytest.fixture
def string_ops(subject):
    if "utils/string_ops.py" not in subject.snapshot.files:
        raise Mismatch("There is no file utils/string_ops.py.", help="Create it beside math_ops.py.")
    return subject.module("utils.string_ops")


@pytest.fixture(params=["whole numbers", "a point", "a sign"])
def pair(request, rng):
    """Two different numbers that a float holds exactly, none of them 0, 1 or 2."""
    first, second = rng.sample(range(3, 60), 2)
    return {
        "whole numbers": (min(first, second), max(first, second)),
        "a point": (first + 0.5, second + 0.25),
        "a sign": (-first, second),
    }[request.param]


def returned(answer, expected):
    """The answer is the expected one; an answer that was printed instead is told apart."""
    if answer is None:
        raise Mismatch(
            "The function returned nothing.",
            expected=repr(expected),
            actual="None",
            help="A function gives its answer back with return. print() shows it, and gives back None.",
        )
    assert answer == expected


@pytest.mark.criterion("add-computed")
def test_two_numbers_are_added(math_ops, pair):
    first, second = pair
    returned(math_ops.add(first, second), first + second)


@pytest.mark.criterion("subtract-computed")
def test_the_second_number_is_taken_from_the_first(math_ops, pair):
    first, second = pair
    returned(math_ops.subtract(first, second), first - second)


@pytest.mark.criterion("multiply-computed")
def test_two_numbers_are_multiplied(math_ops, pair):
    first, second = pair
    returned(math_ops.multiply(first, second), first * second)


def answered(answer, expected):
    """The answer is True or False itself."""
    if answer is not expected:
        raise Mismatch(
            f"is_number() did not answer {expected}.",
            expected=expected,
            actual="None: nothing was returned" if answer is None else repr(answer),
        )


@pytest.mark.criterion("numbers-recognised")
@pytest.mark.parametrize("shape", ["{}", "-{}.5", "0.{}", ".{}", "+{}", "{}e3", " {} "])
def test_a_number_is_recognised(is_number, rng, shape):
    answered(is_number(shape.format(rng.randint(1, 99))), True)


@pytest.mark.criterion("numbers-recognised")
def test_zero_is_a_number(is_number):
    answered(is_number("0"), True)


@pytest.mark.criterion("other-text-refused")
@pytest.mark.parametrize("shape", ["seven", "", "-", ".", "{},5", "{}.2.3", "--{}", "{}a", "{} 000"])
def test_other_text_is_refused(is_number, rng, shape):
    answered(is_number(shape.format(rng.randint(1, 99))), False)


@pytest.mark.criterion("infinity-refused")
@pytest.mark.parametrize("text", ["inf", "-inf", "nan", "Infinity", "NaN"])
def test_what_cannot_be_calculated_with_is_refused(is_number, text):
    answered(is_number(text), False)


@pytest.mark.criterion("string-ops-written")
def test_spaces_are_removed(string_ops, rng):
    number = rng.randint(100, 999)
    returned(string_ops.remove_spaces(f" 1 {number}  000 "), f"1{number}000")


@pytest.mark.criterion("string-ops-written")
def test_a_line_is_as_long_as_the_text(string_ops, rng):
    text = rng.choice(["Sum", "Results", "My calculator"])
    returned(string_ops.underline(text), "=" * len(text))
