"""A score for the Assignment and Grade Services of LTI 1.3 (`application/vnd.ims.lis.v1.score+json`).

A score may be above its maximum there, so stretch is extra credit.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from grader.render.rows import CannotExport, score
from grader.render.story import as_json, faults, flat
from grader.report import MENTOR, Report

MEDIA_TYPE = "application/vnd.ims.lis.v1.score+json"


def render(report: Report, learner: str, at: datetime) -> str:
    if not learner:
        raise CannotExport("An LTI score belongs to a user of the platform. Say whose it is with --learner ID.")
    points, holds = score(report), report.holds("core", "full")
    record: dict[str, Any] = {
        "userId": flat(learner),
        "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds"),
        "activityProgress": "Completed" if holds else "Submitted",
        "gradingProgress": _progress(report),
        "comment": _comment(report),
    }
    if points.possible and not report.has_fault:
        record |= {"scoreGiven": points.earned + points.extra, "scoreMaximum": points.possible}
    return as_json(record)


def _progress(report: Report) -> str:
    if report.has_fault:
        return "Failed"
    if any(result.outcome == MENTOR for result in report.criteria):
        return "PendingManual"
    return "FullyGraded" if score(report).possible else "NotReady"


def _comment(report: Report) -> str:
    points = score(report)
    if trouble := faults(report):
        return trouble
    told = f"{flat(report.exercise['label'])}: {points.earned} of {points.possible} points in core and full"
    return f"{told}, {points.extra} of {points.extra_possible} extra." if points.extra_possible else f"{told}."
