"""A mentor judges at a terminal; what was said is kept, and no grading touches it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cohort.reviews import Review, Reviews
from grader.cohort.roster import Learner
from grader.cohort.store import Results
from grader.curriculum import COURSE, curriculum
from grader.subject.scratch import Unusable

_BOARD = "capstone-job-board"


def review(results: Path, answers: str, *more: str, exercise: str = "day03") -> tuple[int, str]:
    """`journey review` at a terminal of its own, with what is typed there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "grader", "review", exercise, "--results", str(results), "--by", "Dora", *more]
    with subprocess.Popen(command, cwd=COURSE, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as asked:
        os.close(theirs)
        os.write(ours, answers.encode())
        said = asked.communicate(timeout=60)[0].decode()
    os.close(ours)
    return asked.returncode, said


@pytest.fixture
def results(tmp_path: Path, hand_in: Callable[..., Path]) -> Path:
    hand_in("Amina")
    Results(tmp_path / "results").remember([Learner("Amina", "Amina", str(tmp_path / "learners/Amina"))])
    return tmp_path / "results"


def test_a_verdict_and_a_comment_are_kept_and_asked_for_once(results: Path) -> None:
    status, said = review(results, 'maybe\nno\nPlease say "why", in one line.\n')
    assert status == 0, said
    assert "Type yes or no." in said
    (kept,) = Reviews(results).of("Amina", "day03").values()
    assert (kept.verdict, kept.comment, kept.by) == ("no", 'Please say "why", in one line.', "Dora")
    assert "All is judged." in review(results, "")[1]
    assert review(results, "yes\n\n", "--again")[0] == 0
    (again,) = Reviews(results).of("Amina", "day03").values()
    assert (again.verdict, again.comment) == ("yes", "")


def test_what_is_left_for_later_stays_open(results: Path) -> None:
    assert "1 is still to be judged." in review(results, "\n")[1]


def test_a_check_that_can_be_asked_for_is_named(results: Path) -> None:
    board = results.parent / "learners" / "Amina" / "backend_journey" / curriculum().exercise(_BOARD).folder
    board.mkdir(parents=True)
    (board / "Dockerfile").write_text("FROM scratch\n")
    said = review(results, "\n" * 9, exercise=_BOARD)[1]
    assert "make check name=capstone-job-board criterion=image-built work=FOLDER" in said


def test_an_unknown_learner(results: Path) -> None:
    status, said = review(results, "", "--learner", "Amena")
    assert status == 2
    assert "Did you mean Amina?" in said


def test_a_review_that_was_damaged_by_hand_says_where(results: Path) -> None:
    Reviews(results).keep("Amina", "day03", "pushed", Review("yes", "", "Dora", "2026-11-21"))
    path = next((results / "reviews").rglob("*.toml"))
    path.write_text(path.read_text() + "oops")
    with pytest.raises(Unusable, match=r"day03\.toml is not as it was written"):
        Reviews(results).of("Amina", "day03")


@pytest.mark.parametrize("comment", ['"""', "a\\b", "two\nlines", "\x7f\x00", "é ✓", "[day]\nverdict = 1"])
def test_any_comment_comes_back_as_it_was(tmp_path: Path, comment: str) -> None:
    Reviews(tmp_path).keep("Amina", "day03", "pushed", Review("no", comment, "Dora", "2026-11-21"))
    assert Reviews(tmp_path).of("Amina", "day03")["pushed"].comment == comment
