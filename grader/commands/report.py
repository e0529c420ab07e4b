"""The last report again, without grading: as text, Markdown or JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from grader import records, submission
from grader.commands.hint import one_or_touched
from grader.render.markdown import render as markdown
from grader.render.terminal import render as terminal
from grader.render.text import Page
from grader.report import Report


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="3, day3, week=1; what you touched last if none is named"
    )
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write it to a file")
    parser.add_argument("--verbose", "-v", action="store_true", help="transcripts of everything, in text")


def run(arguments: argparse.Namespace) -> int:
    reports = []
    for exercise in one_or_touched(arguments.names):
        report = records.last(exercise.id)
        if report is not None:
            reports.append(report)
        elif len(arguments.names) < 2 and submission.is_started(exercise):
            print(
                f"journey: {exercise.label} has no report yet. Make one: make check {exercise.command}", file=sys.stderr
            )
    if not reports:
        print("journey: there is no report yet. Make one with: make check", file=sys.stderr)
        return 2
    text = _text(reports, arguments)
    if arguments.output:
        arguments.output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


def _text(reports: list[Report], arguments: argparse.Namespace) -> str:
    if arguments.format == "json":
        return json.dumps([report.as_dict() for report in reports], indent=2, ensure_ascii=False) + "\n"
    if arguments.format == "markdown":
        return "\n".join(markdown(report) for report in reports)
    page = Page()
    for report in reports:
        terminal(report, page, arguments.verbose)
    return "\n".join(page.lines) + "\n"
