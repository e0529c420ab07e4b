"""What exporters are given: reports, whose they are, and what the report itself cannot know."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime

from grader.report import Report

NO_SENSE, GRADER_FAILED = 2, 3


class CannotExport(Exception):
    """This format cannot say it. The message says why, and what to do."""

    def __init__(self, message: str, status: int = NO_SENSE) -> None:
        super().__init__(message)
        self.status = status


@dataclasses.dataclass(frozen=True)
class Row:
    """One learner and the reports on their submissions, one for each exercise."""

    learner: str
    reports: list[Report]


@dataclasses.dataclass(frozen=True)
class Setting:
    """What a format needs beside the reports."""

    at: datetime = dataclasses.field(default_factory=lambda: datetime.now(UTC))
    root: str = ""
    gradebook: str | None = None
    column: str | None = None
    environment: Mapping[str, str] = dataclasses.field(default_factory=dict)
    verbose: bool = False
    colour: bool | None = False


@dataclasses.dataclass(frozen=True)
class Rendered:
    """The text of a format, and sentences for whoever asked for it."""

    text: str
    notes: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True)
class Score:
    """Points: `earned` of `possible` in core and full; stretch is extra."""

    earned: int
    possible: int
    extra: int
    extra_possible: int


def score(report: Report) -> Score:
    core, full, stretch = (report.points(tier) for tier in ("core", "full", "stretch"))
    return Score(core[0] + full[0], core[1] + full[1], *stretch)


def reports_of(rows: list[Row]) -> list[Report]:
    return [report for row in rows for report in row.reports]


def only_one(rows: list[Row], name: str) -> Report:
    reports = reports_of(rows)
    if len(reports) != 1:
        raise CannotExport(
            f"The format {name} describes one submission, and there are {len(reports)}. "
            f"Name one exercise, such as: journey report 3 --format {name}"
        )
    return reports[0]
