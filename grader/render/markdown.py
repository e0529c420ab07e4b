"""The report as Markdown, for a pull request or a file."""

from __future__ import annotations

from grader.render.terminal import tally
from grader.render.text import harmless
from grader.report import FAILED, FAULT, MENTOR, PASSED, SKIPPED, Report, Result

_WORDS = {PASSED: "✓ holds", FAILED: "✗ does not hold", SKIPPED: "· skipped", MENTOR: "· mentor", FAULT: "! grader"}


def render(report: Report) -> str:
    label, title = report.exercise["label"], report.exercise["title"]
    lines = [f"## {inline(label)}: {inline(title)}", "", tally(report), ""]
    lines += ["| | criterion | tier | what must hold |", "|---|---|---|---|"]
    for result in report.criteria:
        note = f" ({_why(result.skipped_for)})" if result.outcome == SKIPPED and result.skipped_for else ""
        lines.append(
            f"| {_WORDS[result.outcome]}{inline(note)} | `{result.id}` | {result.tier} | {inline(result.text)} |"
        )
    for result in report.criteria:
        if result.outcome == FAILED:
            lines += ["", *_failure(result)]
    lines += ["", f"Seed {report.seed} · engine {report.receipt['engine']} · checks {report.receipt['checks']}", ""]
    return "\n".join(lines)


def _why(skipped_for: str) -> str:
    """A criterion that does not hold, or a sentence about this machine."""
    return skipped_for if " " in skipped_for else f"needs `{skipped_for}`"


def _failure(result: Result) -> list[str]:
    lines = [f"### ✗ `{result.id}`", ""]
    cause = result.cause
    if cause is None:
        return lines
    lines += [inline(cause.rationale), ""]
    shown = [line["text"] for line in result.transcript]
    if cause.expected is not None:
        shown.append(f"expected  {cause.expected}")
    if cause.actual is not None:
        shown.append(f"came      {cause.actual}")
    if cause.where:
        shown.append(f"{cause.where['file']}:{cause.where['line']}  {cause.where['text']}")
    if shown:
        body = harmless("\n".join(shown))
        fence = "`" * max(3, _longest_fence(body) + 1)
        lines += [f"{fence}text", body, fence]
    if cause.help:
        lines += ["", inline(cause.help)]
    return lines


def _longest_fence(text: str) -> int:
    longest = run = 0
    for sign in text:
        run = run + 1 if sign == "`" else 0
        longest = max(longest, run)
    return longest


def inline(text: str) -> str:
    """One line of Markdown in which nothing of a learner's is markup."""
    flat = harmless(text).replace("\n", " ")
    for sign in "\\`*_[]<>|#&~":
        flat = flat.replace(sign, f"\\{sign}")
    return flat
