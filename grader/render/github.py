"""Annotations for GitHub Actions: workflow commands, one line each, the most important first.

GitHub keeps ten of a kind for each step and fifty for each job; the rest would vanish without a word.
"""

from __future__ import annotations

import posixpath

from grader.render.story import flat
from grader.report import FAILED, FAULT, Report, Result

_KEPT = 10
_LONGEST = 400
_TIERS = ("core", "full", "stretch")


def render(reports: list[Report], root: str = "") -> str:
    """`root` is the folder of the repository: GitHub knows files by their path from there."""
    found: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    for report, result in sorted(_told(reports), key=lambda pair: _weight(pair[1])):
        kind = _kind(result)
        place = _place(report, result, root) if kind != "warning" else {}
        title = f"{flat(report.exercise['label'], 100)}: {flat(result.id, 100)}"
        found[kind].append(_command(kind, {**place, "title": title}, _message(result)))
    lines = [*found["error"][:_KEPT], *found["warning"][:_KEPT], *found["notice"][: _KEPT - 1]]
    if left := sum(map(len, found.values())) - len(lines):
        told = f"{left} more are not shown here, because GitHub keeps {_KEPT} annotations of a kind for a step."
        lines.append(_command("notice", {"title": "More does not hold"}, [f"{told} The report has them all."]))
    return "".join(line + "\n" for line in lines)


def _told(reports: list[Report]) -> list[tuple[Report, Result]]:
    return [(report, result) for report in reports for result in report.criteria if result.outcome in (FAILED, FAULT)]


def _weight(result: Result) -> int:
    return _TIERS.index(result.tier) if result.tier in _TIERS else len(_TIERS)


def _kind(result: Result) -> str:
    if result.outcome == FAULT:
        return "warning"
    return "notice" if result.tier == "stretch" else "error"


def _place(report: Report, result: Result, root: str) -> dict[str, str]:
    """The learner's line, if it lies in the repository."""
    where = result.cause.where if result.cause else None
    if not where:
        return {}
    path = posixpath.normpath(posixpath.join(_posix(report.submission["name"]), _posix(where["file"])))
    if root:
        path = path.removeprefix(posixpath.normpath(_posix(root)) + "/")
    if posixpath.isabs(path) or path.startswith("..") or path[1:2] == ":":
        return {}
    line = where["line"]
    return {"file": path, "line": str(line)} if isinstance(line, int) and line > 0 else {"file": path}


def _posix(path: str) -> str:
    return path.replace("\\", "/")


def _message(result: Result) -> list[str]:
    text = flat(result.text, _LONGEST)
    if result.outcome == FAULT:
        return [text, "The grader itself failed here. The work is not at fault."]
    cause = result.cause
    if cause is None:
        return [text]
    lines = [text, flat(cause.rationale, _LONGEST)]
    for word, value in (("expected ", cause.expected), ("came     ", cause.actual), ("", cause.help or None)):
        if value is not None:
            lines.append(word + flat(value, _LONGEST))
    return lines


def _command(kind: str, properties: dict[str, str], lines: list[str]) -> str:
    """`flat` has made each line one line; what is left to escape is what would end a value."""
    told = ",".join(f"{name}={_property(flat(value))}" for name, value in properties.items())
    return f"::{kind} {told}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
