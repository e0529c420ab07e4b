"""Every item of a roadmap is covered by a criterion, and every criterion names items that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import tracks
from grader.cli import main
from grader.tomlfile import BadFile
from grader.tracks import coverage, read_track

_ITEMS = [item for track in tracks.tracks().values() for item in track.items]


def test_every_item_is_covered() -> None:
    assert [item for item in _ITEMS if item not in coverage()] == []


def test_every_reference_names_an_item() -> None:
    unknown = {
        item: [f"{exercise.id}: {criterion.id}" for exercise, criterion in found]
        for item, found in coverage().items()
        if item not in _ITEMS
    }
    assert unknown == {}


def test_no_item_stands_twice() -> None:
    assert len(_ITEMS) == len(set(_ITEMS))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('title = "T"\n', "lacks 'about'"),
        ('title = "T"\nabout = "A"\nparts = []\n', "Did you mean 'part'?"),
        ('title = "T"\nabout = "A"\n[[part]]\nname = "p"\ntitle = "P"\n', "lacks 'items'"),
    ],
)
def test_a_track_that_is_not_right_is_told(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text)
    with pytest.raises(BadFile, match=rf"{file}:\d+: .*{problem}"):
        read_track(file)


def test_all_tracks_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tracks"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in tracks.tracks())


def test_a_track_is_shown_in_its_own_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tracks", "six-phases"]) == 0
    shown = capsys.readouterr().out
    assert shown.index("Phase 1") < shown.index("word frequency  (lab-word-frequency)") < shown.index("Phase 2")


def test_an_unknown_track_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tracks", "six-fases"]) == 2
    assert "Did you mean six-phases" in capsys.readouterr().err
