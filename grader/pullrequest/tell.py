"""Tells what has come of a pull request: to a terminal, in Markdown, to GitHub."""

from __future__ import annotations

import contextlib
import json
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from grader import records
from grader.pages.single import together
from grader.pullrequest.verdict import Verdict
from grader.render import github, github_summary, story
from grader.render.markdown import inline
from grader.render.text import Page
from grader.subject.scratch import Unusable

_SUMMARY_ROOM = 1024 * 1024  # bytes; GitHub drops a longer one whole
_TROUBLES = 50


def before(verdict: Verdict) -> None:
    """What is to be known before the reports are read."""
    page = Page()
    page.line()
    page.wrapped(story.flat(verdict.headline()), "  ")
    for warning in _warnings(verdict):
        page.wrapped(warning, "    ", "  ! ", "yellow")
    page.show()


def after(verdict: Verdict) -> None:
    page = Page()
    page.wrapped(story.flat(verdict.conclusion()), "  ", None, "bold")
    page.show()


def markdown(verdict: Verdict) -> str:
    """A page that GitHub takes as the summary of a step."""
    lines = [f"**{inline(story.flat(verdict.conclusion()))}**", "", inline(story.flat(verdict.headline()))]
    if warnings := _warnings(verdict):
        lines += ["", "> [!CAUTION]" if verdict.course else "> [!WARNING]"]
        lines += [line for warning in warnings for line in (f"> {inline(warning)}", ">")][:-1]
    head = "\n".join(lines) + "\n\n"
    if not verdict.reports:
        return head
    return head + github_summary.render(verdict.reports, _SUMMARY_ROOM - len(head.encode()) - 1024)


def write(verdict: Verdict, folder: Path) -> None:
    """The reports as files, for whoever was not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        records.write_json(verdict.reports, str(folder / "reports.json"))
        records.replace(folder / "pull-request.json", json.dumps(verdict.as_dict(), indent=2) + "\n")
        records.replace(folder / "summary.md", markdown(verdict))
        records.replace(folder / "reports.html", together(verdict.reports))
    except OSError as error:
        raise Unusable(f"The reports cannot be written to {folder}: {error.strerror}. Name another folder.") from None


def commands(verdict: Verdict) -> str:
    """Commands to GitHub: those about the pull request first, then the learner's own lines."""
    about = []
    if verdict.course:
        about.append(_command("warning", "The course itself is changed", [verdict.about_course()]))
    for kind, title, was_meant in (("error", "Not graded", True), ("notice", "Not graded", False)):
        told = [str(trouble) for trouble in verdict.troubles if trouble.was_meant is was_meant]
        if told:
            about.append(_command(kind, title, told[:_TROUBLES]))
    return "".join(about) + github.render(verdict.reports)


@contextlib.contextmanager
def disarmed() -> Iterator[None]:
    """GitHub obeys no line that is printed meanwhile, whoever wrote it; if this fails, none that comes after either."""
    token = secrets.token_hex(20)
    print(f"::stop-commands::{token}", flush=True)
    yield
    sys.stderr.flush()
    print(f"\n::{token}::", flush=True)


def github_actions(verdict: Verdict, summary: str | None) -> None:
    print(commands(verdict), end="", flush=True)
    if summary:
        with open(summary, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(markdown(verdict))


def _warnings(verdict: Verdict) -> list[str]:
    told = [verdict.about_course(), verdict.about_uncommitted(), *map(str, verdict.troubles[:_TROUBLES])]
    if len(verdict.troubles) > _TROUBLES:
        told.append(f"{len(verdict.troubles) - _TROUBLES} more folders are not graded.")
    return [story.flat(text) for text in told if text]


def _command(kind: str, title: str, lines: list[str]) -> str:
    text = "%0A".join(story.flat(line).replace("%", "%25") for line in lines)
    return f"::{kind} title={title}::{text}\n"
