"""A learner's folders: begun once, begun again with a backup, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import submission
from grader.curriculum import curriculum
from grader.subject.scratch import Unusable


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "backend_journey"
    monkeypatch.setattr(submission, "WORK", folder)
    return folder


@pytest.fixture
def exercise():
    return curriculum().exercise("day03")


def test_starting_puts_the_starter_in_place(work: Path, exercise) -> None:
    folder, backup = submission.start(exercise)
    assert folder == work / "day03"
    assert backup is None
    assert {path.name for path in folder.iterdir()} == {"bank_system.py", "person.py"}


def test_starting_twice_changes_nothing(work: Path, exercise) -> None:
    submission.start(exercise)
    (work / "day03" / "bank_system.py").write_text("mine")
    assert submission.start(exercise) == (work / "day03", None)
    assert (work / "day03" / "bank_system.py").read_text() == "mine"


def test_starting_again_keeps_every_backup(work: Path, exercise) -> None:
    submission.start(exercise)
    backups = []
    for text in ("first", "second"):
        (work / "day03" / "bank_system.py").write_text(text)
        backups.append(submission.start(exercise, again=True)[1])
    assert [(backup / "bank_system.py").read_text() for backup in backups if backup] == ["first", "second"]
    assert "class BankAccount" in (work / "day03" / "bank_system.py").read_text()


def test_a_failed_start_leaves_the_work_alone(work: Path, exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    submission.start(exercise)
    (work / "day03" / "bank_system.py").write_text("mine")

    def no_room(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(submission.Snapshot, "write_to", no_room)
    with pytest.raises(OSError, match="No space"):
        submission.start(exercise, again=True)
    assert (work / "day03" / "bank_system.py").read_text() == "mine"
    assert [path.name for path in work.iterdir()] == ["day03"]


def test_a_folder_may_hold_the_exercises_or_be_one(tmp_path: Path, exercise) -> None:
    (tmp_path / "cohort" / "day03").mkdir(parents=True)
    (tmp_path / "cohort" / "day03" / "person.py").write_text("")
    for folder in (tmp_path / "cohort", tmp_path / "cohort" / "day03"):
        found = submission.find(exercise, str(folder))
        assert set(found.snapshot.files) == {"person.py"}


def test_a_folder_with_something_else_is_named(tmp_path: Path, exercise) -> None:
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(Unusable, match=r"bank_system\.py"):
        submission.find(exercise, str(tmp_path))
    with pytest.raises(Unusable, match="There is no folder"):
        submission.find(exercise, str(tmp_path / "nowhere"))


def test_what_is_not_begun_says_how_to_begin(work: Path, exercise) -> None:
    with pytest.raises(submission.NotStarted, match="make start day=3"):
        submission.find(exercise)


def test_virtual_environments_and_caches_are_left_out(tmp_path: Path, exercise) -> None:
    for name in ("venv/lib/x.py", "__pycache__/y.pyc", "mine/pyvenv.cfg", "mine/lib/z.py", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "person.py").write_text("")
    assert set(submission.find(exercise, str(tmp_path)).snapshot.files) == {"person.py"}


def test_the_exercise_touched_last_is_found(work: Path, exercise) -> None:
    assert submission.last_touched(curriculum()) is None
    submission.start(exercise)
    assert submission.last_touched(curriculum()) == exercise
