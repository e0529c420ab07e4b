"""Every format that a report can be shown in, by name."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

from grader.render import canvas, classroom50, exercism, github, github_summary, gradescope, junit, lti, markdown, table
from grader.render.rows import CannotExport, Rendered, Row, Setting, only_one, reports_of
from grader.render.terminal import render as terminal
from grader.render.text import Page


@dataclasses.dataclass(frozen=True)
class Format:
    """How a format is made, and what it is for, in a few words."""

    about: str
    render: Callable[[list[Row], Setting], Rendered]


def _text(rows: list[Row], setting: Setting) -> Rendered:
    page = Page(colour=setting.colour)
    for report in reports_of(rows):
        terminal(report, page, setting.verbose)
    return Rendered("\n".join(page.lines) + "\n")


def _record(rows: list[Row], _: Setting) -> Rendered:
    records = [report.as_dict() for report in reports_of(rows)]
    return Rendered(json.dumps(records, indent=2, ensure_ascii=False) + "\n")


def _html(rows: list[Row], _: Setting) -> Rendered:
    from grader.pages.single import together  # templates take a moment to load

    return Rendered(together(reports_of(rows)))


def _canvas(rows: list[Row], setting: Setting) -> Rendered:
    if setting.gradebook is None:
        raise CannotExport("Scores for Canvas go into a gradebook that was exported from there: add --into FILE.")
    return canvas.merge(rows, setting.gradebook, setting.column)


def _classroom50(rows: list[Row], setting: Setting) -> Rendered:
    origin = classroom50.Origin.of(setting.environment, setting.at)
    return Rendered(classroom50.render(reports_of(rows), origin))


def _lti(rows: list[Row], setting: Setting) -> Rendered:
    report = only_one(rows, "lti")
    return Rendered(lti.render(report, next(row.learner for row in rows if row.reports), setting.at))


FORMATS = {
    "text": Format("for a terminal", _text),
    "markdown": Format(
        "for a pull request",
        lambda rows, _: Rendered("\n".join(markdown.render(report) for report in reports_of(rows))),
    ),
    "html": Format("a page of its own for a browser", _html),
    "json": Format("the record itself, journey/report/v1", _record),
    "junit": Format("JUnit XML", lambda rows, _: Rendered(junit.render(reports_of(rows)))),
    "github": Format(
        "annotations for GitHub Actions", lambda rows, setting: Rendered(github.render(reports_of(rows), setting.root))
    ),
    "github-summary": Format(
        "for $GITHUB_STEP_SUMMARY", lambda rows, _: Rendered(github_summary.render(reports_of(rows)))
    ),
    "gradescope": Format(
        "results.json of Gradescope", lambda rows, _: Rendered(gradescope.render(only_one(rows, "gradescope")))
    ),
    "exercism": Format(
        "results.json of Exercism, version 3", lambda rows, _: Rendered(exercism.render(only_one(rows, "exercism")))
    ),
    "classroom50": Format("result.json of Classroom 50, inside its autograder.py", _classroom50),
    "canvas": Format("scores in a gradebook exported from Canvas (--into FILE)", _canvas),
    "lti": Format("a score for LTI 1.3 (--learner ID)", _lti),
    "csv": Format("a row for each criterion", lambda rows, _: Rendered(table.render_criteria(rows))),
    "csv-scores": Format("a row for each submission", lambda rows, _: Rendered(table.render_submissions(rows))),
}
