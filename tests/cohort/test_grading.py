"""A cohort is graded: only what has changed, nothing lost, nobody disturbed by another."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cohort.store import Results
from grader.curriculum import COURSE, Exercise

HandIn = Callable[..., Path]


@pytest.fixture
def journey(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def journey(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "grader", "cohort", *words, "--results", str(tmp_path / "results")]
        return subprocess.run(command, cwd=COURSE, capture_output=True, text=True, check=False, timeout=120)

    return journey


def verdicts(tmp_path: Path, learner: str) -> dict[str, str]:
    found = Results(tmp_path / "results").latest(learner, "day03")
    assert found is not None
    assert found.report is not None
    return {result.id: result.outcome for result in found.report.criteria}


def test_a_second_run_grades_only_what_has_changed(
    tmp_path: Path, hand_in: HandIn, journey, exercise: Exercise
) -> None:
    learners = str(tmp_path / "learners")
    hand_in("Amina")
    hand_in("Boris", part="starter", inside="")
    (tmp_path / "learners/Chen").mkdir()
    first = journey("grade", learners, "day03")
    assert (first.returncode, "3 learners: 2 to grade, 0 up to date" in first.stderr) == (0, True), first
    assert set(verdicts(tmp_path, "Amina").values()) <= {"passed", "mentor"}
    assert "failed" in verdicts(tmp_path, "Boris").values()

    hand_in("Boris", inside="")
    second = journey("grade", learners, "day03")
    assert "1 to grade, 1 up to date" in second.stderr
    assert "Boris, day03" in second.stdout
    assert "does not hold → holds (the work was changed)" in " ".join(second.stdout.split())
    assert len(list(Results(tmp_path / "results").history("Boris", "day03"))) == 2

    third = journey("grade", learners, "day03")
    assert "0 to grade, 2 up to date" in third.stderr
    assert "Boris, day03" in journey("changes").stdout


def test_all_get_the_same_inputs(tmp_path: Path, hand_in: HandIn, journey) -> None:
    hand_in("Amina")
    hand_in("Boris", part="starter")
    journey("grade", str(tmp_path / "learners"), "3")
    results = Results(tmp_path / "results")
    seeds = {results.latest(learner, "day03").report.seed for learner in ("Amina", "Boris")}  # type: ignore[union-attr]
    assert len(seeds) == 1


def test_one_that_cannot_be_read_disturbs_no_other(tmp_path: Path, hand_in: HandIn, journey) -> None:
    hand_in("Amina")
    place = tmp_path / "learners/Amina"
    (tmp_path / "group.csv").write_text(
        f"name,source\nAmina,{place}\nBoris,{tmp_path}/nowhere\nChen,{tmp_path}/none.bundle\nDora,ext::sh -c id\n"
    )
    done = journey("grade", str(tmp_path / "group.csv"), "3")
    assert done.returncode == 1
    assert set(verdicts(tmp_path, "Amina").values()) <= {"passed", "mentor"}
    assert "Boris, all: There is no folder" in done.stdout
    assert "Chen, all: git fetch" in done.stdout
    problems = json.loads((tmp_path / "results/problems.json").read_text())
    assert sorted(problems) == ["Boris", "Chen", "Dora"]


def test_a_repository_and_a_bundle_are_fetched(tmp_path: Path, hand_in: HandIn, journey) -> None:
    hand_in("Amina")
    place = tmp_path / "learners/Amina"
    for words in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "work"],
        ["bundle", "create", "--quiet", str(tmp_path / "boris.bundle"), "main", "HEAD"],
    ):
        subprocess.run(["git", *words], cwd=place, check=True, capture_output=True)
    (tmp_path / "list.txt").write_text(f"file://{place}\nboris.bundle\n")
    done = journey("grade", str(tmp_path / "list.txt"), "3")
    assert done.returncode == 0, done
    assert verdicts(tmp_path, "Amina") == verdicts(tmp_path, "boris")
    assert "0 to grade, 2 up to date" in journey("grade", str(tmp_path / "list.txt"), "3").stderr


def test_ctrl_c_keeps_what_is_graded_and_the_same_command_goes_on(tmp_path: Path, hand_in: HandIn, journey) -> None:
    for number in range(40):
        hand_in(f"learner-{number}")
    learners, results = str(tmp_path / "learners"), str(tmp_path / "results")
    command = [sys.executable, "-m", "grader", "cohort", "grade", learners, "3", "--results", results]
    running = subprocess.Popen(
        command, cwd=COURSE, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stderr is not None
    for line in running.stderr:
        if "%" in line:  # some are there
            break
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    kept = len(list(Path(results, "results").iterdir()))
    assert 0 < kept < 40
    assert f"{kept} of 40 graded and kept" in said
    assert not list(Path(results).rglob(".*.json-*"))
    assert f"{40 - kept} to grade, {kept} up to date" in journey("grade", learners, "3").stderr


def test_words_that_make_no_sense(tmp_path: Path, journey) -> None:
    assert journey("grade", str(tmp_path / "nobody")).returncode == 2
    assert "Make them with: journey cohort grade" in journey("changes").stderr
