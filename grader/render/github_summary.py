"""The summary of a step of GitHub Actions: Markdown that fits into the 1 MiB that GitHub takes."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator

from grader.render.markdown import inline as inline
from grader.render.markdown import render as markdown
from grader.render.rows import score
from grader.render.story import cut, faults, flat
from grader.report import Cause, Report, Result

ROOM = 1_000_000  # bytes; GitHub drops a summary above 1,048,576 of them whole
_LENGTHS = (2_000, 400, 80)  # characters kept of a text
_HEAD = ("# What holds\n", "\n", "| exercise | core and full | stretch | |\n", "|---|---|---|---|\n")
_KEPT_LINES = 24
_NOT_IN_A_NAME = re.compile(r"[^\w.-]")


def render(reports: list[Report], room: int = ROOM) -> str:
    """In full if there is room; then with shorter texts; at last without the details of some exercises."""
    for most in _LENGTHS:
        parts, _ = _fitting(itertools.chain(_overview(reports), _details(reports, most)), room)
        if len(parts) == len(_HEAD) + 2 * len(reports):
            return "".join(parts)
    overview, left = _fitting(_overview(reports), room // 2)
    details, _ = _fitting(_details(reports, _LENGTHS[-1]), left + room // 2 - 300)
    hidden = len(_HEAD) + len(reports) - len(overview)
    table = _left_out(f"{hidden} of {len(reports)} exercises are left out of this table") if hidden else ""
    end = _left_out(f"The details of {len(reports) - len(details)} of {len(reports)} exercises are left out")
    return "".join([*overview, table, *details, end])


def _left_out(what: str) -> str:
    return f"\n**{what}: GitHub takes 1 MiB.**\n"


def _overview(reports: list[Report]) -> Iterator[str]:
    return itertools.chain(_HEAD, (_line(report) for report in reports))


def _details(reports: list[Report], most: int) -> Iterator[str]:
    return ("\n" + markdown(_short(report, most)) for report in reports)


def _line(report: Report) -> str:
    points = score(report)
    extra = f"{points.extra}/{points.extra_possible}" if points.extra_possible else ""
    label, title = inline(cut(report.exercise["label"])), inline(cut(report.exercise["title"]))
    trouble = inline(faults(report) or "")
    return f"| {label}: {title} | {points.earned}/{points.possible} | {extra} | {trouble} |\n"


def _fitting(parts: Iterable[str], room: int) -> tuple[list[str], int]:
    """The parts from the beginning that have room, and the bytes that are left."""
    kept = []
    for part in parts:
        size = len(part.encode())
        if size > room:
            break
        room -= size
        kept.append(part)
    return kept, room


def _short(report: Report, most: int) -> Report:
    exercise = {name: cut(value, most) for name, value in report.exercise.items()}
    criteria = [_short_result(result, most) for result in report.criteria]
    receipt = {**report.receipt, **{name: flat(report.receipt.get(name, ""), most) for name in ("engine", "checks")}}
    return dataclasses.replace(report, exercise=exercise, criteria=criteria, receipt=receipt)


def _short_result(result: Result, most: int) -> Result:
    lines = [{**line, "text": cut(line["text"], most)} for line in result.transcript]
    if len(lines) > _KEPT_LINES:
        half, left_out = _KEPT_LINES // 2, len(lines) - _KEPT_LINES
        lines = [*lines[:half], {"kind": "note", "text": f"… {left_out} lines …"}, *lines[-half:]]
    return dataclasses.replace(
        result,
        id=_NOT_IN_A_NAME.sub("·", cut(result.id, most)),
        tier=_NOT_IN_A_NAME.sub("·", cut(result.tier, most)),
        text=cut(result.text, most),
        skipped_for=result.skipped_for and cut(result.skipped_for, most),
        transcript=lines,
        cause=result.cause and _short_cause(result.cause, most),
    )


def _short_cause(cause: Cause, most: int) -> Cause:
    return dataclasses.replace(
        cause,
        rationale=cut(cause.rationale, most),
        expected=cause.expected and cut(cause.expected, most),
        actual=cause.actual and cut(cause.actual, most),
        help=cause.help and cut(cause.help, most),
        where=cause.where
        and {**cause.where, "file": cut(cause.where["file"], most), "text": cut(cause.where["text"], most)},
    )
