"""Plain CSV: a row for each criterion of each learner, or a row for each submission."""

from __future__ import annotations

from grader.render.cells import Cell, write
from grader.render.rows import Row, score
from grader.render.story import tell
from grader.report import FAULT, MENTOR, SKIPPED, Report, Result

_CRITERION = "learner exercise title criterion tier outcome earned points seconds text reason file line".split()
_SUBMISSION = (
    "learner exercise title score possible core core_possible full full_possible stretch stretch_possible "
    "passed failed skipped mentor fault seconds digest engine checks seed".split()
)
_OUTCOMES = ("passed", "failed", SKIPPED, MENTOR, FAULT)


def render_criteria(rows: list[Row]) -> str:
    return write(
        [
            _CRITERION,
            *(
                _criterion(row.learner, report, result)
                for row in rows
                for report in row.reports
                for result in report.criteria
            ),
        ]
    )


def render_submissions(rows: list[Row]) -> str:
    return write([_SUBMISSION, *(_submission(row.learner, report) for row in rows for report in row.reports)])


def _criterion(learner: str, report: Report, result: Result) -> list[Cell]:
    """What has no verdict of a machine has no points: these cells stay empty."""
    judged = result.outcome not in (MENTOR, FAULT)
    where = (result.cause.where if result.cause else None) or {}
    return [
        learner,
        report.exercise["id"],
        report.exercise["title"],
        result.id,
        result.tier,
        result.outcome,
        (result.points if result.passed else 0) if judged else None,
        result.points if result.outcome != MENTOR else None,
        round(result.seconds, 3),
        result.text,
        tell(result),
        where.get("file"),
        where.get("line"),
    ]


def _submission(learner: str, report: Report) -> list[Cell]:
    """No score where the grader itself failed: it would be too low."""
    points = score(report)
    outcomes = [result.outcome for result in report.criteria]
    tiers = [points for tier in ("core", "full", "stretch") for points in report.points(tier)]
    return [
        learner,
        report.exercise["id"],
        report.exercise["title"],
        None if report.has_fault else points.earned,
        points.possible,
        *tiers,
        *(outcomes.count(outcome) for outcome in _OUTCOMES),
        round(report.seconds, 3),
        report.submission["digest"],
        report.receipt.get("engine"),
        report.receipt.get("checks"),
        report.seed,
    ]
