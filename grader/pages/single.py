"""One report, or a few, as a file of its own: no other file, no network, no script."""

from __future__ import annotations

from collections.abc import Sequence

from grader.pages.markup import page, policy_for, style
from grader.pages.reports import report_part
from grader.report import Report


def single(report: Report) -> str:
    return together([report])


def together(reports: Sequence[Report]) -> str:
    sheet = style()
    title = reports[0].exercise["label"] if len(reports) == 1 else f"{len(reports)} reports"
    return page(
        "single.html",
        title=title,
        policy=policy_for(sheet),
        style=sheet,
        reports=reports,
        parts=[report_part(report, heading=2, with_all_transcripts=True) for report in reports],
    )
