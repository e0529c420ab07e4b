"""Plain CSV: what a spreadsheet gets is numbers and text, never a formula."""

from __future__ import annotations

import csv
import io

import pytest

from grader.render.cells import disarmed, number_or_text
from grader.render.table import render_criteria, render_submissions

from . import making
from .making import HOSTILE, judged, rows


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_criterion_has_a_row() -> None:
    found = _read(render_criteria(rows(judged())))
    assert [(row["criterion"], row["outcome"], row["earned"], row["points"]) for row in found] == [
        ("account-created", "passed", "2", "2"),
        ("overdraw-refused", "failed", "0", "3"),
        ("history-kept", "skipped", "0", "1"),
        ("balance-told", "passed", "4", "4"),
        ("screenshot-there", "mentor", "", ""),
        ("odd-amounts", "passed", "5", "5"),
        ("interest", "failed", "0", "6"),
    ]
    assert (found[1]["learner"], found[1]["file"], found[1]["line"]) == ("amina", "bank_system.py", "14")


def test_each_submission_has_a_row() -> None:
    (row, fault) = _read(render_submissions(rows(judged(), making.faulty())))
    assert {name: row[name] for name in ("score", "possible", "core", "full", "stretch", "stretch_possible")} == {
        "score": "6",
        "possible": "10",
        "core": "2",
        "full": "4",
        "stretch": "5",
        "stretch_possible": "11",
    }
    assert [row[name] for name in ("passed", "failed", "skipped", "mentor", "fault")] == ["3", "2", "1", "1", "0"]
    assert (fault["score"], fault["fault"]) == ("", "1")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("render", [render_criteria, render_submissions])
def test_no_cell_is_a_formula(render: type, text: str) -> None:
    shown = render(rows(making.hostile(text), learner=text))
    found = list(csv.reader(io.StringIO(shown, newline="")))
    assert {len(row) for row in found} == {len(found[0])}
    assert all(not cell.lstrip().startswith(("=", "+", "-", "@")) for row in found for cell in row)
    assert all(len(cell) < 32_767 for row in found for cell in row)


def test_text_is_quoted_and_numbers_are_not() -> None:
    assert render_criteria(rows(judged())).splitlines()[1].startswith('"amina","day03","A bank account",')
    assert ',2,2,0.0,"' in render_criteria(rows(judged()))


@pytest.mark.parametrize("text", ["=1", " =1", "\t=1", "+1", "-1", "@x", "\n=1", "\ufeff=1", "\uff1d1", "|x"])
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert disarmed(text).startswith("'")
    assert disarmed(disarmed(text)) == disarmed(text)


@pytest.mark.parametrize("text", ["", "-", "-30", "4.50", "1,5", "80%", " 3 ", "    Points Possible", "EX"])
def test_numbers_and_plain_words_stay(text: str) -> None:
    assert number_or_text(text) == text
