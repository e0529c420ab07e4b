"""Every exercise on disk keeps its contract. All of them are graded in one parallel run."""

from __future__ import annotations

import functools

import pytest

from grader import contract, mutants
from grader.curriculum import curriculum, days_in
from grader.proof import Evidence, gather

_IDS = [place.id for place in curriculum().places]


@functools.cache
def _evidence() -> dict[str, Evidence]:
    return {evidence.exercise.id: evidence for evidence in gather(list(curriculum().exercises))}


@functools.cache
def _outcomes() -> dict[str, mutants.Outcome]:
    return {outcome.exercise.id: outcome for outcome in mutants.run(curriculum().exercises)}


@pytest.mark.parametrize("exercise_id", _IDS)
def test_an_exercise_keeps_its_contract(exercise_id: str) -> None:
    assert contract.problems_of(_evidence()[exercise_id]) == []


@pytest.mark.parametrize("exercise_id", _IDS)
def test_checks_notice_small_changes_in_the_solution(exercise_id: str) -> None:
    assert _outcomes()[exercise_id].problems() == []


def test_an_exercise_requires_only_what_comes_before_it() -> None:
    for exercise in curriculum().exercises:
        for needed in exercise.requires:
            assert days_in(needed) < exercise.days or needed in _IDS[: _IDS.index(exercise.id)], (exercise.id, needed)
