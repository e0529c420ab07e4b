"""Alike is what has the same shape, whatever its names; the starter's own lines and what everybody writes are not."""

from __future__ import annotations

import re

import pytest

from grader.cohort.similar import fingerprints, pairs
from grader.curriculum import curriculum

_DAY = curriculum().exercise("day03")
_SOLUTION = _DAY.files_of("solution")
_STARTER = _DAY.files_of("starter")
_NAME = next(name for name in _SOLUTION if name.endswith(".py"))


def _other_way() -> bytes:
    """Another program of about the same length."""
    step = "def step_{0}(a, b):\n    while a < b[{0}]:\n        a += len(b) * {0}\n    return [a for c in b if c > a]\n"
    return "\n".join(step.format(number) for number in range(8)).encode()


def test_other_names_numbers_comments_and_layout_are_still_alike() -> None:
    source = _SOLUTION[_NAME].decode()
    renamed = re.sub(r"\bamount\b", "sum_of_money", source).replace("\n\n", "\n\n# mine\n\n")
    found = pairs({"Amina": {_NAME: source.encode()}, "Boris": {"other.py": renamed.encode()}}, _STARTER, 0.6)
    assert [(pair.one, pair.other) for pair in found] == [("Amina", "Boris")]
    assert found[0].share == 1.0
    assert found[0].other_place[0] == "other.py"


def test_the_starters_own_lines_do_not_count() -> None:
    assert pairs({"Amina": _STARTER, "Boris": _STARTER}, _STARTER, 0.1) == []


def test_another_program_is_not_alike() -> None:
    assert pairs({"Amina": _SOLUTION, "Boris": {_NAME: _other_way()}}, {}, 0.3) == []


def test_what_everybody_has_does_not_count() -> None:
    everybody = {f"learner {number}": _SOLUTION for number in range(10)}
    assert pairs(everybody, _STARTER, 0.1) == []


@pytest.mark.parametrize("content", [b"", b"def f(:\n", b"\xff\xfe", b"'''", b"x = 1\n" * 3])
def test_what_cannot_be_read_is_no_trouble(content: bytes) -> None:
    assert isinstance(fingerprints({"main.py": content}), dict)
