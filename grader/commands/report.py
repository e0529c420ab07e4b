"""The last report again, without grading: as text, or in the format of another system."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from grader import records, submission
from grader.commands.hint import one_or_touched
from grader.curriculum import COURSE
from grader.render.formats import FORMATS
from grader.render.rows import CannotExport, Rendered, Row, Setting
from grader.report import Report

NO_SENSE = 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    width = max(map(len, FORMATS))
    formats = [f"  {name:{width}}  {each.about}" for name, each in FORMATS.items()]
    parser.epilog = "\n".join(["formats:", *formats])
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="3, day3, week=1; what you touched last if none is named"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", metavar="FORMAT", help="one of those below")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write it to a file")
    parser.add_argument("--verbose", "-v", action="store_true", help="transcripts of everything, in text")
    parser.add_argument("--learner", metavar="ID", default="", help="whose work it is: for canvas, lti and csv")
    parser.add_argument("--into", metavar="FILE", type=Path, help="for canvas: the gradebook exported from there")
    parser.add_argument("--column", metavar="NAME", help="for canvas: the assignment that the points go to")


def run(arguments: argparse.Namespace) -> int:
    reports = _reports(arguments.names)
    if not reports:
        print("journey: there is no report yet. Make one with: make check", file=sys.stderr)
        return NO_SENSE
    return export([Row(arguments.learner, reports)], arguments)


def export(rows: list[Row], arguments: argparse.Namespace) -> int:
    """Write the rows in the format asked for, and what is to be said of it beside."""
    try:
        rendered = FORMATS[arguments.format].render(rows, _setting(arguments))
        _write(rendered, arguments)
    except CannotExport as error:
        print(f"journey: {error}", file=sys.stderr)
        return error.status
    for note in rendered.notes:
        print(f"journey: {note}", file=sys.stderr)
    return 0


def _reports(names: list[str]) -> list[Report]:
    reports = []
    for exercise in one_or_touched(names):
        report = records.last(exercise.id)
        if report is not None:
            reports.append(report)
        elif len(names) < 2 and submission.is_started(exercise):
            print(
                f"journey: {exercise.label} has no report yet. Make one: make check {exercise.command}", file=sys.stderr
            )
    return reports


def _setting(arguments: argparse.Namespace) -> Setting:
    return Setting(
        root=os.environ.get("GITHUB_WORKSPACE") or str(COURSE),
        gradebook=_read(arguments.into) if arguments.into else None,
        column=arguments.column,
        environment=os.environ,
        verbose=getattr(arguments, "verbose", False),
        colour=False if arguments.output else None,
    )


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise CannotExport(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CannotExport(
            f"{path} is not in UTF-8. Export it in Canvas again, and do not save it in between."
        ) from None


def _write(rendered: Rendered, arguments: argparse.Namespace) -> None:
    """What is no text, a lone half of a character, is written as its number."""
    target: Path | None = arguments.output
    for_eyes = target is None and arguments.format == "text"
    data = rendered.text.encode(sys.stdout.encoding if for_eyes else "utf-8", "backslashreplace")
    if target is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        target.write_bytes(data)
    except OSError as error:
        raise CannotExport(f"{target} cannot be written: {error.strerror}.") from None
