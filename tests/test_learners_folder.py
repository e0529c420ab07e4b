"""In a learner's folder, tools work as they do anywhere: the settings of this project are not for them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.curriculum import COURSE

_TEST = """
import sys
import warnings
import pytest

@pytest.mark.slow
def test_warnings_and_new_marks_are_no_errors():
    warnings.warn("this is old", DeprecationWarning)

def test_what_the_grader_needs_is_not_loaded():
    assert not {"schemathesis", "hypothesis"} & sys.modules.keys()
"""


@pytest.fixture
def day(tmp_path: Path) -> Path:
    shutil.copy(COURSE / "pyproject.toml", tmp_path)
    day = tmp_path / "backend_journey" / "week01" / "day03"
    day.mkdir(parents=True)
    return day


def _run(day: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *words], cwd=day, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [[], ["--lf"]])
def test_pytest_is_as_it_comes(day: Path, words: list[str]) -> None:
    (day / "test_bank.py").write_text(_TEST, encoding="utf-8")
    finished = _run(day, "pytest", *words)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_mypy_is_as_it_comes(day: Path) -> None:
    (day / "length.py").write_text("def double(x):\n    return x + 1\n", encoding="utf-8")
    assert _run(day, "mypy", "length.py").stdout == "Success: no issues found in 1 source file\n"


def test_ruff_is_as_it_comes_and_looks_at_their_files(day: Path) -> None:
    (day / "length.py").write_text(f"import os\n\n{'x' * 100} = 1\n", encoding="utf-8")
    finished = _run(day, "ruff", "check", "--select=E501,F401", "--output-format=concise", ".")
    assert finished.stdout.count("length.py:") == 2, finished.stdout + finished.stderr
