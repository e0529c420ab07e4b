"""Which Python sets the course up. That it does, each run of CI shows."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from grader import bootstrap

_NOW = sys.version_info[1]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def _put(programs: Path, *minors: int) -> None:
    for minor in minors:
        program = programs / f"python3.{minor}"
        program.write_text(f'#!/bin/sh\necho "$@" > {programs}/told-{minor}\nexit 7\n')
        program.chmod(0o755)


def _told(programs: Path) -> dict[str, str]:
    return {path.name.removeprefix("told-"): path.read_text().strip() for path in programs.glob("told-*")}


@pytest.mark.parametrize(
    ("needed", "known", "there", "taken"),
    [
        (_NOW + 1, _NOW + 3, [_NOW + 1, _NOW + 3, _NOW + 4], _NOW + 3),  # this one is too old
        (_NOW + 1, _NOW + 3, [_NOW + 4], _NOW + 4),
        (_NOW - 2, _NOW - 1, [_NOW - 3, _NOW - 2], _NOW - 2),  # this one may be too new
    ],
)
def test_another_python_does_it(
    programs: Path, monkeypatch: pytest.MonkeyPatch, needed: int, known: int, there: list[int], taken: int
) -> None:
    monkeypatch.setattr(bootstrap, "NEEDED", (3, needed))
    monkeypatch.setattr(bootstrap, "KNOWN", (3, known))
    _put(programs, *there)
    assert bootstrap.main(["mongo"]) == 7
    assert _told(programs) == {str(taken): f"{bootstrap.COURSE}/grader/bootstrap.py mongo"}


def test_without_another_one_it_is_asked_for(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    del programs  # nothing is in it
    monkeypatch.setattr(bootstrap, "NEEDED", (3, _NOW + 1))
    assert bootstrap.main([]) == bootstrap.FAILED
    assert f"this is Python 3.{_NOW}" in capsys.readouterr().err


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A course that is set up without any package; gives what was fetched so far."""
    fetched: list[str] = []
    environment = tmp_path / ".venv"
    (tmp_path / "requirements.lock").write_text("one\n")
    for name, path in {
        "COURSE": tmp_path,
        "VENV": environment,
        "LOCK": tmp_path / "requirements.lock",
        "READY": environment / "ready",
        "PYTHON": environment / "python",
        "GUARD": tmp_path / ".setup.lock",
    }.items():
        monkeypatch.setattr(bootstrap, name, str(path))

    def make_environment() -> None:
        shutil.rmtree(environment, ignore_errors=True)
        environment.mkdir()
        (environment / "python").touch()

    monkeypatch.setattr(bootstrap, "make_environment", make_environment)
    monkeypatch.setattr(bootstrap, "make_known", lambda: None)
    monkeypatch.setattr(bootstrap, "fetch", lambda lock: fetched.append(Path(lock).stem.removeprefix("requirements")))
    return fetched


def test_what_was_asked_for_besides_is_there_after_a_new_lock_file(course: list[str], tmp_path: Path) -> None:
    assert (bootstrap.main([]), bootstrap.main(["mongo"]), bootstrap.main([])) == (0, 0, 0)
    assert course == ["", "-mongo"]
    (tmp_path / "requirements.lock").write_text("two\n")
    assert bootstrap.main([]) == 0
    assert course[2:] == ["", "-mongo"]


def test_it_is_there_as_well_if_setting_up_was_interrupted(
    course: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.main(["mongo"])
    (tmp_path / "requirements.lock").write_text("two\n")
    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "make_known", _stop)
        assert bootstrap.main([]) == 130
    course.clear()
    assert (bootstrap.main([]), bootstrap.main([])) == (0, 0)
    assert course == ["", "-mongo"]


def test_the_course_is_set_up_without_what_cannot_be_fetched_any_more(
    course: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.main(["mongo"])
    (tmp_path / "requirements.lock").write_text("two\n")

    def fetch(lock: str) -> None:
        if "mongo" in lock:
            raise bootstrap.Problem("there is none for this Python")

    monkeypatch.setattr(bootstrap, "fetch", fetch)
    assert bootstrap.main([]) == 0
    assert "Without what mongo needs, for now: make mongo. there is none for this Python" in capsys.readouterr().err
    assert bootstrap.main(["mongo"]) == bootstrap.FAILED


def _stop() -> None:
    raise KeyboardInterrupt


def test_one_that_may_be_too_new_is_named_if_packages_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bootstrap.too_new() == ""
    monkeypatch.setattr(bootstrap, "KNOWN", (3, _NOW - 1))
    assert f"Install Python 3.{_NOW - 1} beside it." in bootstrap.too_new()
