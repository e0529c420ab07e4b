"""A small cohort over a real exercise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.curriculum import Exercise, curriculum
from grader.subject.scratch import Snapshot


@pytest.fixture(scope="session")
def exercise() -> Exercise:
    return curriculum().exercise("day03")


@pytest.fixture
def hand_in(tmp_path: Path, exercise: Exercise) -> Callable[..., Path]:
    """A learner's folder with our solution or starter, and what is changed in it."""

    def hand_in(learner: str, part: str = "solution", inside: str = "backend_journey", **edits: str) -> Path:
        folder = tmp_path / "learners" / learner / inside / exercise.folder
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        files = dict(exercise.files_of(part))
        for before, after in edits.items():
            name, text = next((name, body.decode()) for name, body in files.items() if name.endswith(".py"))
            assert before in text
            files[name] = text.replace(before, after).encode()
        Snapshot(folder, files, {}, (), "").write_to(folder)
        return folder

    return hand_in
