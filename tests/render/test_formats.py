"""The one place that knows all formats, and `journey report`, which offers them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from grader.commands import report as command
from grader.render.formats import FORMATS
from grader.render.rows import CannotExport
from grader.report import Report

from . import making
from .making import GRADEBOOK, judged, rows


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    """What the command finds; a test may put other reports there."""
    reports = [judged()]
    monkeypatch.setattr(command, "_reports", lambda names: reports)
    return reports


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.configure(parser)
    return command.run(parser.parse_args(words))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_offered_and_explained(name: str) -> None:
    parser = argparse.ArgumentParser()
    command.configure(parser)
    assert parser.parse_args(["--format", name]).format == name
    assert FORMATS[name].about in parser.format_help()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_one_report_of_one_learner(name: str) -> None:
    assert FORMATS[name].render(rows(judged()), making.SETTING).text


@pytest.mark.parametrize("name", ["gradescope", "exercism", "lti"])
def test_a_format_for_one_submission_says_so(name: str) -> None:
    with pytest.raises(CannotExport, match=f"format {name} describes one submission, and there are 2"):
        FORMATS[name].render(rows(judged(), judged()), making.SETTING)


def test_a_format_goes_to_standard_output(kept: list[Report], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    kept[0].criteria[0].text = "é \ud800"
    assert _run("--format", "json") == 0
    assert json.loads(capsysbinary.readouterr().out)[0]["criteria"][0]["text"] == "é \ud800"


def test_a_format_goes_to_a_file(kept: list[Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for name in ("junit", "text"):
        assert _run("--format", name, "--output", str(tmp_path / name)) == 0
    assert (tmp_path / "junit").read_text(encoding="utf-8").startswith("<?xml")
    assert "\x1b" not in (tmp_path / "text").read_text(encoding="utf-8")


def test_a_gradebook_is_filled_and_what_is_left_out_is_told(
    kept: list[Report], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "grades.csv"
    file.write_text(GRADEBOOK, encoding="utf-8")
    assert _run("--format", "canvas", "--into", str(file), "--learner", "amina") == 0
    said = capsys.readouterr()
    assert '"Diallo, Amina",71,S-1,amina,Section 1,,6,' in said.out
    assert "journey: 3 of 4 learners in the gradebook have no report" in said.err
    assert file.read_text(encoding="utf-8") == GRADEBOOK


@pytest.mark.parametrize(
    "words, said",
    [
        (["--format", "canvas"], "add --into FILE"),
        (["--format", "canvas", "--into", "nowhere.csv"], "nowhere.csv cannot be read: No such file or directory."),
        (["--format", "lti"], "--learner ID"),
        (["--output", "no/such/folder/x"], "cannot be written"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(
    kept: list[Report], words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(*words) == 2
    assert said in capsys.readouterr().err


def test_a_gradebook_that_is_no_text_is_a_sentence(
    kept: list[Report], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "g.csv").write_bytes(b"Student;ID\n\xff\xfe")
    assert _run("--format", "canvas", "--into", str(tmp_path / "g.csv")) == 2
    assert "is not in UTF-8" in capsys.readouterr().err


def test_no_result_for_classroom_50_where_the_grader_failed(
    kept: list[Report], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in making.ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    assert _run("--format", "classroom50") == 0
    kept[:] = [making.faulty()]
    assert _run("--format", "classroom50") == 3
    assert "grade it again" in capsys.readouterr().err


def test_the_lines_of_a_learner_are_known_from_the_root_of_the_repository(
    kept: list[Report], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept[0].submission["name"] = "/repo/backend_journey/day03"
    monkeypatch.setenv("GITHUB_WORKSPACE", "/repo")
    assert _run("--format", "github") == 0
    assert "file=backend_journey/day03/bank_system.py,line=14" in capsys.readouterr().out
