"""Whose grader judges: this one if it is the base's to the last byte, else the base's, with the base's packages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.pullrequest import base
from grader.pullrequest.git import Repository
from grader.subject.scratch import Unusable
from tests.pullrequest.conftest import Commit, environment


class Become(Exception):
    """In the place of a process that becomes another one."""


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be run; packages are neither linked nor installed."""
    made: list[list[str]] = []
    run = subprocess.run

    def recorded(words: list[str], **more: Any) -> subprocess.CompletedProcess[bytes]:
        if words[0] == "git":
            return run(words, **more)
        made.append([str(word) for word in words])
        return subprocess.CompletedProcess(words, 0)

    def become(_python: str, words: list[str], _environment: dict[str, str]) -> None:
        made.append(words)
        raise Become

    def share(folder: Path, _course: Path) -> None:
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").touch()

    monkeypatch.setattr(os, "environ", environment())
    monkeypatch.setattr(subprocess, "run", recorded)
    monkeypatch.setattr(os, "execve", become)
    monkeypatch.setattr(base, "_share_packages", share)
    return made


def hand_over(course: Path) -> Path:
    repository = Repository(course)
    target = repository.base("main")
    with pytest.raises(Become):
        base.hand_over(course, repository, target, repository.files(target.id, base.DECIDES), ["--base=main"])
    (copy,) = (course / ".cache" / "base").iterdir()
    return copy


def is_here(course: Path) -> bool:
    repository = Repository(course)
    return base.is_here(course, repository.files(repository.base("main").id, base.DECIDES))


def test_a_fresh_clone_is_the_base(course: Path, calls: list[list[str]]) -> None:
    assert is_here(course)
    (course / "grader/__pycache__").mkdir()
    (course / "grader/__pycache__/cli.pyc").touch()
    (course / "backend_journey").mkdir()
    assert is_here(course)


@pytest.mark.parametrize("name", ["grader/new.py", "weeks/week01/day03-bank-account/checks/conftest.py", "capstones/x"])
def test_what_git_does_not_know_or_ignores_counts(course: Path, calls: list[list[str]], name: str) -> None:
    (course / name).parent.mkdir(exist_ok=True)
    (course / name).touch()
    (course / ".git/info/exclude").write_text(f"{name}\n")
    assert not is_here(course)


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml", "grader/report.py"])
def test_a_change_that_git_was_told_to_overlook_counts(
    course: Path, calls: list[list[str]], git: Any, name: str
) -> None:
    git("update-index", "--assume-unchanged", name)
    (course / name).write_text("")
    assert not is_here(course)


def test_the_copy_is_the_base_and_is_kept(course: Path, calls: list[list[str]]) -> None:
    (course / "grader/report.py").write_text("")
    copy = hand_over(course)
    assert "class Report" in (copy / "grader/report.py").read_text()
    made = (copy / "grader").stat().st_mtime_ns
    assert hand_over(course) == copy
    assert (copy / "grader").stat().st_mtime_ns == made
    assert calls == [[str(copy / ".venv/bin/python"), "-I", "-m", "grader", "pr", "--base=main"]] * 2


def test_a_copy_that_was_changed_is_made_again(course: Path, calls: list[list[str]]) -> None:
    (course / "grader/report.py").write_text("")
    copy = hand_over(course)
    (copy / "grader/report.py").write_text("")
    assert "class Report" in (hand_over(course) / "grader/report.py").read_text()


def test_other_packages_are_installed_by_the_bases_own_bootstrap(
    course: Path, calls: list[list[str]], commit: Commit
) -> None:
    (course / "requirements.lock").write_text("something-else==1.0\n")
    commit()
    copy = hand_over(course)
    assert [call[-1] for call in calls] == [str(copy / "grader/bootstrap.py"), "--base=main"]
    assert calls[0][0] == getattr(sys, "_base_executable", sys.executable)


def test_a_base_before_pull_requests_is_told(course: Path, calls: list[list[str]], git: Any) -> None:
    git("checkout", "-q", "main")
    git("rm", "-q", "grader/commands/pr.py")
    git("commit", "-qm", "Before")
    repository = Repository(course)
    target = repository.base("main")
    with pytest.raises(Unusable, match="does not know pull requests yet"):
        base.hand_over(course, repository, target, repository.files(target.id, base.DECIDES), [])
