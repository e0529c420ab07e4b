"""A small course in a repository of its own, and a learner's branch in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.curriculum import COURSE

Run = Callable[..., subprocess.CompletedProcess[str]]
Git = Callable[..., str]
Solve = Callable[..., Path]
Commit = Callable[[], str]
EXERCISES = {
    "day03": "day03-bank-account",
    "day04": "day04-inheritance-composition",
    "lab-collections": "lab-collections",
}
PARTS = ("grader", *(f"weeks/week01/{name}" for name in EXERCISES.values()))


def environment(**more: str) -> dict[str, str]:
    """Nothing of whoever runs the tests: no CI, no git configuration."""
    left_out = ("GIT_", "GITHUB_", "JOURNEY_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return {**kept, **git, "COLUMNS": "100", "PYTHONUTF8": "1", **more}


@pytest.fixture(scope="session")
def committed_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("course"), PARTS)


def make_course(root: Path, parts: tuple[str, ...]) -> Path:
    for part in parts:
        shutil.copytree(COURSE / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.lock", "pyproject.toml", "Makefile", ".gitignore"):
        shutil.copy(COURSE / name, root / name)
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", "-A")
    run_git(root, "commit", "-qm", "The course")
    return root


@pytest.fixture
def course(committed_course: Path, tmp_path: Path) -> Path:
    """A copy with its history; the learner's branch is checked out."""
    root = tmp_path / "course"
    shutil.copytree(committed_course, root, symlinks=True)
    run_git(root, "checkout", "-q", "-b", "work")
    return root


def run_git(root: Path, *words: str, given: str | None = None) -> str:
    who = ("-c", "user.name=Amina", "-c", "user.email=amina@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *words], cwd=root, env=environment(), input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def git(course: Path) -> Git:
    return lambda *words, given=None: run_git(course, *words, given=given)


@pytest.fixture
def solve(course: Path) -> Solve:
    def put(name: str, part: str = "solution") -> Path:
        target = course / "backend_journey" / name
        shutil.copytree(course / "weeks/week01" / EXERCISES[name] / part, target)
        return target

    return put


@pytest.fixture
def commit(git: Git) -> Commit:
    def everything() -> str:
        git("add", "-A")
        git("commit", "-qm", "My work")
        return git("rev-parse", "HEAD")

    return everything


@pytest.fixture
def journey(course: Path) -> Run:
    """`journey pr` of this very course, as a person or a workflow runs it."""

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        code = f"import sys; sys.path[0] = {str(course)!r}; from grader.cli import main; sys.exit(main())"
        return subprocess.run(
            [sys.executable, "-c", code, "pr", *words],
            cwd=course,
            env=environment(**more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
