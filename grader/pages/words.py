"""What verdicts and reasons are called on the pages, and the signs beside them."""

from __future__ import annotations

from grader.report import FAILED, FAULT, MENTOR, PASSED, SKIPPED

TIERS = ("core", "full", "stretch")
SIGNS = {PASSED: "✓", FAILED: "✗", SKIPPED: "·", MENTOR: "◇", FAULT: "!"}
OUTCOMES = {
    PASSED: "holds",
    FAILED: "does not hold",
    SKIPPED: "skipped",
    MENTOR: "for a mentor",
    FAULT: "grader fault",
    "new": "not there before",
}
REASONS = {
    "submission": "the work was changed",
    "checks": "the checks were mended",
    "engine": "the grader was changed",
    "lock": "packages were changed",
    "python": "another Python",
    "platform": "another system",
    "seed": "other inputs",
}


def count(number: int, thing: str) -> str:
    return f"{number:,} {thing if number == 1 else more_of(thing)}"


def more_of(thing: str) -> str:
    return {"criterion": "criteria", "verdict of a person": "verdicts of a person"}.get(thing, f"{thing}s")


def because(parts: tuple[str, ...]) -> str:
    return ", ".join(REASONS.get(part, part) for part in parts) or "nothing that we know of was changed"
