"""Tests that learners write are run in their folder as pytest runs them anywhere: our own settings are not for them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

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


def test_our_settings_are_not_for_learners(tmp_path: Path) -> None:
    shutil.copy(COURSE / "pyproject.toml", tmp_path)
    day = tmp_path / "backend_journey" / "week01" / "day03"
    day.mkdir(parents=True)
    (day / "test_bank.py").write_text(_TEST, encoding="utf-8")
    for words in ([], ["--lf"]):
        finished = subprocess.run(
            [sys.executable, "-m", "pytest", *words], cwd=day, capture_output=True, text=True, check=False
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
