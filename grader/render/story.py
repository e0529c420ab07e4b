"""What an exporter tells of one criterion, in plain text of a bounded length."""

from __future__ import annotations

import json
from typing import Any

from grader.render.text import harmless, one_line
from grader.report import FAILED, FAULT, MENTOR, PASSED, SKIPPED, Report, Result

LONGEST = 2_000
_KEPT_LINES = 24
_NO_FAULT_OF_YOURS = "The grader itself failed here. Your work is not at fault."


def cut(text: str, most: int = LONGEST) -> str:
    """The beginning and the end of a long text, and how much is left out between."""
    if len(text) <= most:
        return text
    tail = most // 4
    return f"{text[: most - tail]} … {len(text) - most:,} characters left out … {text[-tail:]}"


def plain(text: object, most: int = LONGEST) -> str:
    return harmless(cut(str(text), most))


def flat(text: object, most: int = LONGEST) -> str:
    """Plain text in one line."""
    return one_line(cut(str(text), most))


def tell(result: Result) -> str:
    """Why a criterion has no points yet: one line for what is simple, more for a failure."""
    if result.outcome == FAILED:
        return "\n".join(failure(result))
    return {PASSED: "", SKIPPED: _skipped(result), MENTOR: _mentor(result), FAULT: _NO_FAULT_OF_YOURS}.get(
        result.outcome, f"The outcome {plain(result.outcome)} is not known here."
    )


def failure(result: Result) -> list[str]:
    cause = result.cause
    if cause is None:
        return ["It does not hold."]
    lines = [plain(cause.rationale), *_transcript(result)]
    for word, value in (("expected  ", cause.expected), ("came      ", cause.actual)):
        if value is not None:
            lines.append(word + plain(value))
    if cause.where:
        lines.append(f"{flat(cause.where['file'])}:{flat(cause.where['line'])}  {flat(cause.where['text'])}".rstrip())
    if cause.help:
        lines.append(plain(cause.help))
    return lines


def asked(result: Result) -> str:
    """What the check asked of the learner's program, as lines to paste."""
    return "\n".join(_shortened([plain(line["text"]) for line in result.transcript if line["kind"] == "in"]))


def faults(report: Report) -> str | None:
    """The sentence for a report that the grader itself could not finish."""
    count = sum(result.outcome == FAULT for result in report.criteria)
    if not count:
        return None
    return (
        f"The grader itself failed on {count} of {len(report.criteria)} criteria, so this score is not final. "
        "The work is not at fault: grade it again."
    )


def as_json(record: Any) -> str:
    """JSON in which no string holds anything that a terminal or a CI system would obey."""
    return json.dumps(_harmless(record), indent=2, ensure_ascii=False) + "\n"


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, dict):
        return {harmless(str(key)): _harmless(each) for key, each in value.items()}
    return [_harmless(each) for each in value] if isinstance(value, (list, tuple)) else value


def _skipped(result: Result) -> str:
    if not result.skipped_for:
        return "Not checked."
    reason = flat(result.skipped_for)
    return f"Not checked: {reason}." if " " in reason else f"Not checked: it needs {reason}."


def _mentor(result: Result) -> str:
    note = plain(result.cause.rationale) if result.cause else "Ready for a mentor to sign off."
    return f"For a mentor, without points. {note}"


def _transcript(result: Result) -> list[str]:
    return _shortened([plain(line["text"]) for line in result.transcript])


def _shortened(lines: list[str]) -> list[str]:
    if len(lines) <= _KEPT_LINES:
        return lines
    half = _KEPT_LINES // 2
    return [*lines[:half], f"… {len(lines) - _KEPT_LINES} lines …", *lines[-half:]]
