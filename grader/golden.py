"""Messages as they are kept for review: without what differs from run to run."""

from __future__ import annotations

import dataclasses
import re
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from grader.report import Cause, Report, from_dict
from grader.verdict import STOOD_THERE

# Every Python has words and tracebacks of its own, and learners read those of theirs. A golden file says whose it has.
WORDS = f"In the words of Python {sys.version_info[0]}.{sys.version_info[1]}."

_NEAR = timedelta(minutes=15)  # grading one submission takes less; a moment that a check has made up is elsewhere
_MOMENTS = [
    re.compile(r"\b20\d\d-\d\d-\d\d(?:T|\s+)\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?"),
    re.compile(r"\bdatetime\(20\d\d(?:,\s+\d+){4,6}"),
]
_CARETS = re.compile(r"\s*[~^]+\s*")  # the marks under a line of a traceback: each Python sets its own
# When Python finds out that nobody awaited a coroutine, and in whose line, is up to its rubbish collection.
_BY_CHANCE = re.compile(
    r"\s*(?:/\S*: RuntimeWarning: coroutine .* was never awaited|RuntimeWarning: Enable tracemalloc to get the .*)\s*"
)
_PHRASE = re.compile(r"(?<=HTTP/1\.1 )(413|416|422) [A-Z][A-Za-z ]+")  # these have other words from Python 3.13 on
_PARAMETERS = re.compile(r"\[parameters: \{.*\}\]")  # SQLAlchemy puts those of many rows in any order
_MEASURED = re.compile(r"\b[\d.]+ (times as long|s of processor time)\b")
_PORT = re.compile(r"(\b(?:127\.0\.0\.1|localhost)\"?[ :,]+(?:port )?)(?!8000\b)\d{4,5}\b")

_MASKS = [(_PARAMETERS, "[parameters: …]"), (_PHRASE, r"\1"), (_MEASURED, r"N \1"), (_PORT, r"\1PORT")]


def golden(report: Report) -> Report:
    """The report with masks in the place of ports, measured times and moments that are now.

    What differs is masked before a page is made of it: a longer number would move the end of each line.
    """
    return without_chance(from_dict(_everywhere(report.as_dict())))


def without_chance(report: Report) -> Report:
    """The report without the lines at which programs were when their time was over: a loop has many of them."""
    for result in report.criteria:
        if result.cause and result.cause.where and (result.cause.help or "").startswith(STOOD_THERE):
            result.cause.where.update(line="N", text="…")
    return report


def comparable(kept: str) -> bool:
    """Whether this Python says it in the words that were kept."""
    first = kept.partition("\n")[0]
    return first == WORDS or re.fullmatch(r"In the words of Python \d\.\d+\.", first) is None


def sentences(report: Report) -> Report:
    """The report without what was done and what came: of things that happen at once, this is in any order."""
    criteria = [
        dataclasses.replace(result, transcript=[], cause=result.cause and _sentence(result.cause))
        for result in report.criteria
    ]
    return dataclasses.replace(report, criteria=criteria)


def _sentence(cause: Cause) -> Cause:
    advice = cause.help and cause.help.removeprefix(f"{STOOD_THERE} ")
    return dataclasses.replace(cause, expected=None, actual=None, where=None, trace=[], help=advice)


def _everywhere(value: Any) -> Any:
    match value:
        case str():
            return masked(value)
        case dict():
            return {key: _everywhere(part) for key, part in value.items()}
        case list():
            return [_everywhere(part) for part in value if not _is_noise(part)]
    return value


def _is_noise(part: Any) -> bool:
    """Whether this is a line of a transcript that says nothing, or only by chance."""
    return isinstance(part, dict) and _is_left_out(str(part.get("text")))


def _is_left_out(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in (_CARETS, _BY_CHANCE))


def masked(text: str) -> str:
    kept = "".join(line for line in text.splitlines(keepends=True) if not _is_left_out(line))
    for pattern in _MOMENTS:
        kept = pattern.sub(_moment, kept)
    for pattern, mask in _MASKS:
        kept = pattern.sub(mask, kept)
    return kept


def _moment(found: re.Match[str]) -> str:
    numbers = [int(part) for part in re.findall(r"\d+", found[0])][:6]
    try:
        moment = datetime(*numbers)  # type: ignore[arg-type]
    except ValueError:
        return found[0]
    clocks = (datetime.now(), datetime.now(UTC).replace(tzinfo=None))
    return "NOW" if any(abs(clock - moment) < _NEAR for clock in clocks) else found[0]
