"""The commands as people type them, each in a process of its own, over a course with work of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cli import COMMANDS
from grader.curriculum import COURSE

Journey = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the grader with day 3 and day 5 only, so that the learner's folder is ours to fill."""
    for part in ("grader", "weeks/week01/day03-bank-account", "weeks/week01/day05-dataclasses-types"):
        shutil.copytree(COURSE / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.lock", "pyproject.toml", "Makefile"):
        shutil.copy(COURSE / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def journey(course: Path) -> Journey:
    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        code = f"import sys; sys.path[0] = {str(course)!r}; from grader.cli import main; sys.exit(main())"
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=course,
            env={**os.environ, "COLUMNS": "100", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def _solve(course: Path) -> None:
    shutil.copytree(course / "weeks/week01/day03-bank-account/solution", course / "backend_journey/day03")


def test_help_names_every_command(journey: Journey) -> None:
    shown = journey("--help")
    assert shown.returncode == 0
    assert all(name in shown.stdout for name in COMMANDS)


def test_an_unknown_command_offers_the_nearest(journey: Journey) -> None:
    shown = journey("chekc")
    assert shown.returncode == 2
    assert "Did you mean check?" in shown.stderr


def test_checking_begins_what_is_not_begun_and_says_what_is_next(journey: Journey, course: Path) -> None:
    shown = journey("check", "3")
    assert shown.returncode == 1
    assert "Started Day 3 in backend_journey/day03" in shown.stderr
    assert "✗ person-created" in shown.stdout
    assert "Next: person-created." in shown.stdout
    assert (course / "backend_journey/day03/person.py").exists()


def test_good_work_earns_all_and_the_next_exercise_is_named(journey: Journey, course: Path) -> None:
    _solve(course)
    shown = journey("check", "day3")
    assert shown.returncode == 0
    assert "core 2/2   full 8/8   stretch 1/1" in shown.stdout
    assert "Next: make start day=5" in shown.stdout


def test_with_no_name_the_exercise_touched_last_is_checked(journey: Journey, course: Path) -> None:
    _solve(course)
    assert "Day 3" in journey("check").stdout


@pytest.mark.parametrize("words, status", [(["99"], 2), (["bank"], 2), (["3", "--work", "nowhere"], 2)])
def test_a_request_that_makes_no_sense_ends_with_2(journey: Journey, words: list[str], status: int) -> None:
    shown = journey("check", *words)
    assert shown.returncode == status
    assert shown.stderr.startswith("journey: ")
    assert "Traceback" not in shown.stderr


def test_a_broken_file_of_the_course_is_the_graders_fault(journey: Journey, course: Path) -> None:
    toml = course / "weeks/week01/day03-bank-account/exercise.toml"
    toml.write_text(toml.read_text().replace("kind =", "kinds ="))
    shown = journey("check", "3", "--work", "solution")
    assert shown.returncode == 3
    assert "Did you mean 'kind'?" in shown.stderr


def test_a_check_that_is_at_fault_is_told_apart(journey: Journey, course: Path) -> None:
    checks = course / "weeks/week01/day03-bank-account/checks/test_bank_system.py"
    checks.write_text(checks.read_text().replace('assert person.name == "Amina"', "undefined_name()"))
    shown = journey("check", "3", "--work", "solution")
    assert shown.returncode == 3
    assert "The grader itself failed here. Your work is not at fault." in shown.stdout
    assert "Please open an issue" in shown.stderr


def test_only_one_criterion_is_checked_with_what_it_needs(journey: Journey) -> None:
    shown = journey("check", "3", "--work", "solution", "--criterion", "overdraw-refused", "--json", "-")
    (record,) = json.loads(shown.stdout)
    assert [result["id"] for result in record["criteria"]] == [
        "account-created",
        "deposit-adds",
        "withdraw-subtracts",
        "overdraw-refused",
    ]


def test_the_record_is_versioned_and_complete(journey: Journey, course: Path) -> None:
    journey("check", "3", "--work", "starter", "--json", "report.json")
    (record,) = json.loads((course / "report.json").read_text())
    assert record["format"] == "journey/report/v1"
    assert record["points"] == {"core": [0, 2], "full": [1, 8], "stretch": [0, 1]}
    failed = record["criteria"][0]
    assert failed["passed"] is False
    assert failed["cause"]["expected"] == "'Amina'"
    assert failed["transcript"][-1] == {"kind": "out", "text": "''"}
    assert set(record["receipt"]) >= {"checks", "lock", "engine", "python", "services"}


def test_the_same_seed_asks_the_same(journey: Journey) -> None:
    words = ("check", "3", "--work", "starter", "--json", "-")
    records = [json.loads(journey(*words, "--seed", seed).stdout)[0] for seed in ("7", "7", "8")]
    asked = [[line["text"] for line in record["criteria"][0]["transcript"]] for record in records]
    assert asked[0] == asked[1]
    assert asked[0] != asked[2]


def test_hints_come_one_at_a_time(journey: Journey) -> None:
    journey("start", "3")
    first, second, third = (journey("hint", "3").stdout for _ in range(3))
    assert "1." in first
    assert "2." not in first
    assert "2." in second
    assert "That was all." in third


def test_the_solution_is_not_shown_before_the_core_holds(journey: Journey, course: Path) -> None:
    journey("start", "3")
    shown = journey("solution", "3")
    assert shown.returncode == 1
    assert "class Person" not in shown.stdout
    assert "class Person" in journey("solution", "3", "--yes").stdout
    shutil.rmtree(course / "backend_journey/day03")
    _solve(course)
    journey("check", "3")
    assert "class Person" in journey("solution", "3").stdout


def test_the_map_shows_what_is_reached(journey: Journey, course: Path) -> None:
    assert "not started" in journey("progress").stdout
    _solve(course)
    journey("check", "3")
    assert "core 2/2  full 8/8  stretch 1/1" in journey("progress").stdout


def test_the_last_report_comes_again(journey: Journey, course: Path) -> None:
    assert journey("report").returncode == 2
    _solve(course)
    journey("check", "3")
    assert "overdraw-refused" in journey("report", "3").stdout
    assert "| ✓ holds | `overdraw-refused` |" in journey("report", "3", "--format", "markdown").stdout
    assert json.loads(journey("report", "3", "--format", "json").stdout)[0]["exercise"]["id"] == "day03"


def test_a_narrow_terminal_without_colour_or_unicode_is_readable(journey: Journey) -> None:
    shown = journey("check", "3", "--work", "starter", COLUMNS="40", PYTHONIOENCODING="ascii", NO_COLOR="1")
    assert "Traceback" not in shown.stderr
    assert "X  person-created" in shown.stdout
    assert "\x1b" not in shown.stdout


def test_a_new_exercise_works_at_once(journey: Journey) -> None:
    assert journey("new", "lab-greeting", "--week", "1").returncode == 0
    assert journey("sync").returncode == 0
    proved = journey("proof", "lab-greeting", "--update")
    assert proved.returncode == 0, proved.stdout
    assert journey("new", "lab-greeting", "--week", "1").returncode == 2
    assert journey("new", "Lab Greeting").returncode == 2
