"""Every exercise on disk keeps its contract. Those that were asked for are graded in one parallel run."""

from __future__ import annotations

import pytest

from grader import contract, mutants
from grader.curriculum import Exercise, curriculum, days_in
from grader.proof import Evidence, gather, read_proofs
from grader.tomlfile import BadFile

# What this run tries: so many mutants of each exercise, and so many of the criteria that should not catch a fault.
# All of them: journey proof --mutants, and journey proof.
MUTANTS = 12
OTHERS = 3
_IDS = [place.id for place in curriculum().places]


@pytest.fixture(scope="session")
def readable(request: pytest.FixtureRequest) -> list[Exercise]:
    """The exercises that the tests of this run ask for. One with unreadable proofs fails, and disturbs no other."""
    calls = (getattr(item, "callspec", None) for item in request.session.items)
    asked = {call.params.get("exercise_id") for call in calls if call is not None}
    return [exercise for exercise in curriculum().exercises if exercise.id in asked and not _unreadable(exercise)]


@pytest.fixture(scope="session")
def evidence(readable: list[Exercise]) -> dict[str, Evidence]:
    return {found.exercise.id: found for found in gather(readable, others=OTHERS)}


@pytest.fixture(scope="session")
def outcomes(readable: list[Exercise]) -> dict[str, mutants.Outcome]:
    return {found.exercise.id: found for found in mutants.run(readable, MUTANTS)}


def _unreadable(exercise: Exercise) -> str | None:
    try:
        read_proofs(exercise)
    except BadFile as problem:
        return str(problem)
    return None


@pytest.mark.parametrize("exercise_id", _IDS)
def test_the_proofs_of_an_exercise_can_be_read(exercise_id: str) -> None:
    assert _unreadable(curriculum().exercise(exercise_id)) is None


@pytest.mark.parametrize("exercise_id", _IDS)
def test_an_exercise_keeps_its_contract(exercise_id: str, evidence: dict[str, Evidence]) -> None:
    if exercise_id not in evidence:
        pytest.skip("its proofs cannot be read")
    problems = contract.problems_of(evidence[exercise_id])
    assert not problems, "\n\n".join(problems)


@pytest.mark.parametrize("exercise_id", _IDS)
def test_checks_notice_small_changes_in_the_solution(exercise_id: str, outcomes: dict[str, mutants.Outcome]) -> None:
    if exercise_id not in outcomes:
        pytest.skip("its proofs cannot be read")
    problems = outcomes[exercise_id].problems()
    assert not problems, "\n\n".join(problems)


def test_an_exercise_requires_only_what_comes_before_it() -> None:
    for exercise in curriculum().exercises:
        for needed in exercise.requires:
            assert days_in(needed) < exercise.days or needed in _IDS[: _IDS.index(exercise.id)], (exercise.id, needed)


def test_the_page_of_a_week_links_to_each_of_its_exercises() -> None:
    for exercise in curriculum().exercises:
        if exercise.week is not None:
            page = (exercise.path.parent / "README.md").read_text(encoding="utf-8")
            assert f"]({exercise.path.name}/README.md)" in page, exercise.id
