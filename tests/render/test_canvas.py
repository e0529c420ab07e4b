"""Scores in a gradebook of Canvas: the cells they belong to, nothing else, and a word for all that is left out."""

from __future__ import annotations

import csv
import io

import pytest

from grader.render.canvas import merge
from grader.render.rows import CannotExport, Row
from grader.report import PASSED, Report

from . import making
from .making import GRADEBOOK, HOSTILE, faulty, judged, report, result

_DAY_3, _DAY_5, _ESSAY, _WEEK = 6, 7, 8, 9


def _cells(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _day_5(*results: making.Result) -> Report:
    exercise = {"id": "day05", "title": "Typed records", "label": "Day 5", "command": "day=5"}
    return report(*(results or (result("a", PASSED, points=4),)), exercise=exercise)


def test_a_score_goes_to_its_row_and_column_in_the_points_of_the_gradebook() -> None:
    merged = merge([Row("amina", [judged(), _day_5()])], GRADEBOOK)
    before, after = _cells(GRADEBOOK), _cells(merged.text)
    before[3][_DAY_3], before[3][_DAY_5] = "6", "20"
    before[5][0] = "'" + before[5][0]
    assert after == before
    assert merged.notes == ["3 of 4 learners in the gradebook have no report; their cells are as before."]


def test_what_canvas_needs_to_read_it_again_is_there() -> None:
    merged = _cells(merge([Row("amina", [judged()])], GRADEBOOK).text)
    assert merged[0] == _cells(GRADEBOOK)[0]
    assert merged[2][0] == "    Points Possible"
    assert merged[2][_DAY_3] == "10.00"
    assert merged[1][_DAY_3] == "Manual Posting"


@pytest.mark.parametrize("learner", ["amina", "AMINA", "71", "S-1", "Diallo, Amina", "Amina  Diallo"])
def test_a_learner_is_found_by_login_number_or_name(learner: str) -> None:
    assert _cells(merge([Row(learner, [judged()])], GRADEBOOK).text)[3][_DAY_3] == "6"


def test_who_is_not_there_is_told() -> None:
    merged = merge([Row("nobody@example.org", [judged()]), Row("", [judged()])], GRADEBOOK)
    assert merged.notes[:2] == [
        "nobody@example.org is not in the gradebook, so nothing is filled in.",
        "A submission belongs to nobody, so it is not filled in. Say whose it is with --learner ID.",
    ]
    assert _cells(merged.text)[3:5] == _cells(GRADEBOOK)[3:5]


def test_nobody_is_filled_in_where_it_may_be_two() -> None:
    twice = GRADEBOOK + '"Diallo, Amina",75,S-9,amina2,Section 2,,,,,,,,\n'
    merged = merge([Row("Amina Diallo", [judged()])], twice)
    assert merged.notes[0] == "Amina Diallo may be 2 learners in the gradebook, so nobody is filled in."
    assert _cells(merged.text)[3][_DAY_3] == ""


def test_two_submissions_of_one_learner_are_told() -> None:
    merged = merge([Row("amina", [judged()]), Row("71", [report(result("a", PASSED, points=10))])], GRADEBOOK)
    assert merged.notes[0] == "71 and amina are one row: only the latter is filled in."
    assert _cells(merged.text)[3][_DAY_3] == "6"


def test_a_changed_score_is_told() -> None:
    merged = merge([Row("chi@example.org", [judged()])], GRADEBOOK)
    assert merged.notes[0] == "chi@example.org, Day 3: 3.00 becomes 6."


def test_who_is_excused_or_not_asked_stays_so() -> None:
    rows = [Row("chi@example.org", [_day_5()]), Row("zoë", [_day_5(), judged()])]
    merged = merge(rows, GRADEBOOK)
    assert "chi@example.org, Day 5: Typed records: EX stays as it is." in merged.notes
    assert "zoë, Day 5: Typed records: N/A stays as it is." in merged.notes
    assert _cells(merged.text)[5][_DAY_3] == "6"


def test_a_fault_of_the_grader_is_no_score() -> None:
    merged = merge([Row("amina", [faulty()])], GRADEBOOK)
    assert _cells(merged.text)[3][_DAY_3] == ""
    assert merged.notes[0].startswith("amina, Day 3: not filled in. The grader itself failed on 1 of 2 criteria")


@pytest.mark.parametrize("column", ["Week 1, all days", "Week 1, all days (1204)"])
def test_several_exercises_may_fill_one_column(column: str) -> None:
    rows = [Row("amina", [judged(), _day_5()]), Row("chi@example.org", [_day_5()])]
    merged = _cells(merge(rows, GRADEBOOK, column).text)
    assert [merged[3][_WEEK], merged[4][_WEEK]] == ["71.43", "28.57"]
    assert merged[3][_DAY_3] == ""


@pytest.mark.parametrize("column", ["Day 30", "Notes", "Section", "Current Score", "Final Score", ""])
def test_a_column_that_is_no_assignment_is_refused(column: str) -> None:
    with pytest.raises(CannotExport, match=r"No assignments in this gradebook are called.*Day 3, Day 5: Typed records"):
        merge([Row("amina", [judged()])], GRADEBOOK, column)


def test_an_exercise_without_a_column_is_told() -> None:
    other = report(exercise={"id": "day09", "title": "Other", "label": "Day 9", "command": "day=9"})
    merged = merge([Row("amina", [judged(), other])], GRADEBOOK)
    assert merged.notes[0].startswith("Day 9 has no columns in this gradebook")
    with pytest.raises(CannotExport, match=r"Day 9 has no columns.*--column"):
        merge([Row("amina", [other])], GRADEBOOK)


def test_a_column_that_canvas_does_not_read_is_not_filled() -> None:
    merged = merge([Row("amina", [judged()])], GRADEBOOK.replace("10.00", "(read only)"))
    assert merged.notes[0] == "The column Day 3 is read only in Canvas, so it is not filled in."
    assert _cells(merged.text)[3][_DAY_3] == ""


@pytest.mark.parametrize("most, filled", [("", "6"), ("5", "3"), ("10,00", "6"), ("0", "0"), ("7", "4.2")])
def test_points_are_scaled_to_those_of_the_gradebook(most: str, filled: str) -> None:
    gradebook = f'Student,ID,Section,Day 3 (1)\n    Points Possible,,,"{most}"\nA,1,S,\n'
    assert _cells(merge([Row("1", [judged()])], gradebook).text)[2][3] == filled


def test_a_gradebook_with_semicolons_and_a_mark_at_its_beginning_stays_so() -> None:
    gradebook = (
        "\ufeffStudent;ID;SIS Login ID;Section;Day 3 (1)\n    Points Possible;;;;10,00\nDiallo, Amina;1;amina;S;\n"
    )
    merged = merge([Row("amina", [judged()])], gradebook)
    assert merged.text == gradebook.replace("S;\n", "S;6\n")


def test_names_in_two_columns_are_names() -> None:
    gradebook = (
        "LastName,FirstName,ID,SIS Login ID,Section,Day 3 (1)\n    Points Possible,,,,,10\nDiallo,Amina,1,x,S,\n"
    )
    assert _cells(merge([Row("Amina Diallo", [judged()])], gradebook).text)[2][5] == "6"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00", 'Student,ID\n"', "Student;ID,x\n"])
def test_another_file_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(CannotExport, match="gradebook"):
        merge([Row("amina", [judged()])], text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(
        [
            ["Student", "ID", "SIS Login ID", "Section", "Day 3 (1)", f"{text[:1000]} (2)"],
            ["    Points Possible", "", "", "", "10", ""],
            [text[:1000], "1", "amina", text[:1000], "", text[:1000]],
        ]
    )
    merged = _cells(merge([Row("amina", [judged()])], file.getvalue()).text)
    assert merged[2][4] == "6"
    assert all(not cell.lstrip().startswith(("=", "+", "-", "@")) for row in merged for cell in row)


def test_a_heading_without_a_number_is_not_renamed() -> None:
    gradebook = "Student,ID,Section,=notes,=Day 3 (1)\n    Points Possible,,,,10\nA,1,S,-30,\n"
    merged = _cells(merge([Row("1", [judged()])], gradebook, "=Day 3").text)
    assert merged[0][3:] == ["=notes", "'=Day 3 (1)"]
    assert merged[2][3:] == ["-30", "6"]


def test_a_cell_of_millions_of_signs_is_refused_with_a_sentence() -> None:
    with pytest.raises(CannotExport, match="not a CSV file: field larger than field limit"):
        merge([Row("amina", [judged()])], GRADEBOOK.replace("late", HOSTILE["long"]))
