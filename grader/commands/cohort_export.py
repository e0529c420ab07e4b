"""The results of a cohort in the format of another system."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from grader import names
from grader.cohort.roster import Learner
from grader.cohort.store import Results
from grader.commands.report import export
from grader.curriculum import Exercise, curriculum
from grader.render.formats import FORMATS
from grader.render.rows import Row
from grader.subject.scratch import Unusable


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="3, 1-7, week=3, lab-regex; everything if none")
    parser.add_argument("--format", choices=FORMATS, default="csv-scores", metavar="FORMAT", help="see journey report")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write it to a file")
    parser.add_argument("--into", metavar="FILE", type=Path, help="for canvas: the gradebook exported from there")
    parser.add_argument("--column", metavar="NAME", help="for canvas: the assignment that the points go to")
    parser.add_argument("--by", metavar="HEADING", help="the column of your table by which it knows people")


def run(arguments: argparse.Namespace) -> int:
    everything = curriculum()
    exercises = names.find(arguments.names, everything) if arguments.names else list(everything.exercises)
    rows = list(_rows(Results.existing(arguments.results), exercises, arguments.by))
    return export(rows, arguments)


def _rows(results: Results, exercises: list[Exercise], by: str | None) -> Iterator[Row]:
    for learner in results.learners():
        found = (results.latest(learner.id, exercise.id) for exercise in exercises)
        yield Row(_called(learner, by), [graded.report for graded in found if graded and graded.report])


def _called(learner: Learner, by: str | None) -> str:
    if by is None:
        return learner.id
    known = {heading.strip().lower(): value for heading, value in learner.known_as}
    value = {**known, "name": learner.name, "id": learner.id}.get(by.strip().lower())
    if value is None:
        columns = ", ".join(heading for heading, _ in learner.known_as) or "id, name"
        raise Unusable(f"Nothing is known as {by!r} of {learner.name}. There is: {columns}.")
    return value
