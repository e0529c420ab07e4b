"""Scores, filled into a gradebook that was exported from Canvas. Nothing else in it changes."""

from __future__ import annotations

import dataclasses
import re

from grader.render.canvas_file import Gradebook
from grader.render.rows import CannotExport, Rendered, Row, score
from grader.render.story import faults, flat
from grader.report import Report

_KEPT = ("ex", "n/a")  # excused, and not assigned to this learner


@dataclasses.dataclass(frozen=True)
class _Column:
    """A column of the gradebook and the exercises whose points it holds."""

    place: int
    title: str
    points: dict[str, int]


def merge(rows: list[Row], gradebook: str, column: str | None = None) -> Rendered:
    """The gradebook with these scores, and a sentence for everything that could not be filled in.

    The column of an exercise has its id, label or title for a name. With `column`, all exercises go into that one.
    """
    book = Gradebook(gradebook)
    notes: list[str] = []
    columns = _columns(rows, book, column, notes)
    taken: dict[int, str] = {}
    for row in rows:
        found = book.find(row.learner)
        if len(found) != 1:
            notes.append(_not_found(row.learner, found))
        elif id(found[0]) in taken:
            notes.append(
                f"{flat(row.learner)} and {flat(taken[id(found[0])])} are one row: only the latter is filled in."
            )
        else:
            taken[id(found[0])] = row.learner
            for each in columns:
                _fill(found[0], row, each, book, notes)
    left = len(book.learners()) - len(taken)
    if left:
        notes.append(
            f"{left} of {len(book.learners())} learners in the gradebook have no report; their cells are as before."
        )
    return Rendered(book.text(), notes)


def _columns(rows: list[Row], book: Gradebook, column: str | None, notes: list[str]) -> list[_Column]:
    exercises = {report.exercise["id"]: report for row in rows for report in row.reports}
    points = {name: max(_possible(rows, name)) for name in exercises}
    there = book.assignments()
    known = "The assignments there are: " + (", ".join(map(flat, there.values())) or "none") + "."
    if column is not None:
        place = _named(column, book, known)
        columns = [_Column(place, there[place], points)]
        return [each for each in columns if _is_open(each, book, notes)]
    columns = []
    for name, report in exercises.items():
        places = [place for place, title in there.items() if _plain(title) in _called(report)]
        if len(places) == 1:
            columns.append(_Column(places[0], there[places[0]], {name: points[name]}))
        else:
            notes.append(
                f"{flat(report.exercise['label'])} has {len(places) or 'no'} columns in this gradebook, so it is not "
                f"filled in. Name one with --column. {known}"
            )
    if exercises and not columns:
        raise CannotExport(" ".join(notes))
    return [each for each in columns if _is_open(each, book, notes)]


def _named(column: str, book: Gradebook, known: str) -> int:
    names = {place: (title, book.heading[place].strip()) for place, title in book.assignments().items()}
    places = [place for place, called in names.items() if column.strip() in called]
    if len(places) != 1:
        raise CannotExport(
            f"{len(places) or 'No'} assignments in this gradebook are called {flat(column)!r}, "
            f"and a new heading would make a new assignment in Canvas. {known}"
        )
    return places[0]


def _is_open(column: _Column, book: Gradebook, notes: list[str]) -> bool:
    if re.search(r"read\s+only", book.possible(column.place)):
        notes.append(f"The column {flat(column.title)} is read only in Canvas, so it is not filled in.")
        return False
    if not sum(column.points.values()):
        notes.append(f"{flat(column.title)} has no points that a machine can give, so it is not filled in.")
        return False
    return True


def _fill(cells: list[str], row: Row, column: _Column, book: Gradebook, notes: list[str]) -> None:
    reports = [report for report in row.reports if report.exercise["id"] in column.points]
    before, who = cells[column.place].strip(), f"{flat(row.learner)}, {flat(column.title)}"
    if not reports:
        return
    if before.casefold() in _KEPT:
        notes.append(f"{who}: {before} stays as it is.")
        return
    if trouble := next(filter(None, map(faults, reports)), None):
        notes.append(f"{who}: not filled in. {trouble}")
        return
    latest = {report.exercise["id"]: score(report).earned for report in reports}
    now = _scaled(sum(latest.values()), sum(column.points.values()), book.possible(column.place))
    if before not in ("", "-") and _number(before) != _number(now):
        notes.append(f"{who}: {flat(before)} becomes {now}.")
    cells[column.place] = now


def _scaled(earned: int, possible: int, most: str) -> str:
    """In the points of the gradebook, which may be worth another number than ours."""
    whole = _number(most)
    points = earned if whole is None else earned / possible * whole
    return f"{points:.2f}".rstrip("0").rstrip(".")


def _number(text: str) -> float | None:
    """As Canvas reads it: the last comma or point begins the decimals."""
    if not re.fullmatch(r"-?\d[\d.,]*", text):
        return None
    *whole, last = re.split("[.,]", text)
    return float(f"{''.join(whole)}.{last}" if whole else last)


def _possible(rows: list[Row], name: str) -> list[int]:
    return [score(report).possible for row in rows for report in row.reports if report.exercise["id"] == name]


def _called(report: Report) -> set[str]:
    name, label, title = (report.exercise[key] for key in ("id", "label", "title"))
    return {_plain(text) for text in (name, label, title, f"{label} {title}", f"{name} {title}")}


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _not_found(learner: str, found: list[list[str]]) -> str:
    if not learner:
        return "A submission belongs to nobody, so it is not filled in. Say whose it is with --learner ID."
    if found:
        return f"{flat(learner)} may be {len(found)} learners in the gradebook, so nobody is filled in."
    return f"{flat(learner)} is not in the gradebook, so nothing is filled in."
