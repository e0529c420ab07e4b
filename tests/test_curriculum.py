"""exercise.toml is strict: a mistake in it is named with its file, its line and the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.curriculum import exercise_id, read_exercise
from grader.tomlfile import BadFile

_GOOD = """\
title = "An exercise"
days = [3]
kind = "library"
limits = { seconds = 2, memory_mb = 256 }

[[criteria]]
id = "first"
text = "The first thing holds"
tier = "core"
roadmap = ["90-day/day-3/exercise"]

[[criteria]]
id = "second"
text = "The second thing holds"
tier = "full"
points = 2
roadmap = ["90-day/day-3/exercise"]
needs = ["first"]
hint = ["Look.", "Look closer."]
"""


def _folder(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "weeks" / "week01" / "day03-bank-account"
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text(text)
    return folder


def test_an_exercise_is_read_from_its_folder(tmp_path: Path) -> None:
    exercise = read_exercise(_folder(tmp_path, _GOOD))
    assert (exercise.id, exercise.label, exercise.week, exercise.days) == ("day03", "Day 3", 1, (3,))
    assert (exercise.limits.seconds, exercise.limits.memory_mb) == (2, 256)
    assert exercise.environment == ()
    assert exercise.criterion("second").needs == ("first",)
    assert exercise.criterion("second").hints == ("Look.", "Look closer.")


def test_what_is_given_belongs_to_the_starter_and_to_the_solution(tmp_path: Path) -> None:
    folder = _folder(tmp_path, _GOOD)
    for name in ("given/tools.py", "starter/main.py", "solution/main.py", "solution/more.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name)
    exercise = read_exercise(folder)
    assert exercise.files_of("starter") == {"tools.py": b"given/tools.py", "main.py": b"starter/main.py"}
    assert sorted(exercise.files_of("solution")) == ["main.py", "more.py", "tools.py"]


@pytest.mark.parametrize(
    "before, after, line, sentence",
    [
        ("kind =", "kinds =", 3, "Did you mean 'kind'?"),
        ('"library"', '"libary"', 3, "is not a kind"),
        ("days = [3]", "days = [4]", 2, "are not those in the name"),
        ("seconds = 2", "second = 2", 4, "Did you mean 'seconds'?"),
        ("days = [3]", "days = [3]\nenvironment = { LEVEL = 3 }", 3, "It must be of type str."),
        ('tier = "full"', 'tier = "fool"', 13, "The tiers are: core, full, stretch."),
        ("points = 2", 'points = "2"', 16, "It must be of type int."),
        ("points = 2", "points = true", 16, "It must be of type int."),
        ('id = "second"', 'id = "first"', 7, "is there twice"),
        ('needs = ["first"]', 'needs = ["third"]', 13, "does not stand before it"),
        ('text = "The second thing holds"\n', "", 13, "lacks 'text'"),
        ("hint = [", "hnit = [", 19, "Did you mean 'hint'?"),
        ('title = "An exercise"', 'title = "An exercise', 1, "this is not TOML"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, before: str, after: str, line: int, sentence: str) -> None:
    assert before in _GOOD
    folder = _folder(tmp_path, _GOOD.replace(before, after))
    with pytest.raises(BadFile) as refusal:
        read_exercise(folder)
    assert sentence in str(refusal.value)
    assert "exercise.toml" in str(refusal.value)
    if "not TOML" not in sentence:
        assert f"exercise.toml:{line}:" in str(refusal.value)


@pytest.mark.parametrize(
    "folder, name",
    [
        ("weeks/week01/day03-bank-account", "day03"),
        ("weeks/week02/day08-09-task-manager", "day08-09"),
        ("weeks/week02/lab-regex", "lab-regex"),
        ("capstones/job-board", "capstone-job-board"),
    ],
)
def test_the_id_of_an_exercise_is_in_its_folders_name(folder: str, name: str) -> None:
    assert exercise_id(Path(folder)) == name
