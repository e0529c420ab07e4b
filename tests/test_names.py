"""Names of exercises as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.curriculum import Curriculum, find_all
from grader.names import UnknownName, find

_FOLDERS = (
    "weeks/week00/lab-terminal",
    "weeks/week01/day03-bank-account",
    "weeks/week01/day04-inheritance",
    "weeks/week02/day08-09-task-manager",
    "weeks/week02/lab-regex",
    "capstones/job-board",
)
_TOML = """
title = "An exercise"
kind = "library"
[[criteria]]
id = "works"
text = "It works"
tier = "core"
roadmap = ["a/b"]
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Curriculum:
    root: Path = tmp_path_factory.mktemp("course")
    for folder in _FOLDERS:
        (root / folder).mkdir(parents=True)
        (root / folder / "exercise.toml").write_text(_TOML)
    return find_all(root)


@pytest.mark.parametrize(
    "word, found",
    [
        ("3", ["day03"]),
        ("03", ["day03"]),
        ("day3", ["day03"]),
        ("Day03", ["day03"]),
        ("day=3", ["day03"]),
        ("day 3", ["day03"]),
        ("d3", ["day03"]),
        ("8", ["day08-09"]),
        ("9", ["day08-09"]),
        ("day08-09", ["day08-09"]),
        ("8-9", ["day08-09"]),
        ("3-8", ["day03", "day04", "day08-09"]),
        ("1..4", ["day03", "day04"]),
        ("week=1", ["day03", "day04"]),
        ("week1", ["day03", "day04"]),
        ("week=0", ["lab-terminal"]),
        ("w2", ["day08-09", "lab-regex"]),
        ("lab-regex", ["lab-regex"]),
        ("regex", ["lab-regex"]),
        ("lab=regex", ["lab-regex"]),
        ("name=lab-regex", ["lab-regex"]),
        ("day03-bank-account", ["day03"]),
        ("weeks/week01/day03-bank-account/", ["day03"]),
        ("capstone=job-board", ["capstone-job-board"]),
        ("job-board", ["capstone-job-board"]),
        ("all", ["lab-terminal", "day03", "day04", "day08-09", "lab-regex", "capstone-job-board"]),
    ],
)
def test_a_name_is_understood(course: Curriculum, word: str, found: list[str]) -> None:
    assert [exercise.id for exercise in find([word], course)] == found


def test_several_names_are_each_graded_once_in_order(course: Curriculum) -> None:
    assert [exercise.id for exercise in find(["regex", "4", "week=1"], course)] == ["day03", "day04", "lab-regex"]


@pytest.mark.parametrize(
    "word, offer",
    [
        ("lab-regx", "lab-regex"),
        ("bank", "day03-bank-account"),
        ("6", "3, 4, 8"),
        ("week=7", "The weeks are: 0, 1, 2"),
        ("4-3", "Try 3-4"),
        ("zzz", "journey progress"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(course: Curriculum, word: str, offer: str) -> None:
    with pytest.raises(UnknownName) as refusal:
        find([word], course)
    assert offer in str(refusal.value)
