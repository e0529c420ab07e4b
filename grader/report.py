"""The verdict on one submission, as versioned data. Everything that is shown is read from here."""

from __future__ import annotations

import dataclasses
from typing import Any

FORMAT = "journey/report/v1"
PASSED, FAILED, SKIPPED, MENTOR, FAULT = "passed", "failed", "skipped", "mentor", "fault"


@dataclasses.dataclass
class Cause:
    """Why a criterion does not hold: fact before advice."""

    rationale: str
    expected: str | None = None
    actual: str | None = None
    help: str | None = None
    where: dict[str, Any] | None = None
    trace: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Result:
    """The verdict on one criterion."""

    id: str
    text: str
    tier: str
    points: int
    outcome: str
    passed: bool | None
    seconds: float = 0.0
    cause: Cause | None = None
    transcript: list[dict[str, str]] = dataclasses.field(default_factory=list)
    skipped_for: str | None = None
    hints: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {**vars(self), "cause": dict(vars(self.cause)) if self.cause else None}


@dataclasses.dataclass
class Report:
    """The verdict on one submission."""

    exercise: dict[str, str]
    submission: dict[str, str]
    seed: int
    cage: dict[str, Any]
    criteria: list[Result]
    receipt: dict[str, Any]
    seconds: float = 0.0
    notes: list[str] = dataclasses.field(default_factory=list)
    format: str = FORMAT

    def points(self, tier: str) -> tuple[int, int]:
        """Points earned and points to earn by checks in one tier."""
        mine = [result for result in self.criteria if result.tier == tier and result.outcome != MENTOR]
        return sum(result.points for result in mine if result.passed), sum(result.points for result in mine)

    def holds(self, *tiers: str) -> bool:
        """Whether everything in these tiers that a machine can check has passed."""
        return all(result.passed or result.outcome == MENTOR for result in self.criteria if result.tier in tiers)

    @property
    def has_fault(self) -> bool:
        return any(result.outcome == FAULT for result in self.criteria)

    def as_dict(self) -> dict[str, Any]:
        points = {tier: list(self.points(tier)) for tier in ("core", "full", "stretch")}
        return {**vars(self), "criteria": [result.as_dict() for result in self.criteria], "points": points}


def from_dict(record: dict[str, Any]) -> Report:
    if record.get("format") != FORMAT:
        raise ValueError(f"this is not a report of the format {FORMAT}: {record.get('format')!r}")
    fields = {field.name: record[field.name] for field in dataclasses.fields(Report)}
    fields["criteria"] = [result_from_dict(result) for result in record["criteria"]]
    return Report(**fields)


def result_from_dict(record: dict[str, Any]) -> Result:
    return Result(**{**record, "cause": Cause(**record["cause"]) if record["cause"] else None})
