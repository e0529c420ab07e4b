"""The report as a learner sees it: message first, the transcript, what to do next."""

from __future__ import annotations

import io

from grader.render.text import Page, harmless, one_line
from grader.report import FAILED, FAULT, MENTOR, PASSED, SKIPPED, Cause, Report, Result

_SIGNS = {PASSED: ("✓", "ok", "green"), FAILED: ("✗", "X ", "red"), FAULT: ("!", "! ", "yellow")}
_INDENT = " " * 6
_KEPT_LINES = 24


def render(report: Report, page: Page, verbose: bool = False) -> None:
    _headline(report, page)
    width = max((len(result.id) for result in report.criteria), default=0)
    if page.width < 70:
        width = 0
    for result in report.criteria:
        _criterion(result, report, page, width, verbose)
    for note in report.notes:
        page.wrapped(harmless(note), "    ", "  - ", "yellow")
    if report.cage["missing"]:
        missing = ", ".join(report.cage["missing"])
        page.wrapped(f"On {report.cage['platform']} the cage does not enforce: {missing}.", "  ", None, "dim")
    if verbose:
        page.wrapped(
            f"seed {report.seed} · {report.seconds:.2f} s · cage: {report.cage['platform']}", "  ", None, "dim"
        )
    page.line()


def failures(report: Report) -> str:
    """Only what does not hold, plain: how the messages of planted faults are kept for review."""
    page = Page(io.StringIO(), width=100, colour=False)
    for result in report.criteria:
        if result.outcome in (FAILED, FAULT):
            _criterion(result, report, page, 0, verbose=False)
    return "\n".join(page.lines)


def tally(report: Report) -> str:
    parts = []
    for tier in ("core", "full", "stretch"):
        got, most = report.points(tier)
        if most:
            parts.append(f"{tier} {got}/{most}")
    return "   ".join(parts)


def _headline(report: Report, page: Page) -> None:
    label = harmless(report.exercise["label"])
    title = report.exercise["title"]
    left, right = f"  {label}  {title}", tally(report)
    page.line()
    if len(left) + len(right) + 3 <= page.width:
        gap = " " * (page.width - len(left) - len(right) - 2)
        page.line(f"  {page.style(label, 'bold')}  {page.style(title, 'bold')}{gap}{right}")
    else:
        page.wrapped(f"{label}  {title}", "  ", None, "bold")
        page.line(f"  {right}")
    page.line()


def _criterion(result: Result, report: Report, page: Page, width: int, verbose: bool) -> None:
    good, plain, colour = _SIGNS.get(result.outcome, ("·", ". ", "dim"))
    head = f"  {page.style(page.sign(good, plain), colour)} {result.id:{width}}  "
    plain_head = f"  {page.sign(good, plain)} {result.id:{width}}  "
    indent = " " * len(plain_head) if width else _INDENT
    if not width:
        page.line(head.rstrip())
        head = indent
    page.wrapped(result.text, indent, head)
    if result.outcome == SKIPPED and result.skipped_for:
        known = any(other.id == result.skipped_for for other in report.criteria)
        reason = f"needs {result.skipped_for}" if known else result.skipped_for
        page.wrapped(f"skipped: {harmless(reason)}", indent, None, "dim")
    elif result.outcome == MENTOR:
        note = result.cause.rationale if result.cause else "Ready for a mentor to sign off."
        page.wrapped(harmless(note), indent, None, "dim")
    elif result.outcome == FAULT:
        page.wrapped("The grader itself failed here. Your work is not at fault.", indent, None, "yellow")
    elif result.outcome == FAILED:
        _failure(result, report, page, verbose)
    elif verbose:
        _transcript(result, page)


def _failure(result: Result, report: Report, page: Page, verbose: bool) -> None:
    cause = result.cause
    if cause is None:
        return
    page.wrapped(harmless(cause.rationale), _INDENT)
    _transcript(result, page)
    _expected_and_actual(cause, result, page)
    if cause.where:
        place = one_line(f"{cause.where['file']}:{cause.where['line']}")
        page.line(f"{_INDENT}{page.style(place, 'cyan')}  {one_line(cause.where['text'])}".rstrip())
    if verbose:
        for frame in cause.trace:
            page.line(f"{_INDENT}  {harmless(frame)}")
    if cause.help:
        page.wrapped(harmless(cause.help), _INDENT)
    if result.hints:
        page.line(f"{_INDENT}{page.style('hint: make hint ' + report.exercise['command'], 'dim')}")


def _expected_and_actual(cause: Cause, result: Result, page: Page) -> None:
    """Beside the last answer where that is what came, below it otherwise."""
    expected, actual = harmless(cause.expected or ""), harmless(cause.actual or "")
    last = result.transcript[-1]["text"] if result.transcript else ""
    if expected and last == cause.actual and len(last) + len(expected) + 30 < page.width:
        page.lines[-1] += " " * max(4, 26 - len(last)) + page.style(f"expected {expected}", "bold")
        return
    for word, value in (("expected", expected), ("came", actual)):
        if value:
            page.wrapped(value, _INDENT + " " * 10, f"{_INDENT}{page.style(f'{word:10}', 'bold')}")


def _transcript(result: Result, page: Page) -> None:
    lines = result.transcript
    if len(lines) > _KEPT_LINES:
        cut = len(lines) - _KEPT_LINES
        lines = [*lines[: _KEPT_LINES // 2], {"kind": "note", "text": f"… {cut} lines …"}, *lines[-_KEPT_LINES // 2 :]]
    for line in lines:
        text = harmless(line["text"])
        styles = {"in": ("cyan",), "err": ("yellow",), "note": ("dim",)}.get(line["kind"], ())
        page.line(_INDENT + page.style(text, *styles))
