"""Classroom 50's `classroom50/result/v1`: the file that its runner collects from an autograder.

The runner refuses a score above the maximum, so stretch is told with 0 of 0 points. It has no word for a grader that
failed but an autograder that ends with an error, so such a report is refused here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from grader.render.rows import GRADER_FAILED, CannotExport, score
from grader.render.story import as_json, faults, flat, tell
from grader.report import MENTOR, Report, Result

FORMAT = "classroom50/result/v1"
_NEEDED = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
}


@dataclasses.dataclass(frozen=True)
class Origin:
    """What the runner of Classroom 50 tells an autograder about a submission."""

    classroom: str
    assignment: str
    assignment_type: str
    owner: str
    submission: str
    commit: str
    release: str
    review: str
    at: datetime

    @classmethod
    def of(cls, environment: Mapping[str, str], at: datetime) -> Origin:
        owner = environment.get("OWNER") or environment.get("USERNAME") or ""
        missing = [name for name in _NEEDED.values() if not environment.get(name)] + ([] if owner else ["OWNER"])
        if missing:
            raise CannotExport(
                f"Classroom 50 tells an autograder whose work it is in variables, and these are not set: "
                f"{', '.join(missing)}. Use this format inside its autograder.py."
            )
        known = {field: environment[name] for field, name in _NEEDED.items()}
        if not known["submission"].startswith("submit/"):
            raise CannotExport("SUBMISSION_TAG must begin with submit/, as the tags of Classroom 50 do.")
        kind = environment.get("ASSIGNMENT_TYPE") or "individual"
        review = environment.get("REVIEW_URL") or known["commit"]
        return cls(**known, assignment_type=kind, owner=owner, review=review, at=at)


def render(reports: list[Report], origin: Origin) -> str:
    for report in reports:
        if trouble := faults(report):
            raise CannotExport(f"{flat(report.exercise['label'])}: {trouble}", GRADER_FAILED)
    points = [score(report) for report in reports]
    record: dict[str, Any] = {"schema": FORMAT, **dataclasses.asdict(origin)}
    del record["at"]
    record |= {
        "datetime": origin.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(each.earned for each in points),
        "max-score": sum(each.possible for each in points),
        "tests": [
            _test(report, result) for report in reports for result in report.criteria if result.outcome != MENTOR
        ],
    }
    return as_json(record)


def _test(report: Report, result: Result) -> dict[str, Any]:
    most = 0 if result.tier == "stretch" else result.points
    return {
        "test-name": f"{flat(report.exercise['id'])} {flat(result.id)}: {flat(result.text)}",
        "passed": bool(result.passed),
        "score": most if result.passed else 0,
        "max-score": most,
        "tier": flat(result.tier),
        "outcome": flat(result.outcome),
        "message": tell(result),
    }
