"""Which Python sets the course up. That it does, each run of CI shows."""

from __future__ import annotations

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


def test_one_that_may_be_too_new_is_named_if_packages_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bootstrap.too_new() == ""
    monkeypatch.setattr(bootstrap, "KNOWN", (3, _NOW - 1))
    assert f"Install Python 3.{_NOW - 1} beside it." in bootstrap.too_new()
