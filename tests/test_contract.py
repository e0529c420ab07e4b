"""Every exercise on disk keeps its contract. All of them are graded in one parallel run."""

from __future__ import annotations

import functools
from typing import TypeVar

import pytest

from grader import contract, mutants
from grader.curriculum import Exercise, curriculum, days_in
from grader.proof import Evidence, gather, read_proofs
from grader.tomlfile import BadFile

Found = TypeVar("Found")
_IDS = [place.id for place in curriculum().places]


@functools.cache
def _unreadable() -> dict[str, str]:
    """Exercises whose proofs cannot be read, and why: they fail, the others are looked at all the same."""
    found = {}
    for exercise in curriculum().exercises:
        try:
            read_proofs(exercise)
        except BadFile as problem:
            found[exercise.id] = str(problem)
    return found


def _readable() -> list[Exercise]:
    return [exercise for exercise in curriculum().exercises if exercise.id not in _unreadable()]


@functools.cache
def _evidence() -> dict[str, Evidence]:
    return {evidence.exercise.id: evidence for evidence in gather(_readable())}


@functools.cache
def _outcomes() -> dict[str, mutants.Outcome]:
    return {outcome.exercise.id: outcome for outcome in mutants.run(_readable())}


def _of(exercise_id: str, found: dict[str, Found]) -> Found:
    if exercise_id in _unreadable():
        pytest.skip("its proofs cannot be read")
    return found[exercise_id]


@pytest.mark.parametrize("exercise_id", _IDS)
def test_the_proofs_of_an_exercise_can_be_read(exercise_id: str) -> None:
    assert _unreadable().get(exercise_id) is None


@pytest.mark.parametrize("exercise_id", _IDS)
def test_an_exercise_keeps_its_contract(exercise_id: str) -> None:
    assert contract.problems_of(_of(exercise_id, _evidence())) == []


@pytest.mark.parametrize("exercise_id", _IDS)
def test_checks_notice_small_changes_in_the_solution(exercise_id: str) -> None:
    assert _of(exercise_id, _outcomes()).problems() == []


def test_an_exercise_requires_only_what_comes_before_it() -> None:
    for exercise in curriculum().exercises:
        for needed in exercise.requires:
            assert days_in(needed) < exercise.days or needed in _IDS[: _IDS.index(exercise.id)], (exercise.id, needed)


def test_the_page_of_a_week_links_to_each_of_its_exercises() -> None:
    for exercise in curriculum().exercises:
        if exercise.week is not None:
            page = (exercise.path.parent / "README.md").read_text(encoding="utf-8")
            assert f"]({exercise.path.name}/README.md)" in page, exercise.id
